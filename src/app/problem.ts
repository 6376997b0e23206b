/** What a person asked for that cannot be done, as data; `i18n` words it in the reader's language. */
import type { CollectionSize } from '../library/collection.ts';
import type { PermissionName, PlaceKind } from '../replay/permission.ts';
import type { Pace } from '../replay/post.ts';
import type { Replay } from '../replay/replay.ts';
import type { DeletionObstacle } from '../replay/undo.ts';
import type { Bilingual, Language } from '../thread/bilingual.ts';

/** What may have been meant by a name that is nobody's: to be shown, and to be asked for instead. */
export type Meant = { readonly id: string; readonly name: string };

/** Each has a code of its own, and what its sentence names. */
export type Problem =
  | { code: 'no-such-thread'; asked: string; nearest: readonly Meant[] }
  | { code: 'no-such-persona'; asked: string; nearest: readonly Meant[] }
  | { code: 'unknown-persona'; asked: string; nearest: readonly Meant[] }
  | { code: 'not-hidden' | 'not-muted' | 'not-imported'; asked: string; nearest: readonly Meant[] }
  | { code: 'shipped-thread'; title: Bilingual }
  | { code: 'file-of-another-kind'; name: string }
  | { code: 'file-too-large'; name: string; most: number }
  | { code: 'file-unavailable'; name: string }
  | { code: 'import-forgotten' }
  | ({ code: 'library-full'; most: CollectionSize } & CollectionSize)
  | { code: 'nothing-to-search' }
  | { code: 'may-not-search-aloud' }
  | { code: 'search-forgotten' }
  | { code: 'no-such-comment' }
  | { code: 'not-a-post' }
  | { code: 'post-outdated' }
  | { code: 'already-both' }
  | { code: 'no-translation'; has: Language }
  | { code: 'from-out-of-range'; from: number; last: number }
  | { code: 'nothing-to-play'; persona: string | undefined; from: number }
  | { code: 'occupied'; by: Replay }
  | { code: 'too-many-replays'; limit: number }
  /** Until when the next start is refused, milliseconds since the Unix epoch. */
  | { code: 'starts-too-often'; limit: number; until: number }
  | { code: 'no-replay-here' }
  | { code: 'replay-over' }
  | { code: 'no-effect'; control: 'pause' | 'resume' | 'skip'; state: 'playing' | 'paused' | 'held' }
  | { code: 'may-not-catch-up' }
  | { code: 'thread-unseen' }
  | { code: 'nothing-posted' }
  | { code: 'no-further-pace'; way: 'faster' | 'slower'; pace: Pace }
  | { code: 'not-yours-to-control' }
  | {
      code: 'bot-lacks-permissions';
      permissions: readonly PermissionName[];
      channelId: string;
      place: PlaceKind;
    }
  | { code: 'no-replay-there'; channelId: string }
  | { code: 'no-discussion-there'; channelId: string }
  | { code: 'forum-needs-tag'; channelId: string; category: string }
  | { code: 'channel-gone' }
  | { code: 'several-replays-here'; replays: readonly Replay[] }
  | { code: 'you-may-not-write-here' }
  | { code: 'not-a-time' | 'not-days'; asked: string }
  | { code: 'no-such-zone' | 'no-such-schedule'; asked: string; nearest: readonly Meant[] }
  | { code: 'quiet-half-said' }
  | { code: 'quiet-all-day' }
  | { code: 'too-many-schedules'; limit: number }
  | { code: 'nothing-to-undo'; startedIn: string | undefined }
  | { code: 'undo-while-running'; replay: Replay }
  | { code: 'being-undone'; title: Bilingual }
  | { code: 'undone-before'; title: Bilingual }
  | { code: 'not-yours-to-undo' }
  | { code: 'nothing-about-this' }
  | { code: 'post-gone' }
  | { code: 'post-unfinished'; replay: Replay }
  | { code: 'post-not-deleted'; obstacle: DeletionObstacle; channelId: string }
  | { code: 'manage-messages-needed' }
  | { code: 'muted-here'; name: string }
  | { code: 'manage-server-needed' }
  | { code: 'rights-unknown'; channelId: string }
  | { code: 'not-in-a-server' }
  | { code: 'outdated' }
  | { code: 'command-forgotten' }
  | { code: 'store-failed'; reference: string }
  | { code: 'discord-failed'; reference: string }
  | { code: 'discord-busy'; seconds: number }
  | { code: 'refused-by-discord'; why: DiscordRefusal }
  | { code: 'unexpected'; reference: string };

/** Why Discord refused something, where it says so much that a person can act on it. */
export type DiscordRefusal =
  | 'channel-gone'
  | 'message-gone'
  | 'no-access'
  | 'no-permission'
  | 'too-large'
  | 'uploads-limited'
  | 'channel-full-of-webhooks'
  | 'server-full-of-webhooks'
  | 'server-full-of-threads'
  | 'locked'
  | 'archived'
  | 'automod'
  | 'harmful-link'
  | 'switched-off';

/** Thrown to refuse what a person asked; shown to them, and not a fault of ours. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.code);
    this.problem = problem;
  }
}
