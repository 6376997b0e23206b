import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readThreadFiles, type ThreadFile } from '../../src/library/threadFiles.ts';
import { MAX_BYTES } from '../../src/thread/lines.ts';
import { sourceOf, threadOf } from '../support/sources.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'threads-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const thread = threadOf(sourceOf());

function put(path: string, content: string | Uint8Array = sourceOf()) {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

function link(path: string, target: string) {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  symlinkSync(target, file);
}

/** What came of each file: `a.txt thread`, `b.txt not-a-file`. */
async function outcomes(where = folder): Promise<string[]> {
  return (await readThreadFiles(where)).map((file) => `${relative(where, file.path)} ${outcome(file)}`);
}

function outcome(file: ThreadFile): string {
  if (file.thread) return 'thread';
  if (file.kind === 'failure') return file.failure.code;
  const problems = file.kind === 'json' ? file.problems.map(({ path, code }) => `${path} ${code}`.trim()) : [];
  return [...file.found.map(({ code }) => code), ...problems].join(', ');
}

describe('the threads of a folder', () => {
  it('are its text and JSON files and those of the folders in it, in the order of their paths, whatever the case of their endings', async () => {
    put('b.txt');
    put('a/z.TXT');
    put('c.JSON', JSON.stringify(thread));
    put('a.json', `\ufeff${JSON.stringify(thread)}`);
    put('README.md', '# not a thread');
    put('picture.png', 'x');
    expect(await outcomes()).toEqual(['a.json thread', 'a/z.TXT thread', 'b.txt thread', 'c.JSON thread']);
  });

  it('come with what is wrong with those that cannot be used', async () => {
    put('a.txt', 'nonsense');
    put('b.json', JSON.stringify({ ...thread, comments: [{ ...thread.comments[0], text: { en: 5 } }] }));
    put('c.json', '{');
    put('d.txt', new Uint8Array([0xff]));
    expect(await outcomes()).toEqual([
      'a.txt no-date, no-author, no-title, no-comments',
      'b.json comments[0].text.en wrong-type',
      'c.json not-json',
      'd.txt not-utf8',
    ]);
  });

  it('are taken once where a volume of Kubernetes gives each by three ways', async () => {
    put('..2026_01_01/a.txt');
    link('..data', '..2026_01_01');
    link('a.txt', '..data/a.txt');
    expect(await outcomes()).toEqual(['a.txt thread']);
  });

  it('are taken once however many links lead to them, or to their folder', async () => {
    put('folder/a.txt');
    link('again.txt', 'folder/a.txt');
    link('twice.txt', 'again.txt');
    link('same', 'folder');
    expect(await outcomes()).toEqual(['again.txt thread']);
  });

  it('are taken once where a link leads upwards, and what lies above the folder is left alone', async () => {
    put('other.txt');
    put('threads/a.txt');
    link('threads/up', '..');
    link('threads/here', '.');
    link('threads/deep/up', '../..');
    expect(await outcomes(join(folder, 'threads'))).toEqual(['a.txt thread']);
  });

  it('may lie elsewhere, behind a link', async () => {
    put('elsewhere/a.txt');
    link('threads/linked', '../elsewhere');
    link('threads/b.txt', '../elsewhere/a.txt');
    expect(await outcomes(join(folder, 'threads'))).toEqual(['b.txt thread']);
    rmSync(join(folder, 'threads/b.txt'));
    expect(await outcomes(join(folder, 'threads'))).toEqual(['linked/a.txt thread']);
  });

  it('are not hidden: names that begin with a dot are left out, an editor’s lock too', async () => {
    put('a.txt');
    put('.hidden.txt');
    put('.git/b.txt');
    link('.#a.txt', 'someone@host.1:1');
    expect(await outcomes()).toEqual(['a.txt thread']);
  });

  it('may lie in a folder that is named like a file', async () => {
    put('folder.txt/a.txt');
    expect(await outcomes()).toEqual(['folder.txt/a.txt thread']);
  });
});

describe('what cannot be read is told, and hinders nothing else:', () => {
  it('a link to nowhere', async () => {
    put('a.txt');
    link('b.txt', 'nowhere');
    link('nothing-of-ours', 'nowhere');
    expect(await outcomes()).toEqual(['a.txt thread', 'b.txt dangling-link']);
  });

  it('a link that leads to itself, with the system’s own reason', async () => {
    link('a.txt', 'a.txt');
    expect(await readThreadFiles(folder)).toMatchObject([
      { kind: 'failure', failure: { code: 'unreadable', reason: expect.stringContaining('ELOOP') } },
    ]);
  });

  it('a pipe, which is never opened', async () => {
    put('b.txt');
    execFileSync('mkfifo', [join(folder, 'a.txt')]);
    expect(await outcomes()).toEqual(['a.txt not-a-file', 'b.txt thread']);
  });

  it('a device', async () => {
    link('a.txt', '/dev/zero');
    expect(await outcomes()).toEqual(['a.txt not-a-file']);
  });

  it('a file with more bytes than its kind may have, which is not read whole', async () => {
    put('a.txt');
    truncateSync(join(folder, 'a.txt'), 8 * 1024 ** 3);
    put('b.txt', 'x'.repeat(MAX_BYTES));
    put('c.json', `{${' '.repeat(MAX_BYTES)}}`);
    expect(await readThreadFiles(folder)).toMatchObject([
      { failure: { code: 'too-large', bytes: 8 * 1024 ** 3, most: MAX_BYTES } },
      { kind: 'text' },
      { kind: 'json' },
    ]);
  });
});

it('a folder that does not exist, or is a file, is said to be so, with what to do', async () => {
  put('a.txt');
  const problem = (path: string, reason: string) => ({ problem: { kind: 'threads-unreadable', folder: path, reason } });
  const missing = join(folder, 'missing');
  await expect(readThreadFiles(missing)).rejects.toMatchObject(problem(missing, 'no such file or directory (ENOENT)'));
  const file = join(folder, 'a.txt');
  await expect(readThreadFiles(file)).rejects.toMatchObject(problem(file, 'not a directory (ENOTDIR)'));
});

it('an empty folder has no threads', async () => {
  expect(await readThreadFiles(folder)).toEqual([]);
});
