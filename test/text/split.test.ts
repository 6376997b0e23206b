import fc from 'fast-check';
import { expect, it } from 'vitest';
import { escapeMarkdown } from '../../src/text/escape.ts';
import { linksIn } from '../../src/text/links.ts';
import { split } from '../../src/text/split.ts';
import { cpuTime } from '../support/cpuTime.ts';
import { shownByDiscord, shownByLibrary } from '../support/discordMarkdown.ts';
import { hostileText } from '../support/hostileText.ts';

function withoutBlanks(text: string): string {
  return text.replace(/\s/g, '');
}

it('a text that fits is one part', () => {
  expect(split('short')).toEqual(['short']);
});

it('a text of nothing but white space has no part', () => {
  expect(split(' \n\u3000')).toEqual([]);
});

it.each([
  ['paragraphs', 'first paragraph\n\nsecond one', 20, ['first paragraph', 'second one']],
  ['lines', 'the first line\nthe second', 18, ['the first line', 'the second']],
  ['sentences', '最初の文です。次の文です。', 9, ['最初の文です。', '次の文です。']],
  ['words', 'some words without end', 14, ['some words', 'without end']],
  ['graphemes', '👩‍👩‍👧👩‍👩‍👧', 9, ['👩‍👩‍👧', '👩‍👩‍👧']],
])('a long text is cut between %s where it can be', (_, whole, limit, parts) => {
  expect(split(whole, limit)).toEqual(parts);
});

it.each([
  ['an escape sequence', 'aaaaaaaaa\\*b', 10, ['aaaaaaaaa', '\\*b']],
  ['a bare link that fits', 'see https://example.com/page', 26, ['see', 'https://example.com/page']],
  ['a link between angle brackets', 'see <https://example.com/page>', 29, ['see', '<https://example.com/page>']],
  ['a mention', 'a word of </thread replay:1>', 22, ['a word of', '</thread replay:1>']],
])('no cut goes through %s', (_, whole, limit, parts) => {
  expect(split(whole, limit)).toEqual(parts);
});

it.each([
  ['a list', 'one two - three', ['one two', '\\- three']],
  ['a heading', 'one two # three', ['one two', '\\# three']],
  ['a quote', 'one two > three', ['one two', '\\> three']],
  ['a numbered list', 'one two 3. four', ['one two', '3\\. four']],
])('a cut within a line does not begin %s', (_, whole, parts) => {
  expect(split(whole, 8)).toEqual(parts);
});

it('a link longer than a message is shown as written in every part, and is no link', () => {
  const address = `https://example.com/d?X=${'a_b_c*d*'.repeat(400)}end`;
  const shown = split(escapeMarkdown(`Signed ${address} behind_it`)).map(shownByDiscord);
  expect(shown.length).toBeGreaterThan(1);
  expect(shown.map(({ text }) => text).join('')).toBe(`Signed ${address} behind_it`);
  expect(shown.flatMap(({ links, marks }) => [...links, ...marks])).toEqual([]);
});

it('a link as long as a message stays whole', () => {
  const address = `https://example.com/${'x_'.repeat(989)}yz`;
  expect(address).toHaveLength(2_000);
  expect(split(escapeMarkdown(`See ${address} there`))).toEqual(['See', address, 'there']);
});

it('each part by itself shows its part of the source, and whole links only', () => {
  const source = fc.array(hostileText, { minLength: 1, maxLength: 4 }).map((texts) => texts.join(''));
  fc.assert(
    fc.property(source, fc.integer({ min: 12, max: 70 }), (written, limit) => {
      const parts = split(escapeMarkdown(written), limit);
      for (const part of parts) {
        expect(part.length).toBeLessThanOrEqual(limit);
        expect(part.trim()).toBe(part);
        expect(part).not.toBe('');
      }
      for (const judge of [shownByDiscord, shownByLibrary]) {
        const shown = parts.map(judge);
        expect(withoutBlanks(shown.map(({ text }) => text).join(''))).toBe(withoutBlanks(written));
        expect(shown.flatMap(({ marks }) => marks)).toEqual([]);
      }
      const links = [...linksIn(written)].map(({ start, end }) => written.slice(start, end));
      const whole = parts.flatMap((part) => shownByDiscord(part).links);
      const room = limit - '<>'.length;
      expect(whole.filter((link) => link.length <= room)).toEqual(links.filter((link) => link.length <= room));
      expect(links).toEqual(expect.arrayContaining(whole));
    }),
    { numRuns: 2_000 },
  );
});

it.each(['[', '<', '\\', ':', 'https://', 'https://a)', 'https://(', "'https://a'", '_', ' x', '\n', '東https://'])(
  'a text of nothing but %j is escaped and cut in time that grows with its length alone',
  (unit) => {
    const duration = (length: number) => {
      const text = unit.repeat(length / unit.length);
      return cpuTime(() => split(escapeMarkdown(text)));
    };
    // The best of three, for collecting garbage takes its share.
    const best = (length: number) => Math.min(duration(length), duration(length), duration(length));
    // Sixteen times the length; were each character looked at again for every other one, it would be 256 times the time.
    expect(best(2 ** 18)).toBeLessThan(Math.max(best(2 ** 14), 2) * 100);
  },
);
