/** What the use cases need from the world outside. */
import type { ForumTag } from '../replay/discussion.ts';
import type { FaceNumber } from '../replay/face.ts';
import type { ReplayKey } from '../replay/replay.ts';
import type { Schedule, ScheduleState, StoredSchedule } from '../schedule/schedule.ts';
import type { Choices } from '../settings.ts';

/** What each server chose. */
export type SettingsStore = {
  get(serverId: string): Promise<Choices>;
  /** Replaces the choices given and keeps the others. */
  set(serverId: string, choices: Choices): Promise<void>;
  reset(serverId: string): Promise<void>;
};

/** Whose post a message is: a comment of a replay. */
type PostOrigin = { readonly replayId: string; readonly comment: number };

/** Where a message is, in a server that is known. */
export type MessagePlace = { readonly channelId: string; readonly messageId: string };

/** The posts that replays made. */
export type PostStore = {
  /** What a message of this server is, if a replay made it. */
  find(serverId: string, messageId: string): Promise<PostOrigin | undefined>;
  /** The posts that a replay still has, in the order of its script. */
  of(replay: ReplayKey): Promise<{ readonly comment: number; readonly messageId: string }[]>;
  /** The message that the first of them is; undefined where it has none. */
  first(replay: ReplayKey): Promise<string | undefined>;
  /**
   * Where the latest replay of this server that posted a comment has it, the first part of a text that was split; of each
   * comment, in their order. Undefined for one that none has posted.
   */
  latest(serverId: string, comments: readonly CommentPlace[]): Promise<(MessagePlace | undefined)[]>;
};

/** A comment of a thread; 0 is the thread's own post. */
type CommentPlace = { readonly threadId: string; readonly comment: number };

/** The faces that personas are shown with. */
export type FaceGallery = {
  /** The address of a face if it is there already: makes no request and draws nothing. */
  known(face: FaceNumber): Promise<string | undefined>;
  /** Makes faces exist that an answer had to do without: the next one has them. Call it once the answer is sent. */
  prepare(faces: readonly FaceNumber[]): Promise<void>;
};

/** Draws faces. */
export type FacePainter = {
  /** A face as a PNG, so many pixels wide and high. */
  draw(face: FaceNumber, pixels: number): Promise<Uint8Array>;
};

/**
 * What a channel is to a replay: `voice` has the chat of a voice or stage channel, a `thread-channel` is a forum's post too,
 * a `forum` holds nothing but those, and `other` holds nothing that can be read.
 */
export type ChannelKind = 'text' | 'announcement' | 'voice' | 'forum' | 'thread-channel' | 'other';

/** A channel as Discord describes it. */
export type KnownChannel = {
  readonly id: string;
  readonly kind: ChannelKind;
  /** Of a ThreadChannel: the channel that it is in. */
  readonly parentId: string | null;
  /** Of a forum: what its posts can be filed under, and whether each must be. */
  readonly tags: readonly ForumTag[];
  readonly tagRequired: boolean;
};

/** What Discord knows of its channels. */
export type ChannelDirectory = {
  /** A channel; or that Discord says it is gone, or is not for the bot to see. */
  find(channelId: string): Promise<KnownChannel | 'gone' | 'unseen'>;
};

/** A file that somebody attached to a command, as Discord describes it. */
export type Attachment = {
  /** As on the sender's machine. */
  readonly name: string;
  /** Bytes, as Discord says. */
  readonly size: number;
  readonly url: string;
};

/** What came of reading a file. */
export type AttachmentOutcome =
  | { readonly kind: 'read'; readonly bytes: Uint8Array }
  /** It has more than `most` bytes. */
  | { readonly kind: 'too-large'; readonly most: number }
  | { readonly kind: 'unavailable' };

/** Fetches attached files; what goes wrong is the outcome, never an error. */
export type AttachmentReader = {
  /** @param most the most it may have, bytes, as sent and unpacked */
  read(attachment: Attachment, most: number): Promise<AttachmentOutcome>;
};

/** The schedules to look at, and those that cannot be read: somebody edited them, or a newer version of the bot wrote them. */
export type DueSchedules = {
  readonly due: readonly StoredSchedule[];
  readonly unreadable: readonly { readonly serverId: string; readonly id: string }[];
};

/** The schedules of all servers. */
export type ScheduleStore = {
  /** Stores a new schedule, or does not: `taken` when its id is known, `too-many` when its server has `most` already. */
  add(schedule: Schedule, state: ScheduleState, most: number): Promise<'added' | 'taken' | 'too-many'>;
  /** A server's schedules, the oldest first, without those that cannot be read. */
  of(serverId: string): Promise<StoredSchedule[]>;
  /** @returns false when this server has none with that id */
  remove(serverId: string, id: string): Promise<boolean>;
  /**
   * Those that may have something to be done at a moment (milliseconds since the Unix epoch): a run that is due, one that
   * was settled for a later time than it is now, or somebody who is to be told that it is off. They come in parts, each read
   * when it is asked for, however many there are.
   */
  due(now: number): AsyncIterable<DueSchedules>;
  /** Stores the state that follows `revision`. @returns false when another has stored one, or it was removed */
  save(schedule: Schedule, revision: number, state: ScheduleState): Promise<boolean>;
};

/** What was replayed before. */
export type ReplayHistory = {
  /** When a server last started each thread that it ever replayed, milliseconds since the Unix epoch, by thread id. */
  lastReplays(serverId: string): Promise<ReadonlyMap<string, number>>;
};
