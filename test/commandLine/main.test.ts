import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { folderOf } from '../support/folder.ts';
import { sourceOf } from '../support/sources.ts';

function threads(typed: readonly string[], environment: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--require', './src/preflight.cjs', 'src/commandLine/main.ts', ...typed],
    { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C.UTF-8', ...environment } },
  );
  return { status, stdout, stderr };
}

it('the program ends with the exit code of its command, and without a stack trace for a bad file', () => {
  const at = folderOf({ 'bad.txt': Buffer.from([0x41, 0xff]) });
  const { status, stdout, stderr } = threads(['check', at('bad.txt')]);
  expect(status).toBe(1);
  expect(stdout).toContain('bad.txt:1:2: error: From here on the text is not UTF-8.');
  expect(stdout + stderr).not.toMatch(/^\s+at /m);
});

it('the program speaks the language of the locale', () => {
  expect(threads([], { LC_ALL: 'ja_JP.UTF-8' }).stdout).toContain('スレッドのファイル');
});

it('paths are meant from where npm was called', () => {
  const at = folderOf({ 'mine.txt': sourceOf() });
  expect(threads(['check', 'mine.txt'], { INIT_CWD: at() })).toMatchObject({
    status: 0,
    stderr: '1 file checked: 0 errors, 0 warnings.\n',
  });
});
