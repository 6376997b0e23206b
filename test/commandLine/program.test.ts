import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runThreads } from '../../src/commandLine/program.ts';
import { formatThread } from '../../src/thread/format.ts';
import { readThreadJson, writeThreadJson } from '../../src/thread/json.ts';
import { parseThread } from '../../src/thread/parse.ts';
import { FakeTerminal } from '../support/fakeTerminal.ts';
import { folderOf } from '../support/folder.ts';
import { sourceOf, threadOf } from '../support/sources.ts';
import { threads } from '../support/threads.ts';

const good = `${sourceOf()}\n`;
const warned = sourceOf({ heading: 'コメント (2)' });
const bad = sourceOf({ meta: 'AI', comment: 'Bob (ボブ)' });
const thread = threadOf(good);

async function run(typed: readonly string[], terminal = new FakeTerminal()) {
  return { code: await runThreads(typed, terminal, '2026-11-26'), terminal };
}

describe('check', () => {
  it('check names each problem by file, line and column, as problem matchers read it, and fails for an error', async () => {
    const at = folderOf({ 'good.txt': good, 'warned.txt': warned, 'bad.txt': bad });
    const { code, terminal } = await run(['check', at('good.txt'), at('warned.txt'), at('bad.txt')]);
    expect(code).toBe(1);
    expect(terminal.lines).toEqual([
      expect.stringMatching(/warned\.txt:12:1: warning: The heading says 2 comments, but 1 were found\./),
      expect.stringMatching(/bad\.txt:1:1: error: Expected category and date/),
      expect.stringMatching(/bad\.txt:13:1: error: “Bob \(ボブ\)” says nothing\./),
    ]);
    // The pattern of editors' problem matchers.
    for (const line of terminal.lines) expect(line).toMatch(/^(.*):(\d+):(\d+): (error|warning): (.*)$/);
    expect(terminal.told).toBe('3 files checked: 2 errors, 1 warning.\n');
  });

  it('check is content with warnings', async () => {
    const at = folderOf({ 'warned.txt': warned });
    expect((await run(['check', at()])).code).toBe(0);
  });

  it('check speaks Japanese where the locale is Japanese, but for the words that editors look for', async () => {
    const at = folderOf({ 'warned.txt': warned });
    const { terminal } = await run(['check', at()], new FakeTerminal('ja'));
    expect(terminal.lines[0]).toMatch(/:12:1: warning: 見出しではコメントが2件ですが/);
    expect(terminal.told).toBe('1個のファイルを検査しました（エラー0件、警告1件）。\n');
  });

  it('check takes folders with all in them, patterns, and each file once', async () => {
    const at = folderOf({
      'one.txt': warned,
      'in/two.json': writeThreadJson(thread),
      'in/three.TXT': good,
      'in/x.md': '',
    });
    const { code, terminal } = await run(['check', at(), at('in/*'), at('one.txt'), at('**/*.json')]);
    expect(code).toBe(0);
    expect(terminal.told).toBe('3 files checked: 0 errors, 1 warning.\n');
  });

  it.each([
    ['a file that is not there', 'none.txt', 'There is no such file'],
    ['a pattern that nothing fits', '*.xyz', 'There is no such file'],
    ['a folder without threads', 'empty', 'There is no such file'],
    ['a file that is by its name no thread', 'empty/notes.md', 'By its name this is no thread'],
  ])('check says of %s what is wrong', async (_, name, expected) => {
    const at = folderOf({ 'empty/notes.md': '' });
    const { code, terminal } = await run(['check', at(name)]);
    expect(code).toBe(1);
    expect(terminal.lines).toEqual([expect.stringContaining(`:1:1: error: ${expected}`)]);
  });

  it('check gives the line of a value in JSON, and of what is no JSON', async () => {
    const json = '{"category": "AI",\n "titl": 3,\n "comments": [{"persona": {"en": "Bob"},\n  "text": {"en": ""}}]}';
    const at = folderOf({ 'a.json': json, 'b.json': '{"a":1,\n x}' });
    const { terminal } = await run(['check', at('a.json'), at('b.json')]);
    expect(terminal.lines.map((line) => line.replace(/^.*?(?=\w\.json)/, ''))).toEqual([
      'a.json:1:1: error: date: is missing.',
      'a.json:1:1: error: author: is missing.',
      'a.json:1:1: error: title: is missing.',
      'a.json:2:2: error: titl: is not known here. Delete it, or correct its name.',
      'a.json:4:12: error: comments[0].text.en: is empty.',
      expect.stringMatching(/^b\.json:2:2: error: This is not JSON/),
    ]);
  });

  it('check gives programs all of it as JSON', async () => {
    const at = folderOf({ 'bad.txt': bad, 'good.txt': good });
    const { code, terminal } = await run(['check', '--json', at()]);
    expect(code).toBe(1);
    expect(JSON.parse(terminal.written)).toEqual([
      {
        file: at('bad.txt'),
        thread: null,
        problems: [
          { line: 1, column: 1, severity: 'error', code: 'no-date', message: expect.stringContaining('Expected') },
          { line: 13, column: 1, severity: 'error', code: 'comment-without-text', message: expect.any(String) },
        ],
      },
      {
        file: at('good.txt'),
        thread: { id: '2025-12-05-a-title-here', title: thread.title, date: '2025-12-05', comments: 1 },
        problems: [],
      },
    ]);
  });

  it('check lets no file move the cursor, and no file of a thousand problems fill the screen', async () => {
    const at = folderOf({ 'a.txt': sourceOf({ meta: 'AI\u001b[2J\u202e' }), 'b.txt': '\u0001\n'.repeat(1_000) });
    const { terminal } = await run(['check', at('a.txt'), at('b.txt')]);
    for (const hidden of ['\u001b', '\u202e', '\u0001']) expect(terminal.written).not.toContain(hidden);
    expect(terminal.lines.length).toBeLessThan(110);
    expect(terminal.written).toMatch(/… and \d+ more problems in this file/);
  });

  it('check draws how far it is where a person looks and there are many files, and wipes it away', async () => {
    const files = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`${at}.txt`, good]));
    const watched = new FakeTerminal('en', true);
    await run(['check', folderOf(files)()], watched);
    expect(watched.told).toContain('[###############               ] 50 %');
    expect(watched.told).toMatch(/\r +\r30 files checked: 0 errors, 0 warnings\.\n$/);
    expect((await run(['check', folderOf(files)()])).terminal.told).toBe('30 files checked: 0 errors, 0 warnings.\n');
  });
});

