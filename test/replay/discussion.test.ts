import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { discussionName, type ForumTag, tagFor } from '../../src/replay/discussion.ts';

const tea = { en: 'Tea', ja: 'お茶' };
const long = { en: 'T'.repeat(95), ja: '茶'.repeat(20) };

describe('a discussion', () => {
  it('a discussion is called by its thread’s title in the language of the posts', () => {
    expect(discussionName(tea, 'en', 'ja')).toBe('Tea');
    expect(discussionName(tea, 'ja', 'en')).toBe('お茶');
    expect(discussionName({ en: 'Tea' }, 'ja', 'ja')).toBe('Tea');
  });

  it('a discussion in both languages has both titles, the server’s first, or that alone where there is no room for both', () => {
    expect(discussionName(tea, 'both', 'en')).toBe('Tea / お茶');
    expect(discussionName(tea, 'both', 'ja')).toBe('お茶 / Tea');
    expect(discussionName({ ja: 'お茶' }, 'both', 'en')).toBe('お茶');
    expect(discussionName(long, 'both', 'ja')).toBe(long.ja);
    expect(discussionName(long, 'both', 'en')).toBe(long.en);
  });

  it('a discussion’s name is never empty, never longer than Discord takes, and never ends in half a character', () => {
    const title = fc.record({ en: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }) });
    fc.assert(
      fc.property(title, fc.constantFrom('en', 'ja', 'both'), ({ en }, language) => {
        const name = discussionName({ en: `👨‍👩‍👧‍👦${en}` }, language, 'en');
        expect(name.length).toBeLessThanOrEqual(100);
        expect(name).toMatch(/^👨‍👩‍👧‍👦/u);
        expect(name.isWellFormed()).toBe(true);
      }),
    );
  });
});

describe('the tag of a forum’s post', () => {
  const tag = (id: string, name: string, moderated = false): ForumTag => ({ id, name, moderated });
  const chosen = (category: string, tags: readonly ForumTag[], manages = false) => tagFor(category, tags, manages)?.id;

  it.each([
    ['Work / 働き方', 'work', 'by the English name, in any case'],
    ['Work / 働き方', '働き方', 'by the Japanese name'],
    ['Work / 働き方', 'Work / 働き方', 'by both as the thread has them'],
    ['AI', '  ａＩ ', 'in any width, and whatever white space is around it'],
    ['Food／食', '食', 'behind a full-width stroke'],
    ['Science & Tech', 'SCIENCE  &  TECH', 'with white space of any width in it'],
  ])('the tag of a forum’s post is found for %j: %j, %s', (category, name) => {
    expect(chosen(category, [tag('1', 'Other'), tag('2', name)])).toBe('2');
  });

  it.each(['', 'Wor', 'Working', 'W/o/r/k'])('the tag of a forum’s post is none that is merely like %j', (category) => {
    expect(chosen(category, [tag('1', 'Work'), tag('2', ''), tag('3', ' ')])).toBeUndefined();
  });

  it('the tag of a forum’s post is one that everybody may apply, before one for moderators, which takes a permission', () => {
    const tags = [tag('1', 'Work', true), tag('2', '働き方')];
    expect(chosen('Work / 働き方', tags, true)).toBe('2');
    expect(chosen('Work', tags, true)).toBe('1');
    expect(chosen('Work', tags)).toBeUndefined();
  });
});
