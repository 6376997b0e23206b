/** Translating: gives a replayed comment in the language it was not posted in. */
import type { Library } from '../library/library.ts';
import type { LibraryThread } from '../library/libraryThread.ts';
import type { Replays } from '../replay/replays.ts';
import type { Language } from '../thread/bilingual.ts';
import { otherThan, textIn } from '../thread/language.ts';
import { type Utterance, utteranceAt } from '../thread/utterance.ts';
import type { Call } from './call.ts';
import type { PostStore } from './ports.ts';
import { isPosted } from './posted.ts';
import { Refusal } from './problem.ts';

/** A comment, and the language to read it in: every part of it that has two has this one. */
export type Translation = {
  readonly replayId: string;
  readonly thread: LibraryThread;
  readonly comment: number;
  readonly said: Utterance;
  readonly language: Language;
};

type TranslatingOptions = {
  library: Library;
  replays: Pick<Replays, 'find' | 'postsOf'>;
  posts: Pick<PostStore, 'find'>;
};

/** Everybody on a server may have its posts translated. */
export class Translating {
  readonly #options: TranslatingOptions;

  constructor(options: TranslatingOptions) {
    this.#options = options;
  }

  /**
   * Translates a message of the server.
   *
   * @throws Refusal when it is no post of a replay, or as {@link comment}
   */
  async message(call: Call, messageId: string): Promise<Translation> {
    const origin = await this.#options.posts.find(call.place.serverId, messageId);
    if (!origin) throw new Refusal({ code: 'not-a-post' });
    return this.comment(call, origin.replayId, origin.comment);
  }

  /**
   * Translates a comment of a replay of the server. The translation comes from the library; a thread that says something
   * else than what was posted, since it was replaced or removed, has none to give.
   *
   * @throws Refusal when there is no such replay, the server has muted who speaks, both languages are there, there is only
   *   one, or the thread has changed
   */
  async comment({ place: { serverId } }: Call, replayId: string, comment: number): Promise<Translation> {
    const { replays, library } = this.#options;
    const replay = await replays.find(serverId, replayId);
    const posts = replay ? await replays.postsOf(replay, comment) : [];
    const [post] = posts;
    if (!replay || !post) throw new Refusal({ code: 'not-a-post' });
    const { threads, silenced } = await library.shelf(serverId);
    if (silenced.has(post.persona)) throw new Refusal({ code: 'muted-here', name: post.username });
    const { plan } = replay;
    const { language } = plan;
    if (language === 'both') throw new Refusal({ code: 'already-both' });

    const thread = threads.get(plan.threadId);
    const said = thread && utteranceAt(thread.thread, comment);
    if (!thread || !said || !isPosted(said, posts, language)) throw new Refusal({ code: 'post-outdated' });

    const parts = [said.title, said.text].filter((part) => part !== undefined);
    if (!parts.some(({ en, ja }) => en !== undefined && ja !== undefined)) {
      const [has = language] = parts.map((part) => textIn(part, language).language);
      throw new Refusal({ code: 'no-translation', has });
    }
    return { replayId, thread, comment, said, language: otherThan(language) };
  }
}