describe('format', () => {
  it('format writes files as Reprise does, says what was asked about them, and leaves good and bad ones alone', async () => {
    const untidy = warned.replaceAll('\n', '\r\n');
    const at = folderOf({ 'untidy.txt': untidy, 'good.txt': good, 'bad.txt': bad, 'a.json': JSON.stringify(thread) });
    const { code, terminal } = await run(['format', at()]);
    expect(code).toBe(1);
    expect(readFileSync(at('untidy.txt'), 'utf8')).toBe(good);
    expect(readFileSync(at('a.json'), 'utf8')).toBe(writeThreadJson(thread));
    expect(readFileSync(at('bad.txt'), 'utf8')).toBe(bad);
    expect(terminal.written).toMatch(/untidy\.txt:12:1: warning/);
    expect(terminal.told).toBe('3 files formatted, 2 changed.\n');
    expect((await run(['format', at('good.txt'), at('untidy.txt')])).terminal.told).toBe(
      '2 files formatted, 0 changed.\n',
    );
  });

  it('format --check changes nothing, and fails for a file that would change', async () => {
    const at = folderOf({ 'warned.txt': warned, 'good.txt': good });
    const { code, terminal } = await run(['format', '--check', at()]);
    expect(code).toBe(1);
    expect(readFileSync(at('warned.txt'), 'utf8')).toBe(warned);
    expect(terminal.lines).toEqual([expect.stringMatching(/warned\.txt:1:1: error: The file is not written the way/)]);
    expect((await run(['format', '--check', at('good.txt')])).code).toBe(0);
  });
});

