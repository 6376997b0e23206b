import { expect, it } from 'vitest';
import { gapAfter, typingLead } from '../../src/replay/pace.ts';
import { escapeMarkdown } from '../../src/text/escape.ts';

function words(number: number): string {
  return Array.from({ length: number }, () => 'word').join(' ');
}

it('readers of English and of Japanese get the time they need', () => {
  expect(gapAfter(words(60), 'en', 'natural')).toBeCloseTo((60 / 238) * 60_000, -1);
  expect(gapAfter('あ'.repeat(100), 'ja', 'natural')).toBe(12_000);
});

it('the slower language counts when a post has both', () => {
  expect(gapAfter(`${words(60)}\n\n${'あ'.repeat(20)}`, 'both', 'natural')).toBe(gapAfter(words(60), 'en', 'natural'));
});

it('a wait has its shortest and its longest, grows with the pace, and is nothing when instant', () => {
  expect(gapAfter('word', 'en', 'natural')).toBe(2_500);
  expect(gapAfter('あ'.repeat(2_000), 'ja', 'natural')).toBe(30_000);
  expect(gapAfter('あ'.repeat(100), 'ja', 'fast')).toBeLessThan(gapAfter('あ'.repeat(100), 'ja', 'slow'));
  expect(gapAfter(words(60), 'en', 'instant')).toBe(0);
});

it.each([
  'https://example.com/2025/12/05/a-very-long-story-about_many_things?utm_source=somewhere&id=12345',
  '<https://example.com/a-story>',
  'https://ja.wikipedia.org/wiki/東京タワー',
  `https://example.com/?signed=${'a_b*'.repeat(700)}`,
])('a link counts as one word, however many are in it: %s', (link) => {
  const content = escapeMarkdown(`${words(40)} ${link} ${words(19)}`);
  expect(gapAfter(content, 'en', 'natural')).toBe(gapAfter(words(60), 'en', 'natural'));
});

it('escapes count for nothing', () => {
  const source = `${words(20)} snake_case *emphasis* rock’n’roll_ 10:30:00 1. C:\\new @everyone ${words(20)}`;
  expect(escapeMarkdown(source)).not.toBe(source);
  for (const language of ['en', 'both'] as const) {
    expect(gapAfter(escapeMarkdown(source), language, 'natural')).toBe(gapAfter(source, language, 'natural'));
  }
});

it('typing is shown only in gaps that are long enough, and never longer than Discord shows it', () => {
  expect(typingLead(2_500)).toBe(0);
  expect(typingLead(60_000)).toBeLessThan(10_000);
});
