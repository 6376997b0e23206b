import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatThread } from '../../src/thread/format.ts';
import { Thread } from '../../src/thread/model.ts';
import { parseThread } from '../../src/thread/parse.ts';
import { lostWords } from '../support/lostWords.ts';
import { mutated, mutations } from '../support/mutations.ts';
import { dialogue, found, parts, sourceOf, threadOf } from '../support/sources.ts';
import { threads } from '../support/threads.ts';

const plain = sourceOf();

describe('the shipped thread', () => {
  const source = readFileSync('data/threads/2025-12-05-trainium3.txt');

  it('has a post by an author who also comments, seven comments, a link, and a body in Japanese alone', () => {
    const thread = threadOf(source);
    expect(thread).toMatchObject({
      category: 'AI',
      date: '2025-12-05',
      author: { en: 'Cloud Skeptic PhD', ja: 'クラウドに懐疑的な博士' },
      card: { url: 'https://techcrunch.com', title: thread.title.en },
    });
    expect(thread.comments).toHaveLength(7);
    expect(thread.comments[3]?.persona).toEqual(thread.author);
    expect(thread.body?.en).toBeUndefined();
    expect(thread.body?.ja?.split('\n\n')).toHaveLength(2);
    expect(found(source)).toEqual(['warning 11:1 missing-language']);
  });
});

describe('a source is read the same, without a word,', () => {
  it.each([
    ['with a byte order mark', `\ufeff${plain}`],
    ['with CRLF', plain.replaceAll('\n', '\r\n')],
    ['with lone CR', plain.replaceAll('\n', '\r')],
    ['with line separators', plain.replaceAll('\n', '\u2028')],
    ['with trailing and full-width spaces', plain.replaceAll('\n', ' \u3000\n')],
    ['with tabs around its lines', plain.replaceAll('\n', '\t\n\t')],
    ['with several blank lines', plain.replaceAll('\n\n', '\n\n\n\n')],
    ['with blank lines of invisible characters', plain.replaceAll('\n\n', '\n\u200b\n\u00ad\n')],
    ['with full-width brackets', plain.replace('(ボブ)', '（ボブ）').replace('(アン)', '\u3000（アン）')],
    [
      'with invisible characters in its structure',
      plain.replace('AI', 'A\u00adI').replace('(アン)', '\u2060(アン)\u200b'),
    ],
    ['with | between category and date', plain.replace('·', '|')],
    ['with a Japanese date', plain.replace('2025-12-05', '2025年12月5日（金）')],
    ['with an inner zero-width no-break space', plain.replace('Hello', 'Hel\ufefflo')],
    ['with blank lines before it', `\n\n${plain}\n\n`],
    ['with blank lines between date and author', plain.replace('\nAnn', '\n\nAnn')],
    ['without a blank line below the author', plain.replace('(アン)\n\n', '(アン)\n')],
  ])('%s', (_, source) => {
    expect(threadOf(source)).toEqual(threadOf(plain));
    expect(found(source)).toEqual([]);
  });
});

describe('a source that is short enough, but whose thread written out with blank lines would not be, is refused for its', () => {
  const dense = (last: string) =>
    `${parts.meta}\n${parts.author}\n\nA title\n\nコメント (2000)\n${'Bob (ボブ)\nYes.\n'.repeat(1_999)}Bob (ボブ)\n${last}`;
  const errors = (last: string) => found(dense(last)).filter((one) => one.startsWith('error'));

  it('lines', () => {
    expect(errors('x\n'.repeat(40_000))).toEqual([]);
    expect(errors('x\n'.repeat(45_900))).toEqual(['error 49906:1 too-many-lines']);
  });

  it('bytes', () => {
    const room = 1_048_576 - Buffer.byteLength(dense(''));
    expect(errors('x'.repeat(room - 3_000))).toEqual([]);
    expect(errors('x'.repeat(room))).toEqual(['error 4006:1 too-large']);
  });
});

