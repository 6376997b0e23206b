import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatThread } from '../../src/thread/format.ts';
import { readThreadJson, threadJsonSchema, writeThreadJson } from '../../src/thread/json.ts';
import { sourceOf, threadOf } from '../support/sources.ts';
import { threads } from '../support/threads.ts';

const plain = threadOf(sourceOf());
const comment = plain.comments[0];

/** What is wrong with a value as JSON: `comments[0].text.en wrong-type`. */
const problemsOf = (value: unknown) => {
  const result = readThreadJson(JSON.stringify(value));
  return result.ok ? [] : result.problems.map(({ path, code }) => `${path} ${code}`.trim());
};

it('every thread is read back from its JSON, with a byte order mark and without', () => {
  fc.assert(
    fc.property(threads, (thread) => {
      expect(readThreadJson(JSON.stringify(thread))).toEqual({ ok: true, thread });
      const bytes = new TextEncoder().encode(`\ufeff${JSON.stringify(thread)}`);
      expect(readThreadJson(bytes)).toEqual({ ok: true, thread });
    }),
  );
});

describe('what is wrong is told by path and reason, once for each value', () => {
  it.each([
    ['something missing', { ...plain, title: undefined }, ['title missing']],
    ['a text of another type', { ...plain, category: 5 }, ['category wrong-type']],
    ['a language of another type', { ...plain, title: { en: 5 } }, ['title.en wrong-type']],
    ['a list of another type', { ...plain, comments: {} }, ['comments wrong-type']],
    ['a text in no language', { ...plain, title: {} }, ['title neither-language']],
    ['a text that is none', { ...plain, title: 'Title' }, ['title wrong-type']],
    ['an empty text', { ...plain, title: { en: '' } }, ['title.en empty']],
    ['no comments', { ...plain, comments: [] }, ['comments empty']],
    ['a key that nobody knows', { ...plain, bodi: 1, 'x y': 2 }, ['bodi unknown-key', '["x y"] unknown-key']],
    [
      'a key of a comment that nobody knows',
      { ...plain, comments: [{ ...comment, note: 1 }] },
      ['comments[0].note unknown-key'],
    ],
    ['no date', { ...plain, date: '5 December' }, ['date not-a-date']],
    ['a day that does not exist', { ...plain, date: '2025-02-30' }, ['date not-a-date']],
    ['names that cannot be written', { ...plain, author: { en: 'Bob.' } }, ['author not-a-persona-line']],
    [
      'a text in the other language',
      { ...plain, comments: [comment, { ...comment, text: { en: 'はい。' } }] },
      ['comments[1].text wrong-language'],
    ],
    ['white space around a line', { ...plain, category: ' AI' }, ['category not-one-line']],
    ['a card that leads nowhere', { ...plain, card: { url: 'example' } }, ['card.url not-a-link']],
    [
      'several things',
      { date: 'x', author: {}, title: { ja: '題名' }, comments: [{}] },
      [
        'category missing',
        'date not-a-date',
        'author neither-language',
        'comments[0].persona missing',
        'comments[0].text missing',
      ],
    ],
    ['a list', [], ['wrong-type']],
    ['null', null, ['wrong-type']],
  ])('%s', (_, value, expected) => {
    expect(problemsOf(value)).toEqual(expected);
  });
});

it.each(['', '{', '{"a":1,}', 'tru', '{"category": “AI”}'])('%j is no JSON, and the reader says why', (source) => {
  expect(readThreadJson(source)).toMatchObject({
    ok: false,
    problems: [{ code: 'not-json', path: '', found: /JSON/ }],
  });
});

it('bytes that are not UTF-8, and too many of them, are found as in a text', () => {
  expect(readThreadJson(new Uint8Array([0x7b, 0xff]))).toMatchObject({
    ok: false,
    diagnostics: [{ code: 'not-utf8', column: 2 }],
  });
  expect(readThreadJson(' '.repeat(4_194_305))).toMatchObject({
    ok: false,
    diagnostics: [{ code: 'too-large', most: 4_194_304 }],
  });
});

