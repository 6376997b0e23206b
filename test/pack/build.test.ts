import { spawnSync } from 'node:child_process';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildPack } from '../../src/pack/build.ts';
import { currentPack, ORIGIN_FILE } from '../../src/pack/origin.ts';
import { folderOf } from '../support/folder.ts';

/** A package with two copies of itself, as most of Discord's have. */
const TWICE = {
  'node_modules/twice/package.json': JSON.stringify({
    ...{ name: 'twice', version: '1.2.3' },
    exports: { import: './import.mjs', require: './require.cjs' },
  }),
  'node_modules/twice/import.mjs': "export const copy = 'imported';",
  'node_modules/twice/require.cjs': "exports.copy = 'required';",
};

const LOCK = JSON.stringify({ packages: { '': {}, 'node_modules/twice': { version: '1.2.3' } } });

/** A small project with such a program; the path of a file in it. */
function project(program: string, more: Readonly<Record<string, string>> = {}) {
  const builder = ['build.ts', 'origin.ts'].map((file) => [
    `src/pack/${file}`,
    readFileSync(`src/pack/${file}`, 'utf8'),
  ]);
  return folderOf({
    'package.json': '{ "type": "module" }',
    'package-lock.json': LOCK,
    'src/main.ts': program,
    ...TWICE,
    ...Object.fromEntries(builder),
    ...more,
  });
}

/** What the pack of a project says, run in another folder; standard error is empty. */
function runPack(folder: (name?: string) => string): string {
  const { stdout, stderr } = spawnSync(process.execPath, [folder('dist/main.js')], { cwd: '/', encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout;
}

describe('a pack of a project', () => {
  it('a pack says what its program says, of what language ever, with the names of its functions', async () => {
    const folder = project(
      [
        "import { greet } from './greet.ts';",
        'const say: (text: string) => void = (text) => console.log(text);',
        "say([greet.name, greet(), /[\u3041-\u3096]/u.test('あ')].join());",
      ].join('\n'),
      { 'src/greet.ts': "export function greet(): string {\n  return 'こんにちは 🍙';\n}" },
    );
    await buildPack(folder());
    expect(runPack(folder)).toBe('greet,こんにちは 🍙,true\n');
    for (const file of globSync(folder('dist/*.js'))) expect(readFileSync(file, 'utf8')).toMatch(/^[\0-\x7f]*$/);
  });

  it('a pack is current, and made of the project’s own sources, of what made it, and of the locked packages', async () => {
    const folder = project("import './a.ts';\nimport { copy } from 'twice';\nconsole.log(copy);", {
      'src/a.ts': '',
      'src/b.ts': '',
    });
    await buildPack(folder());
    expect(currentPack(folder())).toMatch(/dist\/main\.js$/);
    expect(
      readFileSync(folder(join('dist', ORIGIN_FILE)), 'utf8')
        .split('\n')
        .slice(1),
    ).toEqual([...['package-lock.json', 'src/a.ts', 'src/main.ts', 'src/pack/build.ts', 'src/pack/origin.ts', '']]);
  });

  it('what a source requires is the copy in the pack that others require, and files beside it stay beside it', async () => {
    const folder = project(
      "import { createRequire } from 'node:module';\nimport { readFileSync } from 'node:fs';\nconst { copy } = createRequire(import.meta.url)('twice');\nconsole.log(copy, readFileSync(new URL('./a.txt', import.meta.url), 'utf8'));",
      { 'src/a.txt': 'beside' },
    );
    await buildPack(folder());
    expect(runPack(folder)).toBe('required beside\n');
    const text = globSync(folder('dist/*.js'))
      .map((file) => readFileSync(file, 'utf8'))
      .join();
    expect(text).toContain('required');
    expect(text).not.toContain('imported');
  });

  it('the maps of a pack know our own sources alone', async () => {
    const folder = project("import { copy } from 'twice';\nconsole.log(copy);");
    await buildPack(folder());
    expect(JSON.parse(readFileSync(folder('dist/main.js.map'), 'utf8')).sources).toEqual(['../src/main.ts']);
  });

  it.each([
    [
      'other packages are installed than are locked',
      "import 'twice';\nimport { copy } from 'twice';\nconsole.log(copy);",
      /node_modules.twice is 1\.2\.3, package-lock\.json says 1\.2\.4: run npm ci\./,
    ],
    ['a package is missing', "import 'no-such-package';", /no-such-package/],
    [
      'a source asks for a place that the pack has not',
      'console.log(import.meta.dirname);',
      /src\/main\.ts asks for import\.meta\.dirname/,
    ],
  ])('no pack is made, and the one before is current no more, where %s', async (_, program, message) => {
    const before = "console.log('before');";
    const folder = project(before);
    const change = (source: string, lock: string) => {
      writeFileSync(folder('src/main.ts'), source);
      writeFileSync(folder('package-lock.json'), lock);
    };
    await buildPack(folder());
    change(program, LOCK.replace('1.2.3', '1.2.4'));
    await expect(buildPack(folder())).rejects.toThrow(message);
    change(before, LOCK);
    expect(currentPack(folder())).toBeUndefined();
  });
});
