/** What a little Discord is made of: its servers, channels, roles, messages, webhooks, emojis and files. */
import { type APIMessage, type AuditLogEvent, ChannelType, type ThreadAutoArchiveDuration } from 'discord.js';

export type Role = { readonly id: string; readonly name: string; permissions: bigint };
/** What a channel changes for a role or a member. */
type Overwrite = { readonly id: string; allow: bigint; deny: bigint };
export type Webhook = {
  readonly id: string;
  readonly token: string;
  readonly name: string;
  readonly channelId: string;
  /** The application that made it: ours, or another's, whose token we never see. */
  readonly applicationId: string;
};
export type Emoji = { readonly id: string; readonly name: string; readonly image: Buffer };
export type StoredFile = { readonly name: string; readonly type: string; readonly bytes: Uint8Array<ArrayBuffer> };

/** A message as its channel holds it; one with `onlyFor` is seen by that person alone. */
export type StoredMessage = { payload: APIMessage; readonly onlyFor: string | undefined };

/** What a forum's posts can be filed under (`resources/channel#forum-tag-object`). */
export type ForumTag = {
  readonly id: string;
  readonly name: string;
  /** Only who may manage ThreadChannels applies it. */
  readonly moderated: boolean;
};

/** What is true of ThreadChannels alone (`topics/threads`). */
type ThreadChannelState = {
  readonly ownerId: string;
  /** Minutes without a message after which it leaves the list. */
  autoArchive: ThreadAutoArchiveDuration;
  /** A message brings it back, unless it is locked. */
  archived: boolean;
  /** When it was last archived or brought back, as Discord writes times. */
  archivedAt: string;
  /** Only who may manage ThreadChannels writes in it, or brings it back. */
  locked: boolean;
  /** Of a forum's post: the ids of its tags. */
  appliedTags: readonly string[];
};

export type WorldChannel = {
  readonly id: string;
  readonly server: WorldServer;
  readonly type: ChannelType;
  name: string;
  /** The channel that a ThreadChannel is in. */
  readonly parent: WorldChannel | undefined;
  readonly thread: ThreadChannelState | undefined;
  /** Bits of `resources/channel#channel-object-channel-flags`. */
  flags: number;
  /** Of a forum. */
  readonly tags: readonly ForumTag[];
  readonly overwrites: Overwrite[];
  readonly messages: StoredMessage[];
  /** Messages ever sent here, those that are gone included. */
  sent: number;
};

/** Something that a server's audit log keeps (`resources/audit-log#audit-log-entry-object`). */
export type AuditEntry = {
  readonly id: string;
  readonly action: AuditLogEvent;
  readonly userId: string;
  readonly targetId: string;
  /** Why, as the request's header said. */
  readonly reason: string | undefined;
};

export type WorldServer = {
  readonly id: string;
  readonly name: string;
  readonly preferredLocale: string;
  readonly ownerId: string;
  /** Where Discord itself, and who has news for all, writes. */
  systemChannelId: string | undefined;
  /** The role of everyone has the server's id. */
  readonly roles: Map<string, Role>;
  /** The ids of the roles of each member, by the member's id. */
  readonly members: Map<string, string[]>;
  /** Oldest first. */
  readonly auditLog: AuditEntry[];
};

/** A ThreadChannel, which is always in another channel. */
export type ThreadChannel = WorldChannel & { readonly thread: ThreadChannelState; readonly parent: WorldChannel };

/** Whether a channel is a ThreadChannel. */
export function isThreadChannel(channel: WorldChannel): channel is ThreadChannel {
  return channel.thread !== undefined;
}

/** Whether posts are ThreadChannels here, and messages stand in them alone. */
export function isForum({ type }: WorldChannel): boolean {
  return type === ChannelType.GuildForum;
}