it('a list of half a million nothings is one problem', { timeout: 30_000 }, () => {
  expect(problemsOf({ ...plain, comments: Array(200_000).fill(0) })).toEqual(['comments too-many']);
});

it('an exported thread says its version first, and one of another version is refused', () => {
  const written = writeThreadJson(plain);
  expect(written).toMatch(/^\{\n {2}"version": 1,\n/);
  expect(readThreadJson(written)).toEqual({ ok: true, thread: plain });
  for (const version of [0, 2, '1', null]) {
    expect(problemsOf({ ...plain, version })).toEqual(['version unknown-version']);
  }
});

it('more objects, lists and keys than any thread has are refused before they are made, but not what is quoted', () => {
  expect(problemsOf({ ...plain, comments: Array(32_000).fill({}) })).toEqual(['too-many-values']);
  expect(readThreadJson(`{${Array.from({ length: 32_000 }, (_, key) => `"${key}":0`)}}`)).toMatchObject({
    problems: [{ code: 'too-many-values' }],
  });
  const quoting = { ...plain, body: { en: `Brackets ${'{["\\:'.repeat(32_000)}` } };
  expect(readThreadJson(writeThreadJson(quoting))).toEqual({ ok: true, thread: quoting });
});

it('a thread of more lines than a text may have is refused, for its text could not be read', () => {
  expect(problemsOf({ ...plain, body: { en: 'x\n'.repeat(50_000).trim() } })).toEqual(['too-many-lines']);
});

it('a thread of more bytes than a text may have is refused for the same reason', () => {
  expect(problemsOf({ ...plain, body: { en: 'x'.repeat(1_048_576) } })).toEqual(['too-large']);
});

it('a thread whose text is nearly as long as one may be is exported as longer JSON, and read back', () => {
  const long = { ...plain, body: { en: 'He said: "No" '.repeat(74_000).trim() } };
  expect(threadOf(formatThread(long))).toEqual(long);
  const json = writeThreadJson(long);
  expect(Buffer.byteLength(json)).toBeGreaterThan(1_048_576);
  expect(readThreadJson(json)).toEqual({ ok: true, thread: long });
});

it('the largest thread that is allowed is read', () => {
  const largest = {
    ...plain,
    comments: Array(2_000).fill({ persona: plain.author, text: { en: 'No.', ja: 'はい。' } }),
  };
  expect(readThreadJson(writeThreadJson(largest)).ok).toBe(true);
});

it('whatever JSON it is given, it never throws', () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string(), fc.uint8Array()), (source) => {
      const result = readThreadJson(source);
      expect(result.ok || result.problems.length + result.diagnostics.length > 0).toBe(true);
    }),
  );
});

it('deep nesting is refused in a moment', { timeout: 30_000 }, () => {
  expect(readThreadJson('['.repeat(500_000) + ']'.repeat(500_000)).ok).toBe(false);
  expect(readThreadJson(`${'{"title":'.repeat(100_000)}1${'}'.repeat(100_000)}`).ok).toBe(false);
});

describe('The JSON Schema in docs/', () => {
  const validate = new Ajv2020({ strict: true, formats: { date: true } }).compile(threadJsonSchema());

  it('is that of the model: npm run schema renews it', () => {
    expect(JSON.parse(readFileSync('docs/thread.schema.json', 'utf8'))).toEqual(threadJsonSchema());
  });

  it('takes every thread as it is exported', () => {
    fc.assert(
      fc.property(threads, (thread) => {
        expect(validate(JSON.parse(writeThreadJson(thread))), JSON.stringify(validate.errors)).toBe(true);
      }),
    );
  });

  it('takes no thread of another version, without comments, or with a key that nobody knows', () => {
    expect(validate({ ...plain, version: 2 })).toBe(false);
    expect(validate({ ...plain, comments: [] })).toBe(false);
    expect(validate({ ...plain, bodi: { en: 'x' } })).toBe(false);
  });
});
