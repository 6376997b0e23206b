import { expect, it } from 'vitest';
import { shownCard, utteranceAt } from '../../src/thread/utterance.ts';
import { sourceOf, threadOf } from '../support/sources.ts';

const thread = threadOf(sourceOf({ body: 'A title here\nexample.com\n\nSome text here.\n\n本文です。' }));

it('the post is under 0, with its title and link, the comments from 1, and nothing beyond', () => {
  expect(utteranceAt(thread, 0)).toEqual({
    persona: { en: 'Ann', ja: 'アン' },
    title: { en: 'A title here', ja: '題名です' },
    text: { en: 'Some text here.', ja: '本文です。' },
    card: { url: 'https://example.com' },
  });
  expect(utteranceAt(thread, 1)).toEqual(thread.comments[0]);
  expect(utteranceAt(thread, 2)).toBeUndefined();
  expect(utteranceAt(thread, -1)).toBeUndefined();
});

it('a link is shown with the title of its page, unless that is one of the thread’s own', () => {
  const card = { title: 'Another title', url: 'https://example.com' };
  expect(shownCard({ ...thread, card })).toEqual(card);
  expect(shownCard({ ...thread, card: { ...card, title: '題名です' } })).toEqual({ url: card.url });
  expect(shownCard({ title: thread.title })).toBeUndefined();
});
