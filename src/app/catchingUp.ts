/** Catching up: what a replay has posted so far, or in all, with the way to each post. */
import type { Library } from '../library/library.ts';
import type { Post } from '../replay/post.ts';
import { isStaged, type Replay, type StagedReplay } from '../replay/replay.ts';
import type { Replays } from '../replay/replays.ts';
import { firstSentence } from '../text/firstSentence.ts';
import { equalPages, type Page, pageAt } from '../text/pages.ts';
import type { Language } from '../thread/bilingual.ts';
import { textIn } from '../thread/language.ts';
import type { Thread } from '../thread/model.ts';
import { utteranceAt } from '../thread/utterance.ts';
import { type Call, isWhereReplayIs } from './call.ts';
import type { PostStore } from './ports.ts';
import { isPosted } from './posted.ts';
import { Refusal } from './problem.ts';
import type { WritePermission } from './writePermission.ts';

/** A comment that is there, and the message of its first part. */
type PostedComment = { readonly comment: number; readonly messageId: string };

/** The same, with who says it and its first sentence. */
export type RecapLine = PostedComment & {
  readonly persona: string;
  /** Undefined where the thread says something else by now. */
  readonly said: string | undefined;
};

/** What a replay posted, in the order of the script. */
export type Recap = {
  readonly replay: StagedReplay;
  /** Everything, without a word of it: a long replay has thousands of comments. */
  readonly posted: readonly PostedComment[];
  readonly page: Page<RecapLine>;
};

/** Which page: its number, the newest there is, or where a replay is, which is the beginning of one that has ended. */
export type RecapPage = number | 'newest' | 'here';

/** Comments on a page. */
const ON_PAGE = 10;

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
   * What a replay of the server posted, in the requester's language; without what the server does not want to hear. A page
   * beyond the newest is the newest.
   *
   * @throws Refusal when there is no such replay where they are, they may not write there, its thread is not seen, or none
   * of its posts is there
   */
  async recap(call: Call, replayId: string, asked: RecapPage): Promise<Recap> {
    const { replays, posts, library, mayWrite } = this.#options;
    const { serverId } = call.place;
    const replay = await replays.find(serverId, replayId);
    if (!replay || !isWhereReplayIs(call, replay)) throw new Refusal({ code: 'replay-over' });
    if (!(await mayWrite(call))) throw new Refusal({ code: 'may-not-catch-up' });
    const shelf = await library.shelf(serverId);
    const thread = shelf.threads.get(replay.plan.threadId)?.thread;
    if (!thread) throw new Refusal({ code: 'thread-unseen' });

    const first = new Map<number, string>();
    for (const { comment, messageId } of await posts.of(replay.plan)) {
      if (!first.has(comment)) first.set(comment, messageId);
    }
    // Looked for in the script one by one, the comments of a long thread would keep everybody waiting.
    const parts = Map.groupBy(await replays.script(replay), ({ comment }) => comment);
    const partsOf = ({ comment }: PostedComment) => parts.get(comment) ?? [];
    const posted = Array.from(first, ([comment, messageId]) => ({ comment, messageId })).filter((one) => {
      const [part] = partsOf(one);
      return part && !shelf.silenced.has(part.persona);
    });
    if (posted.length === 0 || !isStaged(replay)) throw new Refusal({ code: 'nothing-posted' });
    const pages = equalPages(posted, ON_PAGE);
    const { items, ...page } = pageAt(pages, numberOf(asked, pages.length, replay));
    const lines = items.map((one) => lineOf(one, partsOf(one), { replay, thread, language: call.requester.language }));
    return { replay, posted, page: { ...page, items: lines } };
  }
}

function numberOf(asked: RecapPage, newest: number, { state }: Replay): number {
  if (asked === 'here') return state.kind === 'ended' ? 1 : newest;
  return asked === 'newest' ? newest : asked;
}

/** @param parts the posts of the comment, of which there is at least one */
function lineOf(
  posted: PostedComment,
  parts: readonly Post[],
  { replay: { plan }, thread, language }: { replay: Replay; thread: Thread; language: Language },
): RecapLine {
  const spoken = utteranceAt(thread, posted.comment);
  if (!spoken || !isPosted(spoken, parts, plan.language)) {
    return { ...posted, persona: parts[0]?.username ?? '', said: undefined };
  }
  const text = spoken.title ?? spoken.text;
  const said = text && firstSentence(textIn(text, language).text);
  return { ...posted, persona: textIn(spoken.persona, language).text, said };
}
