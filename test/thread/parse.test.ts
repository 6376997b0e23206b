import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MAX_COMMENTS } from '../../src/thread/model.ts';
import { parseThread } from '../../src/thread/parse.ts';

const meta = 'AI · 2025-12-05';
const author = 'Ann (アン)';
const titles = 'A title here\n\n題名です';
const body = 'Some text here.\n\n本文です。';
const comments = 'コメント (1)\nBob (ボブ)\nHello there.\n\nこんにちは。';
const plain = [`${meta}\n${author}`, titles, body, comments].join('\n\n');

function diagnosticsOf(source: string | Uint8Array): string[] {
  return parseThread(source).diagnostics.map(
    ({ severity, line, column, code }) => `${severity} ${line}:${column} ${code}`,
  );
}

function threadOf(source: string | Uint8Array) {
  const result = parseThread(source);
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.thread;
}

describe('the shipped thread', () => {
  const thread = threadOf(readFileSync('data/threads/2025-12-05-trainium3.txt'));

  it('has a post by an author who also comments, seven comments and a link', () => {
    expect(thread).toMatchObject({
      category: 'AI',
      date: '2025-12-05',
      author: { en: 'Cloud Skeptic PhD', ja: 'クラウドに懐疑的な博士' },
      card: { url: 'https://techcrunch.com' },
    });
    expect(thread.comments).toHaveLength(7);
    expect(thread.comments[3]?.persona).toEqual(thread.author);
  });

  it('has a body in Japanese alone, of two paragraphs, and warns of it', () => {
    expect(thread.body?.en).toBeUndefined();
    expect(thread.body?.ja?.split('\n\n')).toHaveLength(2);
    expect(diagnosticsOf(readFileSync('data/threads/2025-12-05-trainium3.txt'))).toEqual([
      'warning 11:1 missing-language',
    ]);
  });
});

describe('a thread is read the same', () => {
  it.each([
    ['with a byte order mark', `\ufeff${plain}`],
    ['with CRLF', plain.replaceAll('\n', '\r\n')],
    ['with lone CR', plain.replaceAll('\n', '\r')],
    ['with line separators', plain.replaceAll('\n', '\u2028')],
    ['with trailing and full-width spaces', plain.replaceAll('\n', ' \u3000\n')],
    ['with several blank lines', plain.replaceAll('\n\n', '\n\n\n\n')],
    ['with full-width brackets', plain.replace('(ボブ)', '（ボブ）').replace('(アン)', '\u3000（アン）')],
    ['with an English heading', plain.replace('コメント (1)', 'Comments (1)')],
    ['with a full-width heading', plain.replace('コメント (1)', 'コメント（1）')],
    ['with a counter in the heading', plain.replace('コメント (1)', 'コメント 1件')],
    ['with | between category and date', plain.replace('·', '|')],
    ['with - between category and date', plain.replace('·', '-')],
    ['with ・ between category and date', plain.replace('·', '・')],
    ['with slashes in the date', plain.replace('2025-12-05', '2025/12/5')],
    ['with a Japanese date', plain.replace('2025-12-05', '2025年12月5日')],
    ['with an inner zero-width no-break space', plain.replace('Hello', 'Hel\ufefflo')],
    ['with blank lines before it', `\n\n${plain}\n\n`],
  ])('%s', (_, source) => {
    expect(threadOf(source)).toEqual(threadOf(plain));
    expect(diagnosticsOf(source)).toEqual([]);
  });
});

describe('odd but valid', () => {
  it.each([
    ['brackets of its own in the Japanese name', 'Bob (ボブ(建設))', { en: 'Bob', ja: 'ボブ(建設)' }],
    ['brackets without kana or kanji belong to the name', 'Editor (Evenings)', { en: 'Editor (Evenings)' }],
    ['both kinds', 'Editor (Evenings) (編集者)', { en: 'Editor (Evenings)', ja: '編集者' }],
    ['a Japanese name alone', '名無し', { ja: '名無し' }],
    ['an English name alone', 'Anonymous', { en: 'Anonymous' }],
    ['Latin letters in the Japanese name', 'Lead (DevOpsリード)', { en: 'Lead', ja: 'DevOpsリード' }],
  ])('a persona line with %s', (_, line, names) => {
    expect(threadOf(plain.replace('Bob (ボブ)', line)).comments[0]?.persona).toEqual(names);
  });

  it('a domain, a whole URL, or no link at all', () => {
    const withLink = (link: string) => plain.replace('Some text', `Card title\n${link}\n\nSome text`);
    expect(threadOf(withLink('example.com')).card).toEqual({ title: 'Card title', url: 'https://example.com' });
    expect(threadOf(withLink('http://example.com/a?b=c')).card?.url).toBe('http://example.com/a?b=c');
    expect(threadOf(plain).card).toBeUndefined();
  });

  it('a paragraph that ends like a persona line stays text', () => {
    const source = plain.replace('Hello there.', 'Hello there.\nWe call it kaizen (改善)');
    expect(threadOf(source).comments[0]?.text.en).toBe('Hello there.\nWe call it kaizen (改善)');
  });

  it('bare names count only as far as the declared number asks for', () => {
    const more = plain.replace('コメント (1)', 'コメント (2)');
    const source = `${more}\n\nCarol\nI agree.\n\nNot a name\nbut text`;
    expect(threadOf(source).comments.map(({ persona }) => persona.en)).toEqual(['Bob', 'Carol']);
    expect(threadOf(source).comments[1]?.text.en).toBe('I agree.\n\nNot a name\nbut text');
  });

  it('without a number every line that looks like a name counts', () => {
    const source = `${plain.replace('コメント (1)', 'Comments')}\n\nCarol\nI agree.`;
    expect(threadOf(source).comments).toHaveLength(2);
  });

  it('interleaved paragraphs are joined by language, and one without letters follows the one before it', () => {
    const source = plain.replace('Hello there.', 'Hello there.\n\n二つ目。\n\n100%\n\nAnd more.');
    expect(threadOf(source).comments[0]?.text).toEqual({
      en: 'Hello there.\n\nAnd more.',
      ja: '二つ目。\n\n100%\n\nこんにちは。',
    });
  });

  it('an escaped line is text, without its backslash', () => {
    const source = plain.replace('こんにちは。', '\\Carol (キャロル)\nこんにちは。\n\n\\\\ 円記号です');
    expect(threadOf(source).comments).toHaveLength(1);
    expect(threadOf(source).comments[0]?.text.ja).toContain('Carol (キャロル)\nこんにちは。');
    expect(threadOf(source).comments[0]?.text.ja).toContain('\\ 円記号です');
  });
});

