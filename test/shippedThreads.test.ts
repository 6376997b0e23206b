import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createLog } from '../src/runtime/log.ts';
import { loadShippedThreads } from '../src/shippedThreads.ts';
import { personaKey } from '../src/thread/identity.ts';
import { sourceOf, threadOf } from './support/sources.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'threads-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (name: string, content: string) => writeFileSync(join(folder, name), content);

/** The entries of the log, and the threads that were loaded. */
async function load(from = folder) {
  const entries: { level: number; msg: string; file?: string; badFiles?: number }[] = [];
  const log = createLog('info', { write: (line) => entries.push(JSON.parse(line)) });
  const threads = await loadShippedThreads(from, log);
  return { threads, entries };
}

const [INFO, WARN, ERROR] = [30, 40, 50];

it('threads without a flaw are loaded with one entry in all', async () => {
  put('a.txt', sourceOf());
  const { threads, entries } = await load();
  expect(threads).toEqual([threadOf(sourceOf())]);
  expect(entries).toMatchObject([{ level: INFO, msg: 'threads loaded', threads: 1, badFiles: 0 }]);
});

it('a bad file is left out with one entry that shows everything that is wrong with it, a caret at its place', async () => {
  put('a.txt', sourceOf().replace('12-05', '02-30').replace('Hello', '日本\u0007'));
  put('b.txt', sourceOf());
  const { threads, entries } = await load();
  expect(threads).toHaveLength(1);
  expect(entries.filter(({ level }) => level === ERROR)).toMatchObject([
    {
      file: join(folder, 'a.txt'),
      msg: [
        'a.txt is left out:',
        '  1:1 There is no such day as “2025-02-30”.',
        '  AI · 2025-02-30',
        '  ^',
        '  14:3 A control character (U+0007) is not allowed. Delete it.',
        '  日本\ufffd there.',
        '      ^',
      ].join('\n'),
    },
  ]);
  expect(entries.at(-1)).toMatchObject({ msg: 'threads loaded', badFiles: 1 });
});

it('a bad JSON file is told by paths and reasons, one line each, not by a dump', async () => {
  put('a.json', JSON.stringify({ ...threadOf(sourceOf()), category: 5, title: {} }));
  const { entries } = await load();
  expect(entries[0]).toMatchObject({
    level: ERROR,
    msg: 'a.json is left out:\n  category: expected a text.\n  title: expected a text in “en”, “ja” or both.',
  });
});

it('what cannot be read at all is one line', async () => {
  symlinkSync('nowhere', join(folder, 'a.txt'));
  const { entries } = await load();
  expect(entries[0]).toMatchObject({
    level: ERROR,
    msg: 'a.txt is left out:\n  It is a link to a file that does not exist. Mend the link, or delete it.',
  });
});

it('a count that disagrees is warned of, a missing language merely noted, and both load', async () => {
  put('a.txt', sourceOf({ heading: 'コメント (7)' }));
  put('b.txt', sourceOf({ body: '本文です。' }));
  const { threads, entries } = await load();
  expect(threads).toHaveLength(2);
  expect(entries[0]).toMatchObject({ level: WARN });
  expect(entries[0]?.msg).toContain(
    'a.txt was loaded, but look at this:\n  12:1 The heading says 7 comments, but 1 were found.',
  );
  expect(entries[1]).toMatchObject({ level: INFO });
  expect(entries[1]?.msg).toContain('b.txt:\n  8:1 The post has no English');
});

it('of many problems ten are shown, and how many more there are', async () => {
  put('a.txt', sourceOf({ comment: Array(30).fill('Bob (ボブ)').join('\n\n') }));
  const { entries } = await load();
  expect(entries[0]?.msg.match(/says nothing/g)).toHaveLength(10);
  expect(entries[0]?.msg).toMatch(/\n {2}… and 20 more$/);
});

it('a folder without threads is warned of, with what to do', async () => {
  const { threads, entries } = await load();
  expect(threads).toEqual([]);
  expect(entries).toMatchObject([
    { level: WARN, msg: 'there are no threads to replay: put thread files into this folder' },
  ]);
});

it('the threads that ship load without a warning, and only the first has a part in one language alone', async () => {
  const { threads, entries } = await load('data/threads');
  expect(entries).toMatchObject([
    { level: INFO, file: 'data/threads/2025-12-05-trainium3.txt' },
    { level: INFO, msg: 'threads loaded', badFiles: 0 },
  ]);
  expect(threads.length).toBeGreaterThan(1);
});

it('some personas speak in several of the threads that ship', async () => {
  const { threads } = await load('data/threads');
  const speakers = threads.flatMap(({ author, comments }) => [
    ...new Set([author, ...comments.map(({ persona }) => persona)].map(personaKey)),
  ]);
  expect(speakers.length - new Set(speakers).size).toBeGreaterThanOrEqual(2);
});