describe('problems are reported with line and column, all at once:', () => {
  it.each([
    ['no date', plain.replace(parts.meta, 'AI'), ['error 1:1 no-date']],
    ['no date line at all', plain.replace(`${parts.meta}\n`, ''), ['error 1:1 no-date']],
    ['a day that does not exist', plain.replace('12-05', '02-30'), ['error 1:1 no-such-date']],
    ['no author', plain.replace(`${parts.author}\n`, ''), ['error 3:1 no-author']],
    ['an author with a mark behind the names', plain.replace('(アン)', '(アン):'), ['error 2:1 no-author']],
    ['no title', `${parts.meta}\n${parts.author}\n\n${parts.heading}\n${parts.comment}`, ['error 4:1 no-title']],
    ['no comments', plain.slice(0, plain.indexOf('コメント')), ['error 12:1 no-comments']],
    [
      'a comment without text',
      `${plain}\n\nCarol (キャロル)`,
      ['error 18:1 comment-without-text', 'warning 12:1 comment-count'],
    ],
    [
      'a text before the first comment',
      sourceOf({ heading: 'コメント (1)\noh, well.\n' }),
      ['error 13:1 text-before-first-comment'],
    ],
    ['a control character', plain.replace('Hello', 'He\u0000llo'), ['error 14:3 control-character']],
    ['bytes that are not UTF-8', new Uint8Array([65, 10, 66, 0xff]), ['error 2:2 not-utf8']],
    ['too many bytes', 'x'.repeat(1_048_577), ['error 1:1 too-large']],
    ['an empty category', plain.replace('AI ·', '·'), ['warning 1:1 empty-category']],
    ['a number that disagrees', plain.replace('(1)', '(2)'), ['warning 12:1 comment-count']],
    ['a title in one language', plain.replace('\n\n題名です', ''), ['warning 4:1 missing-language']],
    ['a mark that turns text', plain.replace('Hello', '\u202eHello'), ['warning 14:1 hidden-direction-mark']],
    [
      'an empty source',
      '',
      ['error 1:1 no-author', 'error 1:1 no-comments', 'error 1:1 no-date', 'error 1:1 no-title'],
    ],
    [
      'several things',
      plain.replace('12-05', '13-05').replace('Hello', 'He\u0000llo').replace('(1)', '(3)'),
      ['error 1:1 no-such-date', 'error 14:3 control-character', 'warning 12:1 comment-count'],
    ],
  ])('%s', (_, source, expected) => {
    expect(found(source).toSorted()).toEqual(expected.toSorted());
  });
});

it('a bare name right below the date is the author’s, further down it is a title', () => {
  expect(threadOf(plain.replace('Ann (アン)', 'Ann')).author).toEqual({ en: 'Ann' });
  expect(found(plain.replace('\nAnn (アン)', '\n\nAnn'))).toContain('error 3:1 no-author');
});

