import { describe, expect, it, vi } from 'vitest';
import { CatchingUp } from '../../src/app/catchingUp.ts';
import { Refusal } from '../../src/app/problem.ts';
import { writePermission } from '../../src/app/writePermission.ts';
import { shelfOf, withIds } from '../../src/library/shelf.ts';
import type { ContentLanguage } from '../../src/replay/post.ts';
import { writeScript } from '../../src/replay/script.ts';
import type { ReplayState } from '../../src/replay/state.ts';
import { personaKey } from '../../src/thread/identity.ts';
import type { Thread } from '../../src/thread/model.ts';
import { callBy, directoryOf } from '../support/calls.ts';
import { planOf, replayOf, uneventful } from '../support/plans.ts';

const [ann, bob] = [{ en: 'Ann', ja: 'アン' }, { en: 'Bob' }];
const thread: Thread = {
  ...{ category: '', date: '2026-01-01', author: ann, title: { en: 'Tea', ja: 'お茶' }, body: { en: 'A body.' } },
  comments: [
    { persona: bob, text: { en: 'Hot. Very hot.', ja: '熱い。とても。' } },
    { persona: ann, text: { en: `${'Long. '.repeat(800)}` } },
    { persona: bob, text: { en: 'Cold.' } },
  ],
};

type World = {
  /** What is said, where it is not the thread above. */
  said?: Thread;
  state?: ReplayState;
  language?: ContentLanguage;
  /** How many posts are there. */
  made?: number;
  now?: Thread | undefined;
  muted?: readonly Thread['author'][];
};

const finished: ReplayState = { kind: 'ended', next: 25, ...uneventful, reason: 'finished' };

/** A thread of so many comments of a sentence. */
function longThread(comments: number): Thread {
  return {
    ...thread,
    comments: Array.from({ length: comments }, (_, at) => ({ persona: bob, text: { en: `Line ${at}.` } })),
  };
}

/** A replay of the thread in a server that now has `now` in its place. */
function catchingUp({
  said = thread,
  language = 'en',
  made = Number.POSITIVE_INFINITY,
  muted = [],
  ...world
}: World = {}) {
  const script = writeScript(said, { language, from: 0 }, (_, has) => `Only in ${has}.`);
  const now = 'now' in world ? world.now : said;
  const plan = planOf('replay', { threadId: '2026-01-01-tea', title: thread.title, language, script, lastComment: 3 });
  const replay = replayOf(plan, world.state && { state: world.state });
  return new CatchingUp({
    library: {
      shelf: async () => shelfOf({ threads: withIds(now ? [now] : []), muted: new Set(muted.map(personaKey)) }),
    },
    replays: {
      find: async (serverId, id) => (serverId === 'server' && id === 'replay' ? replay : undefined),
      script: async () => script,
    },
    posts: {
      of: async () => script.slice(0, made).map(({ comment }, at) => ({ comment, messageId: `m${at}` })),
    },
    mayWrite: writePermission(directoryOf()),
  });
}

async function problemOf(act: Promise<unknown>) {
  const error = await act.then(
    () => expect.fail('Nothing was refused.'),
    (thrown: unknown) => thrown,
  );
  return error instanceof Refusal ? error.problem.code : Promise.reject(error);
}

describe('Catching up', () => {
  it('gives each comment that is there, by its first part, with who says it and its first sentence', async () => {
    const { page } = await catchingUp().recap(callBy(), 'replay', 'here');
    expect(page.items).toEqual([
      { comment: 0, persona: 'Ann', said: 'Tea', messageId: 'm0' },
      { comment: 1, persona: 'Bob', said: 'Hot.', messageId: 'm1' },
      { comment: 2, persona: 'Ann', said: 'Long.', messageId: 'm2' },
      { comment: 3, persona: 'Bob', said: 'Cold.', messageId: expect.stringMatching(/^m[4-9]$/) },
    ]);
    const soFar = await catchingUp({ made: 2 }).recap(callBy(), 'replay', 'here');
    expect(soFar.posted.map(({ comment }) => comment)).toEqual([0, 1]);
  });

  it.each<ContentLanguage>(['en', 'ja', 'both'])(
    'speaks the reader’s language, whatever was posted: %s',
    async (language) => {
      const { page } = await catchingUp({ language }).recap(callBy({ language: 'ja' }), 'replay', 'here');
      expect(page.items.slice(0, 2)).toMatchObject([
        { persona: 'アン', said: 'お茶' },
        { persona: 'Bob', said: '熱い。' },
      ]);
    },
  );

  it.each([
    ['where the replay is, the newest, as long as it plays', 'here', undefined, 3],
    ['the beginning, once it has ended', 'here', finished, 1],
    ['the newest', 'newest', finished, 3],
    ['the one with a number', 2, undefined, 2],
    ['the newest in the place of one beyond', 99, undefined, 3],
  ] as const)('gives ten comments a page, and the page that is asked for: %s', async (_, asked, state, number) => {
    const { page, posted } = await catchingUp({ said: longThread(24), ...(state && { state }) }).recap(
      callBy(),
      'replay',
      asked,
    );
    expect(posted).toHaveLength(25);
    expect(page).toMatchObject({ number, of: 3 });
    expect(page.items.map(({ comment }) => comment)).toEqual(
      Array.from({ length: number === 3 ? 5 : 10 }, (_, at) => (number - 1) * 10 + at),
    );
  });

  it('looks for the sentences of its own page alone, however many comments there are', async () => {
    const looked = vi.spyOn(Intl.Segmenter.prototype, 'segment');
    await catchingUp({ said: longThread(500) }).recap(callBy(), 'replay', 2);
    const sentences = looked.mock.calls.filter(([text]) => text.startsWith('Line '));
    looked.mockRestore();
    expect(sentences).toHaveLength(10);
  });

  it('leaves out whom the server has muted since', async () => {
    const { page, posted } = await catchingUp({ muted: [bob] }).recap(callBy(), 'replay', 'here');
    for (const comments of [page.items, posted]) expect(comments.map(({ comment }) => comment)).toEqual([0, 2]);
  });

  it('says of a comment that was changed since who said it, and nothing else', async () => {
    const [first, ...others] = thread.comments;
    if (!first) throw new Error('The thread has no comments.');
    const now = { ...thread, comments: [{ ...first, text: { en: 'Lukewarm.' } }, ...others] };
    const { page } = await catchingUp({ now }).recap(callBy(), 'replay', 'here');
    expect(page.items[1]).toEqual({ comment: 1, persona: 'Bob', said: undefined, messageId: 'm1' });
    expect(page.items[3]).toMatchObject({ said: 'Cold.' });
  });

  it('refuses whoever is elsewhere, may not write there, or belongs to another server', async () => {
    const of = (call: Parameters<typeof callBy>[0], id = 'replay') =>
      problemOf(catchingUp().recap(callBy(call), id, 1));
    expect(await of({ channelId: 'elsewhere' })).toBe('replay-over');
    expect(await of({ serverId: 'another' })).toBe('replay-over');
    expect(await of({}, 'unknown')).toBe('replay-over');
    expect(await of({ rights: [] })).toBe('may-not-catch-up');
  });

  it('shows nothing of a thread that is hidden or gone, and nothing where no post is there', async () => {
    expect(await problemOf(catchingUp({ now: undefined }).recap(callBy(), 'replay', 1))).toBe('thread-unseen');
    expect(await problemOf(catchingUp({ made: 0 }).recap(callBy(), 'replay', 1))).toBe('nothing-posted');
  });
});
