/** Judges what a server shows in the end: every line of its replays once, in order, each discussion once, and nothing else. */
import type { APIMessage } from 'discord.js';
import type { ContentLanguage } from '../../src/replay/post.ts';
import { textIn } from '../../src/thread/language.ts';
import type { Thread } from '../../src/thread/model.ts';
import type { Entry } from './ledger.ts';

export type Verdict = { posts: number; repeats: number; losses: number; orderErrors: number; wrong: number };

/** A channel that replays were to play in: the one they were asked for in, or one that was opened for them. */
export type StageSeen = { id: string; posts: readonly APIMessage[]; opened: boolean };

/**
 * Compares all that was seen with the replays of a server, the oldest first.
 *
 * @returns the sum of what {@link judge} says of each channel, and how many were `opened` in vain; a replay that plays where
 *   nobody saw a channel is `wrong`
 */
export function judgeAll(
  stages: readonly StageSeen[],
  entries: readonly Entry[],
  thread: Thread,
): Verdict & { opened: number } {
  const inVain = stages.filter(
    ({ id, opened }) => opened && !entries.some(({ stageChannelId }) => stageChannelId === id),
  );
  const verdicts = stages
    .filter((stage) => !inVain.includes(stage))
    .map(({ id, posts }) =>
      judge(
        posts,
        entries.filter(({ stageChannelId }) => stageChannelId === id),
        thread,
      ),
    );
  const sum = (key: keyof Verdict) => verdicts.reduce((total, verdict) => total + verdict[key], 0);
  const isNowhere = (channelId: string | null) => channelId !== null && !stages.some(({ id }) => id === channelId);
  // A replay that ended while the answer was lost has nobody left who would look for what it opened.
  const excused = entries.filter((entry) => entry.stageChannelId === null && mayHaveOneMore(entry));
  return {
    posts: sum('posts'),
    repeats: sum('repeats'),
    losses: sum('losses'),
    orderErrors: sum('orderErrors'),
    wrong: sum('wrong') + entries.filter(({ stageChannelId }) => isNowhere(stageChannelId)).length,
    opened: Math.max(0, inVain.length - excused.length),
  };
}

/**
 * Compares the posts of a channel, oldest first, with its replays, the oldest first.
 *
 * The first message that shows a line is the line; a further one is a repeat. `wrong` counts lines that say something
 * else than the thread.
 */
export function judge(posts: readonly APIMessage[], entries: readonly Entry[], thread: Thread): Verdict {
  const expected = entries.flatMap(({ plan, state, messages }) =>
    plan.script.slice(0, state.next).map((line, position) => ({ line, messageId: messages.get(position) })),
  );
  const known = new Set(expected.map(({ messageId }) => messageId));
  const places = new Map(posts.map(({ id }, place) => [id, place]));
  const shown = expected.map(({ messageId }) => (messageId === undefined ? undefined : places.get(messageId)));
  const inOrder = shown.filter((place) => place !== undefined);
  return {
    posts: posts.length,
    repeats: Math.max(0, posts.filter(({ id }) => !known.has(id)).length - entries.filter(mayHaveOneMore).length),
    losses: shown.filter((place) => place === undefined).length,
    orderErrors: inOrder.filter((place, index) => place < (inOrder[index - 1] ?? -1)).length,
    wrong:
      expected.filter(({ line }, index) => {
        const post = posts[shown[index] ?? -1];
        return post && (post.content !== line.content || post.author.username !== line.username);
      }).length + entries.filter((entry) => !tellsAll(entry, thread)).length,
  };
}

/** A replay that ended while the answer to a post was lost has nobody left who would look for it. */
function mayHaveOneMore({ state }: Entry): boolean {
  return state.kind !== 'ended' || state.reason !== 'finished';
}

/** Whether a finished replay's script says all that its thread says, letter by letter. */
function tellsAll({ plan, state }: Entry, thread: Thread): boolean {
  if (state.kind !== 'ended' || state.reason !== 'finished') return true;
  const said = letters(plan.script.map(({ content }) => content.replace(/(^|\n)-# .*/g, '')).join(''));
  return (
    said === letters([thread.title, ...thread.comments.map(({ text }) => text)].map(wordsIn(plan.language)).join(''))
  );
}

function wordsIn(language: ContentLanguage) {
  return (text: Thread['title']): string =>
    language === 'both' ? `${text.en ?? ''}${text.ja ?? ''}` : textIn(text, language).text;
}

function letters(text: string): string {
  return text.replace(/[\s\\#]/g, '');
}
