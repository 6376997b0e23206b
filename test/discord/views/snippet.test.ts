import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { snippet } from '../../../src/discord/views/snippet.ts';
import type { TextRange } from '../../../src/search/search.ts';
import { shownByDiscord } from '../../support/discordMarkdown.ts';

const segmenter = new Intl.Segmenter('ja', { granularity: 'grapheme' });
const graphemesOf = (text: string) => Array.from(segmenter.segment(text), ({ segment }) => segment);

/** What readers see of a snippet, and which parts of it are bold: Discord's own reading of backslashes and asterisks. */
function read(markdown: string): { text: string; bold: string[] } {
  let text = '';
  const bold: string[] = [];
  let piece: string | undefined;
  for (const [mark, escaped] of markdown.matchAll(/\\([\s\S])|\*\*|[\s\S]/g)) {
    if (mark === '**') {
      if (piece !== undefined) bold.push(piece);
      piece = piece === undefined ? '' : undefined;
    } else {
      text += escaped ?? mark;
      if (piece !== undefined) piece += escaped ?? mark;
    }
  }
  if (piece !== undefined) throw new Error(`Bold never ends in ${markdown}`);
  return { text, bold };
}

const grapheme = fc.oneof(
  fc.constantFrom(...'abc XYZ_*`~|\\[]()<>#-:@/1.。、パン東京'),
  fc.constantFrom(
    '👩‍👩‍👧',
    '🇯🇵',
    'が',
    'é',
    '𠮷',
    '\n',
    '\n\n',
    '**',
    '__',
    '](https://a.b)',
    ':smile:',
    '<@1>',
    'word ',
    '1. ',
    '- ',
    '-# ',
    'https://',
  ),
);

/** A text, and matches on grapheme boundaries that may touch but never overlap. */
const found = fc
  .array(fc.record({ piece: grapheme, matched: fc.boolean(), ends: fc.boolean() }), { minLength: 1, maxLength: 400 })
  .map((pieces) => {
    const text = pieces.map(({ piece }) => piece).join('');
    const boundaries = new Set([...segmenter.segment(text)].map(({ index }) => index).concat(text.length));
    const matches: { start: number; end: number }[] = [];
    let at = 0;
    for (const { piece, matched, ends } of pieces) {
      const last = matches.at(-1);
      const end = at + piece.length;
      const whole = boundaries.has(at) && boundaries.has(end);
      if (matched && whole && last?.end === at && !ends) last.end = end;
      else if (matched && whole) matches.push({ start: at, end });
      at = end;
    }
    return { text, matches: matches as TextRange[] };
  });

const LIMIT = 240;

describe('a snippet', () => {
  it('a short text is shown whole, with every match in bold', () => {
    expect(
      snippet(
        'Bread is bread.',
        [
          { start: 0, end: 5 },
          { start: 9, end: 14 },
        ],
        LIMIT,
      ),
    ).toBe('**Bread** is **bread**.');
  });

  it('a snippet begins at a word a little before the first match, and marks what it leaves out', () => {
    const text = `${'Once upon a time there was nothing. '.repeat(20)}Then came bread. ${'And nothing else. '.repeat(20)}`;
    const start = text.indexOf('bread');
    const shown = snippet(text, [{ start, end: start + 5 }], LIMIT);
    expect(shown).toMatch(/^…Once upon.*Then came \*\*bread\*\*\. And nothing.*else\.…$/);
    expect(shown.length).toBeLessThanOrEqual(LIMIT);
  });

  it('a snippet without a match shows the start of the text', () => {
    expect(snippet('パンは違う。'.repeat(100), [], LIMIT)).toMatch(/^パンは違う。.*…$/);
  });

  it('matches that touch are joined, since Discord does not read bold beside bold', () => {
    expect(
      snippet(
        '東京都',
        [
          { start: 0, end: 1 },
          { start: 1, end: 2 },
        ],
        LIMIT,
      ),
    ).toBe('**東京**都');
  });

  it('a snippet keeps to its limit, shows the first match in bold, and reads as a part of the text, whatever the text', () => {
    fc.assert(
      fc.property(found, fc.integer({ min: 80, max: 300 }), ({ text, matches }, limit) => {
        const shown = snippet(text, matches, limit);
        expect(shown.length).toBeLessThanOrEqual(limit);
        const plain = read(shown);
        const { links, marks, text: discord } = shownByDiscord(shown);
        expect({ links, text: discord }).toEqual({ links: [], text: plain.text });
        expect(marks).toEqual(plain.bold.map(() => 'strong'));
        const line = (part: string) => part.replace(/\s+/g, ' ');
        const inner = plain.text.replace(/^…|…$/g, '');
        expect(line(text)).toContain(line(inner));
        const [first] = matches;
        if (first) {
          const [firstGrapheme = ''] = graphemesOf(text.slice(first.start));
          expect(plain.bold[0]?.startsWith(line(firstGrapheme))).toBe(true);
        }
        const joined = matches.map(({ start, end }) => line(text.slice(start, end))).join('');
        for (const part of plain.bold) expect(line(joined)).toContain(line(part).trim());
      }),
    );
  });

  it('a snippet never cuts a grapheme', () => {
    fc.assert(
      fc.property(found, ({ text, matches }) => {
        const whole = new Set(graphemesOf(text.replace(/\s+/g, ' ')));
        const shown = read(snippet(text, matches, 100))
          .text.replace(/^…|…$/g, '')
          .replace(/\s+/g, ' ');
        for (const part of graphemesOf(shown)) expect(whole.has(part) || part.trim() === '').toBe(true);
      }),
    );
  });
});