describe('inputs on which the bot once went wrong:', () => {
  const top = 'Test · 2024-03-04\nHost Person (司会の人)\n\nA title\n\n日本語の題名';
  const annAndBob =
    'Ann Smith (アン・スミス)\nHello one.\n\nこんにちは一。\n\nBob Jones (ボブ・ジョーンズ)\nHello two.\n\nこんにちは二。';
  const both = ['Ann Smith: Hello one. / こんにちは一。', 'Bob Jones: Hello two. / こんにちは二。'];

  it('the first comment is not read as a part of the post where no blank line stands above the heading', () => {
    const source = `${top}\n\nBody in English.\n\n日本語。\nコメント (2)\n${annAndBob}\n`;
    expect(dialogue(source)).toEqual(both);
    expect(threadOf(source).body).toEqual({ en: 'Body in English.', ja: '日本語。' });
    expect(found(source)).toEqual([]);
  });

  it('the heading is found where it ends in a zero-width space', () => {
    const source = `${top}\n\nBody in English.\n\n日本語。\n\nコメント (2)\u200b\n${annAndBob}\n`;
    expect(dialogue(source)).toEqual(both);
    expect(found(source)).toEqual([]);
  });

  it('a paragraph whose last line is Node.js stays in the post', () => {
    const source = `${top}\n\nMy stack was small:\nPython\nNode.js\n\n日本語です。\n\nコメント (2)\n${annAndBob}\n`;
    expect(threadOf(source).body?.en).toBe('My stack was small:\nPython\nNode.js');
    expect(threadOf(source).card).toBeUndefined();
    expect(found(source)).toEqual([]);
  });

  it('a line that is only a link is in the language of the paragraph before it', () => {
    const source = `${top}

Body.

本文。

コメント (4)
Ann Smith (アン・スミス)
Good read.

よい記事でした。

https://example.com/articles/some-slug

Bob Jones (ボブ・ジョーンズ)
日本語だけのコメントです。

https://example.com/articles/other-slug

Ann Smith (アン・スミス)
Agreed.

同感です。

出典：https://www.example.com/articles/2025/12/05/a-longer-slug-here

Bob Jones (ボブ・ジョーンズ)
👍
`;
    expect(threadOf(source).comments.map(({ text }) => text)).toEqual([
      { en: 'Good read.', ja: 'よい記事でした。\n\nhttps://example.com/articles/some-slug' },
      { ja: '日本語だけのコメントです。\n\nhttps://example.com/articles/other-slug' },
      { en: 'Agreed.', ja: '同感です。\n\n出典：https://www.example.com/articles/2025/12/05/a-longer-slug-here' },
      { en: '👍' },
    ]);
  });

  it('invisible characters, radicals and backslashes stay in the texts as written', () => {
    const texts = [
      'An impor\u00adtant point and a zero\u200bwidth one.',
      '⿑野の⼠間',
      'C:\\new_folder\\x <https://example.com/a_b>',
    ];
    for (const text of texts) {
      const { comments } = threadOf(sourceOf({ comment: `Bob (ボブ)\n${text}` }));
      expect(Object.values(comments[0]?.text ?? {})).toEqual([text]);
    }
  });
});

