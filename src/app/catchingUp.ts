/** Catching up: what a replay has posted so far, or in all, with the way to each post. */
import type { Library } from '../library/library.ts';
import type { Shelf } from '../library/shelf.ts';
import type { Post } from '../replay/post.ts';
import { isStaged, type Replay, type StagedReplay } from '../replay/replay.ts';
import type { Replays } from '../replay/replays.ts';
import { firstSentence } from '../text/firstSentence.ts';
import type { Language } from '../thread/bilingual.ts';
import { textIn } from '../thread/language.ts';
import { utteranceAt } from '../thread/utterance.ts';
import { type Call, isWhereReplayIs } from './call.ts';
import type { PostStore } from './ports.ts';
import { isPosted } from './posted.ts';
import { Refusal } from './problem.ts';
import type { WritePermission } from './writePermission.ts';

/** A comment that is there: who says it, its first sentence, and the message of its first part. */
export type RecapLine = {
  readonly comment: number;
  readonly persona: string;
  /** Undefined where the thread says something else by now. */
  readonly said: string | undefined;
  readonly messageId: string;
};

/** What a replay posted, in the order of the script. */
export type Recap = { readonly replay: StagedReplay; readonly lines: readonly RecapLine[] };

type CatchingUpOptions = {
  library: Pick<Library, 'shelf'>;
  replays: Pick<Replays, 'find' | 'script'>;
  posts: Pick<PostStore, 'of'>;
  mayWrite: WritePermission;
};

/** Whoever may write where a replay plays may catch up with it. */
export class CatchingUp {
  readonly #options: CatchingUpOptions;

  constructor(options: CatchingUpOptions) {
    this.#options = options;
  }

  /**
   * What a replay of the server posted, in the requester's language; without what the server does not want to hear.
   *
   * @throws Refusal when there is no such replay where they are, they may not write there, its thread is not seen, or none
   * of its posts is there
   */
  async recap(call: Call, replayId: string): Promise<Recap> {
    const { replays, posts, library, mayWrite } = this.#options;
    const { serverId } = call.place;
    const replay = await replays.find(serverId, replayId);
    if (!replay || !isWhereReplayIs(call, replay)) throw new Refusal({ code: 'replay-over' });
    if (!(await mayWrite(call))) throw new Refusal({ code: 'may-not-catch-up' });
    const shelf = await library.shelf(serverId);
    if (!shelf.threads.get(replay.plan.threadId)) throw new Refusal({ code: 'thread-unseen' });

    const first = new Map<number, string>();
    for (const { comment, messageId } of await posts.of(replay.plan)) {
      if (!first.has(comment)) first.set(comment, messageId);
    }
    // Looked for in the script one by one, the comments of a long thread would keep everybody waiting.
    const parts = Map.groupBy(await replays.script(replay), ({ comment }) => comment);
    const lines = [...first].flatMap(
      ([comment, messageId]) =>
        lineOf(replay, parts.get(comment) ?? [], messageId, shelf, call.requester.language) ?? [],
    );
    if (lines.length === 0 || !isStaged(replay)) throw new Refusal({ code: 'nothing-posted' });
    return { replay, lines };
  }
}

/** Undefined for what the server has muted since. */
function lineOf(
  { plan }: Replay,
  parts: readonly Post[],
  messageId: string,
  shelf: Shelf,
  language: Language,
): RecapLine | undefined {
  const [post] = parts;
  if (!post || shelf.silenced.has(post.persona)) return undefined;
  const { comment } = post;
  const thread = shelf.threads.get(plan.threadId)?.thread;
  const spoken = thread && utteranceAt(thread, comment);
  if (!spoken || !isPosted(spoken, parts, plan.language))
    return { comment, persona: post.username, said: undefined, messageId };
  const text = spoken.title ?? spoken.text;
  const said = text && firstSentence(textIn(text, language).text);
  return { comment, persona: textIn(spoken.persona, language).text, said, messageId };
}
