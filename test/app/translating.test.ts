import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Call } from '../../src/app/call.ts';
import { Refusal } from '../../src/app/problem.ts';
import { Translating } from '../../src/app/translating.ts';
import { sentences } from '../../src/i18n/i18n.ts';
import { outlineOf, type Replay } from '../../src/replay/replay.ts';
import { writeScript } from '../../src/replay/script.ts';
import { initialState } from '../../src/replay/state.ts';
import type { Language } from '../../src/thread/bilingual.ts';
import type { Thread } from '../../src/thread/model.ts';
import { libraryOf, shelfOfThreads } from '../support/library.ts';
import { threads } from '../support/threads.ts';

const call: Call = {
  id: '1',
  requester: { userId: 'person', language: 'en', rights: new Set() },
  place: { serverId: 'server', channelId: 'channel', preferredLocale: null, botRights: new Set(), anchor: '1' },
};

/** Translating from a library that now has `current`, though a replay posted `posted`. */
function translatingAfter(posted: Thread, current: readonly Thread[], language: Language) {
  const [threadId = ''] = shelfOfThreads([posted]).threads.items.map(({ id }) => id);
  const script = writeScript(posted, { language, from: 0 }, (asked, has) => sentences[asked].onlyIn[has]);
  const replay: Replay = {
    plan: {
      ...{ id: 'replay', anchor: '1', serverId: 'server', channelId: 'channel', controlChannelId: 'channel', threadId },
      discussion: null,
      ...{
        title: posted.title,
        language,
        speech: language,
        translate: true,
        notify: 'first',
        lastComment: posted.comments.length,
      },
      ...{ startedBy: 'person', bySchedule: false, startedAt: 0, outline: outlineOf(script), from: 0, persona: null },
    },
    ...{ state: initialState(0, 'natural'), stageChannelId: 'channel' },
    ...{ revision: 0, lastMessageId: null, controlMessageId: null },
  };
  return new Translating({
    library: libraryOf(current),
    replays: {
      find: async (serverId, id) => (serverId === 'server' && id === 'replay' ? replay : undefined),
      postsOf: async (_, comment) => script.filter((post) => post.comment === comment),
    },
    posts: { find: async () => undefined },
  });
}

/** The translation, or the code of the refusal. */
async function outcome(translating: Translating, comment: number) {
  try {
    return await translating.comment(call, 'replay', comment);
  } catch (error) {
    if (error instanceof Refusal) return error.problem.code;
    throw error;
  }
}

const bob = { en: 'Bob', ja: 'ボブ' };
const first = { persona: bob, text: { en: 'One.', ja: '一。' } };
const second = { persona: bob, text: { en: 'Two.', ja: '二。' } };
const thread: Thread = {
  ...{ category: '', date: '2026-01-01', author: bob, title: { en: 'Counting', ja: '数える' } },
  comments: [first, second],
};

describe('a translation', () => {
  it('is found for whatever was posted, in parts or whole, while the thread stays as it was', async () => {
    const language = fc.constantFrom('en' as const, 'ja' as const);
    await fc.assert(
      fc.asyncProperty(threads, language, async (any, posted) => {
        const translating = translatingAfter(any, [any], posted);
        for (let comment = 0; comment <= any.comments.length; comment += 1) {
          const found = await outcome(translating, comment);
          const parts = comment === 0 ? [any.title, any.body] : [any.comments[comment - 1]?.text];
          const hasTwo = parts.some((part) => part?.en !== undefined && part.ja !== undefined);
          if (hasTwo) expect(found).toMatchObject({ comment, language: posted === 'en' ? 'ja' : 'en' });
          else expect(found).toBe('no-translation');
        }
      }),
    );
  });

  it('is not given when the thread now says something else there, or is gone', async () => {
    const changes: Thread[][] = [
      [{ ...thread, comments: [{ ...first, text: { en: 'Changed.', ja: '一。' } }, second] }],
      [{ ...thread, comments: [second, first] }],
      [{ ...thread, comments: [{ ...first, persona: { en: 'Ann' } }, second] }],
      [{ ...thread, title: { en: 'Another' } }],
      [],
    ];
    for (const current of changes)
      expect(await outcome(translatingAfter(thread, current, 'en'), 1)).toBe('post-outdated');
    expect(await outcome(translatingAfter(thread, [{ ...thread, comments: [second] }], 'en'), 2)).toBe('post-outdated');
  });

  it('is the newer one when only the translation was changed', async () => {
    const corrected = { ...thread, comments: [{ ...first, text: { en: 'One.', ja: '壱。' } }, second] };
    expect(await outcome(translatingAfter(thread, [corrected], 'en'), 1)).toMatchObject({
      said: { text: { ja: '壱。' } },
    });
  });

  it('is given of nothing that the replay did not play', async () => {
    expect(await outcome(translatingAfter(thread, [thread], 'en'), 3)).toBe('not-a-post');
  });
});
