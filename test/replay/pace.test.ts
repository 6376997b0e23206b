import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fasterThan, gapAt, gapChanged, readingTime, slowerThan, typingLead } from '../../src/replay/pace.ts';
import { Pace } from '../../src/replay/post.ts';
import { escapeMarkdown } from '../../src/text/escape.ts';

function words(number: number): string {
  return Array.from({ length: number }, () => 'word').join(' ');
}

it('readers of English and of Japanese get the time they need', () => {
  expect(readingTime(words(60), 'en')).toBeCloseTo((60 / 238) * 60_000, -1);
  expect(readingTime('あ'.repeat(100), 'ja')).toBe(12_000);
});

it('the slower language counts when a post has both', () => {
  expect(readingTime(`${words(60)}\n\n${'あ'.repeat(20)}`, 'both')).toBe(readingTime(words(60), 'en'));
});

it('reading takes its shortest time at least and its longest at most', () => {
  expect(readingTime('word', 'en')).toBe(2_500);
  expect(readingTime('あ'.repeat(2_000), 'ja')).toBe(30_000);
});

it('a gap grows with the pace, is nothing when instant, and has no end of its own step by step', () => {
  const gaps = (['instant', 'fast', 'natural', 'slow'] as const).map((pace) => gapAt(pace, 10_000) ?? Number.NaN);
  expect(gaps).toEqual([0, ...gaps.slice(1).toSorted((one, other) => one - other)]);
  expect(gapAt('natural', 10_000)).toBe(10_000);
  expect(gapAt('step', 10_000)).toBeNull();
});

it('the rest of a text that is said at once waits at no pace', () => {
  for (const pace of Pace.options) expect(gapAt(pace, 0)).toBe(0);
});

it('a part of a gap comes to the same part of the gap at another pace', () => {
  const paces = fc.constantFrom<Pace[]>('fast', 'natural', 'slow');
  fc.assert(
    fc.property(
      fc.integer({ min: 2_500, max: 30_000 }),
      fc.double({ min: 0.1, max: 1, noNaN: true }),
      paces,
      paces,
      (reading, part, from, to) => {
        const [before, after] = [gapAt(from, reading) ?? Number.NaN, gapAt(to, reading) ?? Number.NaN];
        const changed = gapChanged(before * part, from, to) ?? Number.NaN;
        expect(Math.abs(changed - after * part)).toBeLessThan(5);
      },
    ),
  );
  expect(gapChanged(3_000, 'slow', 'step')).toBeNull();
  expect(gapChanged(3_000, 'slow', 'instant')).toBe(0);
});

it('the steps of pace go from step by step to fast and back, and instant can be left, but not reached', () => {
  const upwards: (Pace | undefined)[] = ['step'];
  for (let pace = fasterThan('step'); pace; pace = fasterThan(pace)) upwards.push(pace);
  expect(upwards).toEqual(['step', 'slow', 'natural', 'fast']);
  for (const pace of ['slow', 'natural', 'fast'] as const) expect(fasterThan(slowerThan(pace) ?? 'instant')).toBe(pace);
  expect(slowerThan('step')).toBeUndefined();
  expect(slowerThan('instant')).toBe('fast');
  expect(fasterThan('instant')).toBeUndefined();
});

it.each([
  'https://example.com/2025/12/05/a-very-long-story-about_many_things?utm_source=somewhere&id=12345',
  '<https://example.com/a-story>',
  'https://ja.wikipedia.org/wiki/東京タワー',
  `https://example.com/?signed=${'a_b*'.repeat(700)}`,
])('a link counts as one word, however many are in it: %s', (link) => {
  const content = escapeMarkdown(`${words(40)} ${link} ${words(19)}`);
  expect(readingTime(content, 'en')).toBe(readingTime(words(60), 'en'));
});

it('escapes count for nothing', () => {
  const source = `${words(20)} snake_case *emphasis* rock’n’roll_ 10:30:00 1. C:\\new @everyone ${words(20)}`;
  expect(escapeMarkdown(source)).not.toBe(source);
  for (const language of ['en', 'both'] as const) {
    expect(readingTime(escapeMarkdown(source), language)).toBe(readingTime(source, language));
  }
});

it('typing is shown only in gaps that are long enough, and never longer than Discord shows it', () => {
  expect(typingLead(2_500)).toBe(0);
  expect(typingLead(60_000)).toBeLessThan(10_000);
});