describe('problems are reported with line, column and code', () => {
  const many = Array.from({ length: MAX_COMMENTS + 1 }, (_, index) => `P${index} (人)\nhi`).join('\n\n');
  it.each([
    ['no date', plain.replace(meta, 'AI'), ['error 1:1 no-date']],
    ['a day that does not exist', plain.replace('12-05', '02-30'), ['error 1:1 no-such-date']],
    ['no author', plain.replace(`${author}\n`, ''), ['error 3:1 no-author']],
    ['no title', `${meta}\n${author}\n\n${comments}`, ['error 4:1 no-title']],
    ['no comments', plain.slice(0, plain.indexOf('コメント')), ['error 12:1 no-comments']],
    [
      'a comment without text',
      `${plain}\n\nCarol (キャロル)`,
      ['error 18:1 comment-without-text', 'warning 12:1 comment-count'],
    ],
    [
      'text before the first comment',
      plain.replace('Bob (ボブ)', 'oh, well.\n\nBob (ボブ)'),
      ['error 13:1 text-before-first-comment'],
    ],
    ['a control character', plain.replace('Hello', 'He\u0000llo'), ['error 14:3 control-character']],
    ['bytes that are not UTF-8', new Uint8Array([65, 10, 66, 0xff]), ['error 2:2 not-utf8']],
    ['too many bytes', 'x'.repeat(1_048_577), ['error 1:1 too-large']],
    ['too many comments', plain.replace(/コメント[\s\S]*/, `Comments\n${many}`), ['error 6013:1 too-many-comments']],
    ['an empty category', plain.replace('AI ·', '·'), ['warning 1:1 empty-category']],
    ['a number that disagrees', plain.replace('(1)', '(2)'), ['warning 12:1 comment-count']],
    ['a comment in one language', plain.replace('\n\nこんにちは。', ''), ['warning 14:1 missing-language']],
    ['a title in one language', plain.replace('\n\n題名です', ''), ['warning 4:1 missing-language']],
    ['a mark that turns text', plain.replace('Hello', '\u202eHello'), ['warning 14:1 hidden-direction-mark']],
    [
      'everything at once',
      '',
      ['error 1:1 no-author', 'error 1:1 no-comments', 'error 1:1 no-date', 'error 1:1 no-title'],
    ],
  ])('%s', (_, source, expected) => {
    // The many comments have one language each, which is warned of as often.
    const beyondLanguages = diagnosticsOf(source).filter((line) => source.length < 10_000 || line.startsWith('error'));
    expect(beyondLanguages.toSorted()).toEqual(expected.toSorted());
  });

  it('exactly at the limits is fine', () => {
    const exactly = many.slice(0, many.lastIndexOf(`\n\nP${MAX_COMMENTS}`));
    expect(threadOf(plain.replace(/コメント[\s\S]*/, `Comments\n${exactly}`)).comments).toHaveLength(MAX_COMMENTS);
  });
});

describe('hostile input', () => {
  it.each([
    ['brackets', '('.repeat(500_000)],
    ['closing brackets', `a${')'.repeat(500_000)}`],
    ['blank lines', '\n'.repeat(1_000_000)],
    ['blanks in the first line', `a${' '.repeat(1_000_000)}b`],
    ['dots', 'a.'.repeat(500_000)],
    ['candidates for persona lines', 'Bob (ボブ)\nx\n\n'.repeat(50_000)],
    ['headings', 'コメント\n\n'.repeat(60_000)],
    ['separators', '·'.repeat(500_000)],
  ])('of nothing but %s is read in a moment', { timeout: 5_000 }, (_, source) => {
    expect(parseThread(source).diagnostics.length).toBeGreaterThan(0);
  });

  it.each([...'(（「『【[“‘"'])(
    'in a comment, %s that is never closed, is read in a moment',
    { timeout: 5_000 },
    (opener) => {
      const text = `Hello there. ${opener.repeat(300_000)}`;
      expect(threadOf(plain.replace('Hello there.', text)).comments[0]?.text.en).toBe(text);
    },
  );
});