describe('convert', () => {
  it('what convert writes as text and as JSON is read back to the same thread, whatever the thread', async () => {
    await fc.assert(
      fc.asyncProperty(threads, async (one) => {
        const at = folderOf({ 'a.json': writeThreadJson(one), 'b.txt': formatThread(one) });
        const asText = await run(['convert', at('a.json'), '--to', 'text']);
        expect(parseThread(asText.terminal.written)).toMatchObject({ ok: true, thread: one });
        const asJson = await run(['convert', at('b.txt'), '--to', 'json']);
        expect(readThreadJson(asJson.terminal.written)).toEqual({ ok: true, thread: one });
      }),
      { numRuns: 50 },
    );
  });

  it('convert writes one file where it is told, and several into a folder under their names', async () => {
    const at = folderOf({ 'a.txt': good, 'in/b.txt': good, 'out/x': '' });
    await run(['convert', at('a.txt'), '--to', 'markdown', '--out', at('one.md')]);
    expect(readFileSync(at('one.md'), 'utf8')).toMatch(/^# A title here\n/);
    const { code, terminal } = await run([
      'convert',
      at('a.txt'),
      at('in'),
      '--to',
      'html',
      '--language',
      'ja',
      '--out',
      at('out'),
    ]);
    expect(code).toBe(0);
    expect(terminal.written).toBe('');
    expect(readFileSync(at('out/b.html'), 'utf8')).toMatch(
      /<html lang="ja">.*\.face1\{background-image:url\(data:image\/png/s,
    );
    expect(existsSync(at('out/a.html'))).toBe(true);
  });

  it('convert keeps what it says of a bad file out of standard output, and fails', async () => {
    const at = folderOf({ 'bad.txt': bad });
    const { code, terminal } = await run(['convert', at('bad.txt'), '--to', 'json']);
    expect([code, terminal.written]).toEqual([1, '']);
    expect(terminal.told).toMatch(/bad\.txt:1:1: error/);
  });
});

describe('new', () => {
  it('new writes a thread in both languages that check has nothing to say about', async () => {
    const at = folderOf({});
    expect((await run(['new', at('mine.txt')])).code).toBe(0);
    const checked = await run(['check', at('mine.txt')]);
    expect([checked.code, checked.terminal.written]).toEqual([0, '']);
    expect(threadOf(readFileSync(at('mine.txt')))).toMatchObject({ date: '2026-11-26', comments: { length: 2 } });
    expect((await run(['new'])).terminal.written).toBe(readFileSync(at('mine.txt'), 'utf8'));
  });

  it('new never writes over a file', async () => {
    const at = folderOf({ 'mine.txt': 'my words' });
    const { code, terminal } = await run(['new', at('mine.txt')]);
    expect(code).toBe(2);
    expect(terminal.told).toContain('is there already, and was left as it is');
    expect(readFileSync(at('mine.txt'), 'utf8')).toBe('my words');
  });
});

describe('What cannot be carried out', () => {
  it.each([
    [['chek'], 'There is no command “chek”; there are check, format, convert, and new.'],
    [['toString'], 'There is no command “toString”'],
    [['check'], 'Name at least one file, folder or pattern.'],
    [['check', '--jsn', 'x'], "Unknown option '--jsn'"],
    [['convert', 'x.txt'], 'Say what to convert to: --to text, json, markdown, or html.'],
    [['convert', 'x.txt', '--to', 'pdf'], '--to cannot be “pdf”, only text, json, markdown, or html.'],
    [['convert', 'x.txt', '--to', 'html', '--language', 'fr'], '--language cannot be “fr”, only en or ja.'],
    [['convert', 'a.txt', 'b.txt', '--to', 'json'], 'There are several threads: name a folder'],
    [['new', '/nowhere/at/all.txt'], '/nowhere/at/all.txt cannot be written: no such file or directory (ENOENT).'],
  ])('%j is answered with what is wrong, where help is, and exit code 2', async (typed, expected) => {
    const { code, terminal } = await run(typed);
    expect(code).toBe(2);
    expect(terminal.told).toContain(expected);
    expect(terminal.told).toContain('npm run threads -- --help');
    expect((await run(typed, new FakeTerminal('ja'))).terminal.told).toMatch(/[ぁ-ん]/);
  });

  it('two threads that would be written to one file are not written at all', async () => {
    const at = folderOf({ 'a.txt': good, 'a.json': writeThreadJson(thread), 'out/x': '' });
    const { code, terminal } = await run(['convert', at('a.txt'), at('a.json'), '--to', 'html', '--out', at('out')]);
    expect(code).toBe(2);
    expect(terminal.told).toContain('Two threads would both be written to');
    expect(existsSync(at('out/a.html'))).toBe(false);
  });
});

it.each([[['--help']], [[]], [['check', '--help']], [['-h']]])(
  '%j shows all commands, in either language',
  async (typed) => {
    const { code, terminal } = await run(typed);
    expect(code).toBe(0);
    for (const word of ['check', 'format', 'convert', 'new', '--json', '--check', '--to', '--out', '--language']) {
      expect(terminal.written).toContain(word);
    }
    expect((await run(typed, new FakeTerminal('ja'))).terminal.written).toContain('終了コード');
  },
);
