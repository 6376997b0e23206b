import { execFileSync } from 'node:child_process';
import { readFileSync, symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { folderOf } from '../support/folder.ts';

const SOURCE = readFileSync('src/pack/prepare.cjs', 'utf8');
const SOURCES = Object.fromEntries(
  ['build.ts', 'buildProcess.ts', 'origin.ts'].map((file) => [
    `src/pack/${file}`,
    readFileSync(`src/pack/${file}`, 'utf8'),
  ]),
);

/** What npm would show of it, in a folder; it must end with exit code 0. */
const prepare = (folder: string) =>
  execFileSync('sh', ['-c', `'${process.execPath}' src/pack/prepare.cjs 2>&1`], { cwd: folder, encoding: 'utf8' });

describe('the end of an installation', () => {
  it('an installation ends with it', () => {
    expect(JSON.parse(readFileSync('package.json', 'utf8')).scripts.prepare).toBe('node src/pack/prepare.cjs');
  });

  it('an installation without development dependencies says nothing of a pack', () => {
    const folder = folderOf({ 'src/pack/prepare.cjs': SOURCE });
    expect(prepare(folder())).toBe('');
  });

  it('an installation in which the program cannot be packed is told so, and goes on', () => {
    const folder = folderOf({ ...SOURCES, 'src/pack/prepare.cjs': SOURCE });
    symlinkSync(`${process.cwd()}/node_modules`, folder('node_modules'));
    expect(prepare(folder())).toMatch(/^The program could not be packed, it will run from its sources\. [^\n]+ENOENT/);
  });
});