describe('whatever is done to a good source,', () => {
  const sources = mutated(threads.map(formatThread));

  it('no word of it is lost without a diagnostic at its line, and what is read is a thread that is read back', () => {
    fc.assert(
      fc.property(sources, ({ source }) => {
        const result = parseThread(source);
        if (!result.ok) return;
        expect(lostWords(source, result.thread, result.diagnostics)).toEqual([]);
        expect(Thread.safeParse(result.thread).error?.issues).toBeUndefined();
        expect(parseThread(formatThread(result.thread))).toMatchObject({ ok: true, thread: result.thread });
      }),
      { numRuns: 300 },
    );
  });

  it('it is read, or refused with an error', () => {
    fc.assert(
      fc.property(sources, ({ source }) => {
        const { ok, diagnostics } = parseThread(source);
        expect(diagnostics.some(({ severity }) => severity === 'error')).toBe(!ok);
      }),
      { numRuns: 300 },
    );
  });

  it('nobody’s words are given to another speaker, or to the post, without a word', () => {
    fc.assert(
      fc.property(signedThreads, steps, (thread, chosen) => {
        const source = chosen.reduce(
          (text, [name, ...where]) => mutations[name]?.(text, ...where) ?? text,
          formatThread(thread),
        );
        const result = parseThread(source);
        const isSilent = result.diagnostics.every(
          ({ code }) => code === 'missing-language' || code === 'empty-category',
        );
        if (!result.ok || !isSilent) return;
        const { title, body, comments } = result.thread;
        for (const { text } of comments) expect(signaturesIn(text).size).toBeLessThanOrEqual(1);
        expect([...signaturesIn(title), ...signaturesIn(body)].filter((signature) => signature !== 'Q0Q')).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

/** Threads in which every text tells, by a word such as `Q2Q`, under which number it was said; the post is `Q0Q`. */
const signedThreads: fc.Arbitrary<Thread> = fc
  .array(fc.tuple(fc.nat(3), fc.nat(5)), { minLength: 1, maxLength: 5 })
  .map((spoken) => ({
    ...threadOf(plain),
    body: { en: 'Body Q0Q text.', ja: '本文Q0Qです。' },
    comments: spoken.map(([speaker, form], index) => ({
      persona: speakers[speaker] ?? { en: 'Nobody' },
      text: signedText(form, `Q${index + 1}Q`),
    })),
  }));

const speakers = [
  { en: 'Ann', ja: 'アン' },
  { en: 'Bob Jones', ja: 'ボブ(建設)' },
  { en: 'Editor (Evenings)', ja: '編集者' },
  { en: 'Cloud Skeptic PhD', ja: 'クラウドに懐疑的な博士' },
];

function signedText(form: number, signature: string): Thread['comments'][number]['text'] {
  const texts = [
    { en: `Some words ${signature} here.` },
    { en: `Words ${signature} without an end` },
    { ja: `これは${signature}です。` },
    { en: `Hello ${signature} there.`, ja: `こんにちは${signature}です。` },
    { en: `First ${signature} line\nsecond ${signature} line\n\nThird ${signature} line` },
    { en: `List ${signature}:\n- a ${signature}\nb ${signature}`, ja: `リスト${signature}\nあ ${signature}` },
  ];
  return texts[form] ?? { en: signature };
}

function signaturesIn(text: Thread['body']): Set<string> {
  return new Set([text?.en, text?.ja].flatMap((version) => version?.normalize('NFKC').match(/Q\dQ/g) ?? []));
}

/** Lines that change places take their words to another speaker in plain sight. */
const steps = fc.array(
  fc.tuple(
    fc.constantFrom(...Object.keys(mutations).filter((name) => name !== 'swap two lines')),
    fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  ),
  { minLength: 1, maxLength: 3 },
);

it('whatever it reads, it never throws', () => {
  const lines = [
    'AI · 2025-12-05',
    'Bob (ボブ)',
    'Bob',
    '名無し',
    'コメント (2)',
    'Comments',
    '',
    '',
    'example.com',
    'Hello there.',
    'こんにちは。',
    '\\',
    '2025',
    '（）',
    'A (',
    '\\\\x',
    '\u200b',
  ];
  const scraps = fc.array(fc.constantFrom(...lines), { maxLength: 30 }).map((chosen) => chosen.join('\n'));
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.uint8Array({ maxLength: 500 }), scraps), (source) => {
      const result = parseThread(source);
      if (result.ok) expect(Thread.safeParse(result.thread).error?.issues).toBeUndefined();
      else expect(result.diagnostics.some(({ severity }) => severity === 'error')).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});

describe('hostile input', () => {
  it.each([
    ['brackets', '('.repeat(500_000)],
    ['closing brackets', `a${')'.repeat(500_000)}`],
    ['blank lines', '\n'.repeat(1_000_000)],
    ['blanks in the first line', `a${' '.repeat(1_000_000)}b`],
    ['dots', 'a.'.repeat(500_000)],
    ['candidates for persona lines', 'Bob (ボブ)\nx\n\n'.repeat(50_000)],
    ['persona lines without a blank line between them', 'Bob (ボブ)\n'.repeat(60_000)],
    ['headings', 'コメント\n\n'.repeat(60_000)],
    ['separators', '·'.repeat(500_000)],
    ['digits', '1'.repeat(1_000_000)],
    ['backslashes', '\\\n'.repeat(500_000)],
    ['invisible characters', '\u200b'.repeat(300_000)],
    ['domains', 'a.com\n\n'.repeat(100_000)],
  ])('of nothing but %s is read in a moment', { timeout: 30_000 }, (_, source) => {
    expect(parseThread(source).diagnostics.length).toBeGreaterThan(0);
  });
});
