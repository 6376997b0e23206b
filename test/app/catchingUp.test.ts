import { describe, expect, it } from 'vitest';
import { CatchingUp } from '../../src/app/catchingUp.ts';
import { Refusal } from '../../src/app/problem.ts';
import { writePermission } from '../../src/app/writePermission.ts';
import { shelfOf, withIds } from '../../src/library/shelf.ts';
import type { ContentLanguage } from '../../src/replay/post.ts';
import { writeScript } from '../../src/replay/script.ts';
import { personaKey } from '../../src/thread/identity.ts';
import type { Thread } from '../../src/thread/model.ts';
import { callBy, directoryOf } from '../support/calls.ts';
import { planOf, replayOf } from '../support/plans.ts';

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
  language?: ContentLanguage;
  /** How many posts are there. */
  made?: number;
  now?: Thread | undefined;
  muted?: readonly Thread['author'][];
};

/** A replay of the thread in a server that now has `now` in its place. */
function catchingUp({ language = 'en', made = 10, muted = [], ...world }: World = {}) {
  const script = writeScript(thread, { language, from: 0 }, (_, has) => `Only in ${has}.`);
  const now = 'now' in world ? world.now : thread;
  const plan = planOf('replay', { threadId: '2026-01-01-tea', title: thread.title, language, script, lastComment: 3 });
  const replay = replayOf(plan);
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
    const { lines } = await catchingUp().recap(callBy(), 'replay');
    expect(lines).toEqual([
      { comment: 0, persona: 'Ann', said: 'Tea', messageId: 'm0' },
      { comment: 1, persona: 'Bob', said: 'Hot.', messageId: 'm1' },
      { comment: 2, persona: 'Ann', said: 'Long.', messageId: 'm2' },
      { comment: 3, persona: 'Bob', said: 'Cold.', messageId: expect.stringMatching(/^m[4-9]$/) },
    ]);
    const soFar = await catchingUp({ made: 2 }).recap(callBy(), 'replay');
    expect(soFar.lines.map(({ comment }) => comment)).toEqual([0, 1]);
  });

  it.each<ContentLanguage>(['en', 'ja', 'both'])(
    'speaks the reader’s language, whatever was posted: %s',
    async (language) => {
      const { lines } = await catchingUp({ language }).recap(callBy({ language: 'ja' }), 'replay');
      expect(lines.slice(0, 2)).toMatchObject([
        { persona: 'アン', said: 'お茶' },
        { persona: 'Bob', said: '熱い。' },
      ]);
    },
  );

  it('leaves out whom the server has muted since', async () => {
    const { lines } = await catchingUp({ muted: [bob] }).recap(callBy(), 'replay');
    expect(lines.map(({ comment }) => comment)).toEqual([0, 2]);
  });

  it('says of a comment that was changed since who said it, and nothing else', async () => {
    const [first, ...others] = thread.comments;
    if (!first) throw new Error('The thread has no comments.');
    const now = { ...thread, comments: [{ ...first, text: { en: 'Lukewarm.' } }, ...others] };
    const { lines } = await catchingUp({ now }).recap(callBy(), 'replay');
    expect(lines[1]).toEqual({ comment: 1, persona: 'Bob', said: undefined, messageId: 'm1' });
    expect(lines[3]).toMatchObject({ said: 'Cold.' });
  });

  it('refuses whoever is elsewhere, may not write there, or belongs to another server', async () => {
    const of = (call: Parameters<typeof callBy>[0], id = 'replay') => problemOf(catchingUp().recap(callBy(call), id));
    expect(await of({ channelId: 'elsewhere' })).toBe('replay-over');
    expect(await of({ serverId: 'another' })).toBe('replay-over');
    expect(await of({}, 'unknown')).toBe('replay-over');
    expect(await of({ rights: [] })).toBe('may-not-catch-up');
  });

  it('shows nothing of a thread that is hidden or gone, and nothing where no post is there', async () => {
    expect(await problemOf(catchingUp({ now: undefined }).recap(callBy(), 'replay'))).toBe('thread-unseen');
    expect(await problemOf(catchingUp({ made: 0 }).recap(callBy(), 'replay'))).toBe('nothing-posted');
  });
});
