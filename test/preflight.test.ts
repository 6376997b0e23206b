import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';

const SOURCE = readFileSync('src/preflight.cjs', 'utf8');

/**
 * What it says, the exit code it ends with, and where it lets Node keep what it compiles, on a Node of some version; the
 * last two undefined where it lets the program begin, and where it does not.
 */
function preflight(version: string, env: Record<string, string> = {}, packages = true) {
  let said = '';
  let code: number | undefined;
  let cache: string | undefined;
  const modules: { readonly [name: string]: unknown } = {
    'node:module': { enableCompileCache: (folder: string) => (cache = folder) },
    'node:path': { join },
  };
  const ownRequire = Object.assign((name: string) => modules[name], {
    resolve: packages ? createRequire(import.meta.url).resolve : () => expect.fail('no such package'),
  });
  const process = {
    ...{ env, versions: { node: version }, stderr: { write: (text: string) => (said += text) } },
    exit: (given: number) => (code = given),
  };
  runInNewContext(SOURCE, { process, require: ownRequire, __dirname: '/reprise/src' });
  return { said, code, cache };
}

describe('before the program', () => {
  it.each(['24.0.0', '24.21.0', '100.1.0'])('nothing is said on Node %s', (version) => {
    expect(preflight(version)).toMatchObject({ said: '', code: undefined });
  });

  it('what is compiled is kept beside the packages, or where the environment says', () => {
    expect(preflight('24.0.0').cache).toBe(join('/reprise', 'node_modules', '.cache', 'reprise'));
    expect(preflight('24.0.0', { NODE_COMPILE_CACHE: '/elsewhere' }).cache).toBe('/elsewhere');
    expect(preflight('20.20.2').cache).toBeUndefined();
  });

  it.each(['20.20.2', '23.11.1', '8.0.0'])(
    'one sentence is said on Node %s, in the language of the locale',
    (version) => {
      expect(preflight(version)).toEqual({
        said: expect.stringMatching(`^Reprise needs Node.js 24 or newer, this is ${version}: [^\\n]*\\n$`),
        code: 1,
      });
      expect(preflight(version, { LC_ALL: '', LANG: 'ja_JP.UTF-8' })).toEqual({
        said: expect.stringMatching(`^RepriseにはNode.js 24以降が必要です（現在のバージョン: ${version}）[^\\n]*\\n$`),
        code: 1,
      });
    },
  );

  it('one sentence is said where the packages have not been installed', () => {
    expect(preflight('24.0.0', {}, false)).toEqual({
      said: expect.stringMatching(/^The packages that Reprise needs are not installed here: run npm ci [^\n]*\n$/),
      code: 1,
    });
  });

  it('needs no syntax that a Node of long ago does not know, and is what npm start runs first', () => {
    const code = SOURCE.replace(/\/\*[\s\S]*?\*\//g, '').replace(/'[^']*'/g, "''");
    expect(code).not.toMatch(/=>|`|\b(let|const|class|import|async|await)\b|\?\.|\?\?|\.\.\.|,\s*\)|catch\s*\{/);
    expect(JSON.parse(readFileSync('package.json', 'utf8')).scripts.start).toBe(
      'node --max-semi-space-size=4 --v8-pool-size=1 --require ./src/preflight.cjs src/start.ts',
    );
  });
});
