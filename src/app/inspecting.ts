/** Inspecting posts: whose words a message holds and which replay made it; and taking such a post away. */
import type { Library } from '../library/library.ts';
import type { LibraryThread } from '../library/libraryThread.ts';
import type { Shelf } from '../library/shelf.ts';
import { certainly } from '../replay/deletion.ts';
import type { PostDeleters, UndoStore } from '../replay/ports.ts';
import type { Post } from '../replay/post.ts';
import { isStaged, type Replay, type StagedReplay } from '../replay/replay.ts';
import type { Replays } from '../replay/replays.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Bilingual } from '../thread/bilingual.ts';
import { type PersonaKey, personaKey } from '../thread/identity.ts';
import { utteranceAt } from '../thread/utterance.ts';
import { type Call, mayManageServer } from './call.ts';
import type { FaceGallery, PostStore } from './ports.ts';
import { Refusal } from './problem.ts';

/** What is known of a post. */
export type PostCard = {
  readonly replay: StagedReplay;
  readonly post: Post;
  /** The names of who speaks; undefined where no thread of the server knows them any more. */
  readonly name: Bilingual | undefined;
  /** The address of their face, if it has been drawn. */
  readonly faceUrl: string | undefined;
  /** The thread it comes from, if it still says that; then it can be replayed from there. */
  readonly thread: LibraryThread | undefined;
  /** Whether the server has muted who speaks. */
  readonly muted: boolean;
  /** The message of the first post of its replay that is still there. */
  readonly first: string | undefined;
  readonly mayDelete: boolean;
  readonly mayMute: boolean;
};

/** A post that is to be deleted: in one message, or in several. */
export type PostParts = { readonly replay: StagedReplay; readonly post: Post; readonly messageIds: readonly string[] };

type InspectingOptions = {
  library: Library;
  faces: Pick<FaceGallery, 'known'>;
  replays: Pick<Replays, 'find' | 'postsOf'>;
  posts: Pick<PostStore, 'find' | 'of' | 'first'>;
  undoStore: Pick<UndoStore, 'removePost'>;
  deleters: PostDeleters;
  clock: Clock;
};

/** How long each further attempt to delete waits where nobody can say what became of the last one, milliseconds. */
const RETRY_WAITS = [1_000, 3_000, 9_000] as const;

/** Everybody on a server may inspect its posts; who manages messages where one is may delete it. */
export class Inspecting {
  readonly #options: InspectingOptions;

  constructor(options: InspectingOptions) {
    this.#options = options;
  }

  /** @throws Refusal when a message of the server is no post of a replay */
  async card(call: Call, messageId: string): Promise<PostCard> {
    const { library, faces, posts } = this.#options;
    const { serverId } = call.place;
    const origin = await posts.find(serverId, messageId);
    const found = origin && (await this.#find(call, origin.replayId, origin.comment));
    if (!found) throw new Refusal({ code: 'nothing-about-this' });
    const { replay, post } = found;
    const shelf = await library.shelf(serverId);
    const muted = shelf.silenced.has(post.persona);
    return {
      replay,
      post,
      name: nameOf(shelf, post.persona),
      faceUrl: await faces.known(post.face),
      thread: sameThread(shelf, replay, post),
      muted,
      first: await posts.first(replay.plan),
      mayDelete: mayDelete(call, replay),
      mayMute: mayManageServer(call) && !muted && shelf.personas.names.items.some(({ key }) => key === post.persona),
    };
  }

  /**
   * The persona who speaks in a comment of a replay.
   *
   * @throws Refusal when the server has no such replay
   */
  async speaker(call: Call, replayId: string, comment: number): Promise<PersonaKey> {
    const found = await this.#find(call, replayId, comment);
    if (!found) throw new Refusal({ code: 'post-gone' });
    return found.post.persona;
  }

  /**
   * A post to be asked about before it is deleted.
   *
   * @throws Refusal when it is not there, not theirs to delete, or not there whole yet
   */
  async deletable(call: Call, replayId: string, comment: number): Promise<PostParts> {
    const found = await this.#find(call, replayId, comment);
    if (!found) throw new Refusal({ code: 'post-gone' });
    const { replay, post } = found;
    if (!mayDelete(call, replay)) throw new Refusal({ code: 'manage-messages-needed' });
    const { plan, state } = replay;
    // Parts that are deleted while others are still to come would leave half of a text.
    if (
      state.kind !== 'ended' &&
      plan.outline.comments[state.next] === comment &&
      state.next > plan.outline.comments.indexOf(comment)
    ) {
      throw new Refusal({ code: 'post-unfinished', replay });
    }
    const posts = await this.#options.posts.of(plan);
    const messageIds = posts.filter((one) => one.comment === comment).map(({ messageId }) => messageId);
    if (messageIds.length === 0) throw new Refusal({ code: 'post-gone' });
    return { replay, post, messageIds };
  }

  /**
   * Deletes a post, every part of it. A running replay does not repeat it.
   *
   * @throws Refusal as {@link deletable}, and when Discord does not let the bot; what was deleted by then stays so
   */
  async delete(call: Call, replayId: string, comment: number): Promise<void> {
    const { deleters, undoStore, clock } = this.#options;
    const { replay, messageIds } = await this.deletable(call, replayId, comment);
    const deleter = deleters.of(replay, call.requester.userId, 'one-post');
    for (const messageId of messageIds) {
      const outcome = await certainly(() => deleter.delete(messageId), { clock, waits: RETRY_WAITS });
      if (outcome.kind === 'held') {
        const { obstacle } = outcome;
        throw new Refusal({ code: 'post-not-deleted', obstacle, channelId: replay.stageChannelId });
      }
      await undoStore.removePost(call.place.serverId, messageId);
    }
  }

  async #find(
    { place }: Call,
    replayId: string,
    comment: number,
  ): Promise<{ replay: StagedReplay; post: Post } | undefined> {
    const { replays } = this.#options;
    const replay = await replays.find(place.serverId, replayId);
    if (!replay || !isStaged(replay)) return undefined;
    const [post] = await replays.postsOf(replay, comment);
    return post && { replay, post };
  }
}

/** What somebody may do in another channel says nothing: a modified client presses any button anywhere. */
function mayDelete({ requester, place }: Call, { stageChannelId }: StagedReplay): boolean {
  return place.channelId === stageChannelId && requester.rights.has('ManageMessages');
}

function nameOf({ personas, muted }: Shelf, persona: PersonaKey): Bilingual | undefined {
  return [...personas.names.items, ...muted.names.items].find(({ key }) => key === persona)?.name;
}

/** The thread that a post comes from, if the same persona still says something there. */
function sameThread({ threads }: Shelf, { plan }: Replay, { comment, persona }: Post): LibraryThread | undefined {
  const thread = threads.get(plan.threadId);
  const said = thread && utteranceAt(thread.thread, comment);
  return said && personaKey(said.persona) === persona ? thread : undefined;
}
