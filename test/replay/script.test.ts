import fc from 'fast-check';
import { expect, it } from 'vitest';
import { threadFaces } from '../../src/replay/casting.ts';
import { readingTime } from '../../src/replay/pace.ts';
import { writeScript } from '../../src/replay/script.ts';
import { PersonaKey, personaKey } from '../../src/thread/identity.ts';
import type { Thread } from '../../src/thread/model.ts';
import { shownByDiscord } from '../support/discordMarkdown.ts';
import { threads } from '../support/threads.ts';

const onlyIn = (asked: string, has: string) => `${asked}: only ${has}`;

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

function scriptOf(over: Partial<Parameters<typeof writeScript>[1]> = {}, of: Thread = thread) {
  return writeScript(of, { language: 'en', from: 0, ...over }, onlyIn);
}

it('what exists only in the other language is noted in the one asked for', () => {
  expect(scriptOf()[0]?.content).toBe('# A \\*bold\\* title\n\n本文だけ。\n-# en: only ja\n\nhttps://example.com');
  expect(scriptOf({ language: 'ja' })[2]?.content).toBe('Hi.\n-# ja: only en');
  expect(scriptOf({ language: 'both' })[2]?.content).toBe('Hi.');
});

it('what is asked for in both languages has titles, texts and names in both, English first', () => {
  const body = { en: 'The body.', ja: '本文。' };
  const script = scriptOf({ language: 'both' }, { ...thread, body });
  expect(script[0]?.content).toBe('# A \\*bold\\* title\n# 題名\n\nThe body.\n\n本文。\n\nhttps://example.com');
  expect(script.map(({ username }) => username)).toEqual(['Ann (アン)', 'Bob (ボブ)', 'Bob (別のボブ)', 'Ann (アン)']);
  const alone = scriptOf({ language: 'both' }, { ...thread, author: { ja: 'アン' }, title: { ja: '題名' } })[0];
  expect([alone?.username, alone?.content.split('\n')[0]]).toEqual(['アン', '# 題名']);
});

it('a post has a blank line between what there is of title, body and card, and none for what is missing', () => {
  const { body: _, ...bodyless } = thread;
  expect(scriptOf({}, bodyless)[0]?.content).toBe('# A \\*bold\\* title\n\nhttps://example.com');
});

it('a name is the one of the language that is asked for, else the other', () => {
  expect(scriptOf({ language: 'ja' }).map(({ username }) => username)).toEqual(['アン', 'ボブ', '別のボブ', 'アン']);
  expect(scriptOf({ language: 'ja' }, { ...thread, author: { en: 'Only' } })[0]?.username).toBe('Only');
});

it('a post says where there is nothing to translate: where no part of what is said has two languages', () => {
  const none = (of: Thread) => scriptOf({}, of).map(({ oneLanguage = false }) => oneLanguage);
  expect(none(thread)).toEqual([false, false, true, false]);
  expect(none({ ...thread, title: { en: 'A title' } })[0]).toBe(true);
  expect(none({ ...thread, title: { en: 'A title' }, body: { en: 'A body', ja: '本文' } })[0]).toBe(false);
});

it('a title that ends in a number sign keeps it', () => {
  const post = scriptOf({}, { ...thread, title: { en: 'Why C#' } })[0];
  expect(shownByDiscord(post?.content ?? '').text).toContain('Why C#');
});

it('the link of a post leads where the thread says, also where Discord would end it earlier', () => {
  const post = scriptOf({}, { ...thread, card: { url: 'https://example.com/a.' } })[0];
  expect(shownByDiscord(post?.content ?? '').links).toEqual(['https://example.com/a.']);
});

it('two personas of one name are kept apart', () => {
  const [, first, second] = scriptOf().map(({ username }) => username);
  expect(first).toBe('Bob');
  expect(second).not.toBe('Bob');
  expect(second?.replace('\u17B5', '')).toBe('Bob');
});

it('every post carries its persona’s face, the one of the whole thread wherever the script begins', () => {
  const faces = threadFaces(thread);
  for (const post of scriptOf()) expect(post.face).toBe(faces.get(PersonaKey.parse(post.persona)));
  expect(new Set(scriptOf().map(({ face }) => face)).size).toBe(3);
  expect(scriptOf({ from: 2 }).map(({ face }) => face)).toEqual(
    scriptOf()
      .slice(2)
      .map(({ face }) => face),
  );
});

it('a script begins with any comment, or is one persona’s alone, the post counting as its author’s', () => {
  expect(scriptOf({ from: 2 }).map(({ comment }) => comment)).toEqual([2, 3]);
  expect(scriptOf({ persona: personaKey(thread.author) }).map(({ comment }) => comment)).toEqual([0, 3]);
  expect(scriptOf({ persona: personaKey({ en: 'Bob', ja: 'ボブ' }), from: 2 })).toEqual([]);
});

it('a text that needs several posts is said at once, and what follows waits for all of it', () => {
  const en = Array.from({ length: 60 }, () => 'averylongword'.repeat(4)).join(' ');
  const long = { ...thread, comments: [{ persona: { en: 'Bob' }, text: { en } }, ...thread.comments] };
  const script = scriptOf({}, long);
  const parts = script.filter(({ comment }) => comment === 1);
  expect(parts.length).toBeGreaterThan(1);
  expect(parts.slice(1).map(({ reading }) => reading)).toEqual(parts.slice(1).map(() => 0));
  expect(script.find(({ comment }) => comment === 2)?.reading).toBe(readingTime(en, 'en'));
});

it('a script is made of posts that Discord accepts, in order, for every thread and language', () => {
  fc.assert(
    fc.property(threads, fc.constantFrom('en', 'ja', 'both'), (any, language) => {
      const posts = writeScript(any, { language, from: 0 }, onlyIn);
      const numbers = posts.map(({ comment }) => comment);
      expect(numbers).toEqual(numbers.toSorted((one, other) => one - other));
      expect(new Set(numbers).size).toBe(any.comments.length + 1);
      for (const { content, username } of posts) {
        expect(content.length).toBeLessThanOrEqual(2_000);
        expect(content.trim()).not.toBe('');
        expect(username.length).toBeLessThanOrEqual(80);
      }
      expect(posts[0]?.reading).toBe(0);
    }),
  );
});
