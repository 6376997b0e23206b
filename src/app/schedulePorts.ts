/** What schedules need of Discord: a look at a place, a message that nobody asked for, and a word to a server's people. */
import type { Replay } from '../replay/replay.ts';
import type { Schedule } from '../schedule/schedule.ts';
import type { Place } from './call.ts';

/** What a look at a channel showed, that no interaction tells of. */
export type PlaceLook =
  | { readonly kind: 'seen'; readonly place: Place }
  /** Discord says that there is no such channel any more. */
  | { readonly kind: 'gone' }
  /** The bot may not see it, or is not in the server any more. */
  | { readonly kind: 'hidden' }
  /** Discord did not say. */
  | { readonly kind: 'unseen' };

/** What Discord says of places in which nobody asks for anything. */
export type PlaceDirectory = {
  /** A channel, and what the bot may do there. Whatever is posted after the call is newer than its anchor. */
  look(serverId: string, channelId: string): Promise<PlaceLook>;
};

/** Lets the people of a server know what happened to it. */
export type Notices = {
  /**
   * Says in the server's system channel that a schedule is off because its channel is gone: once, however often it is asked
   * to within a few minutes.
   *
   * @returns `done` when it was said or cannot be, as where there is no such channel; `unclear` when nobody can say
   */
  tellOff(schedule: Schedule): Promise<'done' | 'unclear'>;
};

/** Shows replays that nobody's command shows. */
export type Announcer = {
  /** Sends the control message of a replay, once; undefined when it has none as yet, or could not be sent. */
  announce(replay: Replay): Promise<string | undefined>;
};
