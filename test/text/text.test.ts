import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gapAfter, typingLead } from '../../src/replay/pace.ts';
import { writeScript } from '../../src/replay/script.ts';
import { BARE_LINK, escapeLineStart, escapeMarkdown } from '../../src/text/escape.ts';
import { acceptableName } from '../../src/text/names.ts';
import { split } from '../../src/text/split.ts';
import { personaKey } from '../../src/thread/identity.ts';
import type { Thread } from '../../src/thread/model.ts';
import { threads } from '../support/threads.ts';

const onlyIn = (asked: string, has: string) => `${asked}: only ${has}`;
const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      '*',
      '_',
      '\\',
      ' ',
      '\n',
      '#',
      '- ',
      '1. ',
      '> ',
      '`',
      'https://a.b/c_d ',
      'https://a.b/',
      '](',
      'あ',
      '。',
      '👩‍👩‍👧',
      'が',
    ),
    fc.string({ minLength: 1, maxLength: 3 }),
  ),
  maxLength: 200,
});

/** What Discord shows of a text: a backslash before punctuation is taken away, except in a bare link. */
function asShown(escaped: string): string {
  let shown = '';
  let end = 0;
  for (const link of escaped.matchAll(BARE_LINK)) {
    shown += unescaped(escaped.slice(end, link.index)) + link[0];
    end = link.index + link[0].length;
  }
  return shown + unescaped(escaped.slice(end));
}

function unescaped(plain: string): string {
  return plain.replace(/\\([^0-9A-Za-z\s])/g, '$1');
}

describe('escaping', () => {
  it.each([
    ['*not emphasis*', '\\*not emphasis\\*'],
    ['snake_case', 'snake\\_case'],
    ['# no heading', '\\# no heading'],
    ['#1 is no heading either', '#1 is no heading either'],
    ['-# no small print', '\\-# no small print'],
    ['> no quote', '\\> no quote'],
    ['- no list', '\\- no list'],
    ['2. no list', '2\\. no list'],
    ['500K+ chips - really', '500K+ chips - really'],
    ['||no spoiler||', '\\||no spoiler\\||'],
    ['[no](link)', '[no\\](link)'],
    ['[more https://a/](https://evil/)', '[more https://a/\\](https://evil/)'],
    ['https://a/[b](c)', 'https://a/[b\\](c)'],
    ['<@1> <#2> <:a:3> <t:1>', '\\<@1> \\<#2> \\<\\:a:3> \\<t:1>'],
    [':smile: at 10:30:00', '\\:smile: at 10\\:30:00'],
    ['@everyone', '\\@everyone'],
    ['https://example.com/a_b_c stays', 'https://example.com/a_b_c stays'],
  ])('shows %j as written', (written, escaped) => {
    expect(escapeMarkdown(written)).toBe(escaped);
  });

  it('gives back the source when Discord shows it', () => {
    fc.assert(
      fc.property(text, (written) => {
        expect(asShown(escapeMarkdown(written))).toBe(written);
      }),
    );
  });

  it('leaves an escaped line start alone', () => {
    expect(escapeLineStart('\\- once')).toBe('\\- once');
  });
});

describe('splitting', () => {
  it('keeps a text that fits in one part', () => {
    expect(split('short')).toEqual(['short']);
  });

  it.each([
    ['paragraphs', 'first paragraph\n\nsecond one', 20, ['first paragraph', 'second one']],
    ['lines', 'the first line\nthe second', 18, ['the first line', 'the second']],
    ['sentences', '最初の文です。次の文です。', 9, ['最初の文です。', '次の文です。']],
    ['words', 'some words without end', 14, ['some words', 'without end']],
    ['graphemes', '👩‍👩‍👧👩‍👩‍👧', 9, ['👩‍👩‍👧', '👩‍👩‍👧']],
  ])('cuts between %s where it can', (_, whole, limit, parts) => {
    expect(split(whole, limit)).toEqual(parts);
  });

  it('never cuts an escape sequence or a link that fits', () => {
    expect(split('aaaaaaaaa\\*b', 10)).toEqual(['aaaaaaaaa', '\\*b']);
    expect(split('see https://example.com/page', 26)).toEqual(['see', 'https://example.com/page']);
  });

  it('escapes a mark that a cut puts at the start of a message', () => {
    expect(split('one two - three', 8)).toEqual(['one two', '\\- three']);
  });

  it('makes parts within the limit, never blank, that hold all of the text but white space', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 24, max: 60 }), (written, limit) => {
        const whole = escapeMarkdown(written);
        const parts = split(whole, limit);
        for (const part of parts) {
          expect(part.length).toBeLessThanOrEqual(limit);
          expect(part.trim()).not.toBe('');
        }
        const bare = (shown: string) => unescaped(shown).replace(/[\s\\]/g, '');
        expect(bare(parts.join(''))).toBe(bare(whole));
      }),
    );
  });
});

describe('names', () => {
  it('of more than 80 units are cut at a grapheme and marked', () => {
    expect(acceptableName('👩‍👩‍👧'.repeat(20))).toBe(`${'👩‍👩‍👧'.repeat(9)}…`);
    expect(acceptableName('x'.repeat(80))).toBe('x'.repeat(80));
  });

  it.each(['Discord Fan', 'clyde', 'CLYDE2', 'everyone', 'Here'])(
    'that Discord refuses are broken invisibly: %s',
    (name) => {
      const accepted = acceptableName(name);
      expect(accepted).not.toBe(name);
      expect(accepted.replace('\u200A', '')).toBe(name);
      expect(accepted).not.toMatch(/discord|clyde|^everyone$|^here$/i);
    },
  );

  it('that merely contain a word refused as a whole stay as they are', () => {
    expect(acceptableName('Over here')).toBe('Over here');
  });
});

describe('pace', () => {
  const words = Array.from({ length: 60 }, () => 'word').join(' ');

  it('keeps as many namesakes apart as a thread has people, within the limit', () => {
    const names = Array.from({ length: 2_001 }, (_, namesake) => acceptableName('x'.repeat(100), namesake));
    expect(new Set(names).size).toBe(names.length);
    expect(Math.max(...names.map(({ length }) => length))).toBe(80);
  });

  it('leaves readers of English and of Japanese the time they need', () => {
    expect(gapAfter(words, 'en', 'natural')).toBeCloseTo((60 / 238) * 60_000, -1);
    expect(gapAfter('あ'.repeat(100), 'ja', 'natural')).toBe(12_000);
  });

  it('counts the slower language when a post has both', () => {
    expect(gapAfter(`${words}\n\n${'あ'.repeat(20)}`, 'both', 'natural')).toBe(gapAfter(words, 'en', 'natural'));
  });

  it('is clamped, scaled, and nothing when instant', () => {
    expect(gapAfter('word', 'en', 'natural')).toBe(2_500);
    expect(gapAfter('あ'.repeat(2_000), 'ja', 'natural')).toBe(30_000);
    expect(gapAfter('あ'.repeat(100), 'ja', 'fast')).toBeLessThan(gapAfter('あ'.repeat(100), 'ja', 'slow'));
    expect(gapAfter(words, 'en', 'instant')).toBe(0);
  });

  it('shows typing only in gaps that are long enough, and never longer than Discord does', () => {
    expect(typingLead(2_500)).toBe(0);
    expect(typingLead(60_000)).toBeLessThan(10_000);
  });
});

describe('a script', () => {
  const thread: Thread = {
    category: 'AI',
    date: '2026-01-01',
    author: { en: 'Ann', ja: 'アン' },
    title: { en: 'A *bold* title', ja: '題名' },
    body: { ja: '本文だけ。' },
    card: { url: 'https://example.com' },
    comments: [
      { persona: { en: 'Bob', ja: 'ボブ' }, text: { en: 'Hello.', ja: 'こんにちは。' } },
      { persona: { en: 'Bob', ja: '別のボブ' }, text: { en: 'Hi.' } },
      { persona: { en: 'Ann', ja: 'アン' }, text: { en: 'Bye.', ja: 'では。' } },
    ],
  };
  const script = (over: Partial<Parameters<typeof writeScript>[1]> = {}) =>
    writeScript(thread, { language: 'en', pace: 'instant', from: 0, ...over }, onlyIn);

  it('notes in the language asked for what exists only in the other', () => {
    expect(script()[0]?.content).toBe('# A \\*bold\\* title\n\n本文だけ。\n-# en: only ja\n\nhttps://example.com');
    expect(script({ language: 'ja' })[2]?.content).toBe('Hi.\n-# ja: only en');
    expect(script({ language: 'both' })[2]?.content).toBe('Hi.');
  });

  it('keeps two personas of one name apart', () => {
    const [, first, second] = script().map(({ username }) => username);
    expect(first).toBe('Bob');
    expect(second).not.toBe('Bob');
    expect(second?.replace('\u17B5', '')).toBe('Bob');
  });

  it('plays from a comment on, or one persona alone, the post counting as its author’s', () => {
    expect(script({ from: 2 }).map(({ comment }) => comment)).toEqual([2, 3]);
    expect(script({ persona: personaKey(thread.author) }).map(({ comment }) => comment)).toEqual([0, 3]);
    expect(script({ persona: personaKey({ en: 'Bob', ja: 'ボブ' }), from: 2 })).toEqual([]);
  });

  it('is made of posts that Discord accepts, in order, for every thread, language and pace', () => {
    fc.assert(
      fc.property(
        threads,
        fc.constantFrom('en', 'ja', 'both'),
        fc.constantFrom('instant', 'slow'),
        (any, language, pace) => {
          const posts = writeScript(any, { language, pace, from: 0 }, onlyIn);
          const numbers = posts.map(({ comment }) => comment);
          expect(numbers).toEqual(numbers.toSorted((one, other) => one - other));
          expect(new Set(numbers).size).toBe(any.comments.length + 1);
          for (const { content, username } of posts) {
            expect(content.length).toBeLessThanOrEqual(2_000);
            expect(content.trim()).not.toBe('');
            expect(username.length).toBeLessThanOrEqual(80);
          }
          expect(posts[0]?.gap).toBe(0);
        },
      ),
    );
  });
});
