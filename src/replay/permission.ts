/** Every permission that replays, or undoing them, may need: in which kind of place, under which bit, and what it is called. */
import { z } from 'zod';
import type { Language } from '../thread/bilingual.ts';

/** A permission, by the name Discord's API gives it (`topics/permissions#permissions-bitwise-permission-flags`). */
export const PermissionName = z.enum([
  'ViewChannel',
  'SendMessages',
  'SendMessagesInThreads',
  'CreatePublicThreads',
  'ManageWebhooks',
  'ReadMessageHistory',
  'ManageThreads',
  'Connect',
  'ManageMessages',
]);
export type PermissionName = z.infer<typeof PermissionName>;

/**
 * A place that a replay can play in, as far as permissions go: `channel` is a text or an announcement channel, `voice` the
 * chat of a voice or stage channel.
 */
export type PlaceKind = 'channel' | 'voice' | 'thread-channel' | 'forum' | 'forum-post';

/** Where in it the posts go: right there, or to a ThreadChannel or forum post opened for them. */
export const Venue = z.enum(['here', 'discussion']);
export type Venue = z.infer<typeof Venue>;

/**
 * What an invite link asks for. Everybody may connect unless a server decides otherwise, few ThreadChannels are locked, and
 * posts are deleted through their webhook as long as it is there.
 */
export const INVITED_PERMISSIONS: readonly PermissionName[] = PermissionName.exclude([
  'ManageThreads',
  'Connect',
  'ManageMessages',
]).options;

type Permission = {
  readonly bit: bigint;
  /** As Discord's own clients show it among a channel's permissions. */
  readonly label: Record<Language, string>;
  /** As they show it among a forum's, where that is another name. */
  readonly labelInForums?: Record<Language, string>;
};

const PERMISSIONS: Record<PermissionName, Permission> = {
  ViewChannel: { bit: 1n << 10n, label: { en: 'View Channel', ja: 'チャンネルを見る' } },
  SendMessages: {
    bit: 1n << 11n,
    label: { en: 'Send Messages', ja: 'メッセージを送信' },
    labelInForums: { en: 'Create Posts', ja: '投稿を作成' },
  },
  ManageMessages: { bit: 1n << 13n, label: { en: 'Manage Messages', ja: 'メッセージの管理' } },
  Connect: { bit: 1n << 20n, label: { en: 'Connect', ja: '接続' } },
  ReadMessageHistory: { bit: 1n << 16n, label: { en: 'Read Message History', ja: 'メッセージ履歴を読む' } },
  ManageWebhooks: { bit: 1n << 29n, label: { en: 'Manage Webhooks', ja: 'ウェブフックの管理' } },
  ManageThreads: {
    bit: 1n << 34n,
    label: { en: 'Manage Threads', ja: 'スレッドの管理' },
    labelInForums: { en: 'Manage Posts', ja: '投稿の管理' },
  },
  CreatePublicThreads: { bit: 1n << 35n, label: { en: 'Create Public Threads', ja: '公開スレッドの作成' } },
  SendMessagesInThreads: {
    bit: 1n << 38n,
    label: { en: 'Send Messages in Threads', ja: 'スレッドでメッセージを送信' },
    labelInForums: { en: 'Send Messages in Posts', ja: '投稿でメッセージを送信' },
  },
};

/**
 * Webhooks make the posts, the history is looked through for one whose answer was lost, and the control message and the
 * typing indicator are the bot's own messages. Who may not connect to a voice channel can do nothing in its chat
 * (`topics/permissions#implicit-permissions`). A ThreadChannel has a permission of its own for these
 * (`topics/threads#permissions`), and its others are its parent's; opening a forum post is sending a message to the forum
 * (`resources/channel#start-thread-in-forum-or-media-channel`).
 */
const IN_CHANNEL = ['ViewChannel', 'SendMessages', 'ManageWebhooks', 'ReadMessageHistory'] as const;
const IN_THREAD_CHANNEL = ['ViewChannel', 'SendMessagesInThreads', 'ManageWebhooks', 'ReadMessageHistory'] as const;
const INTO_FORUM = [...IN_CHANNEL, 'SendMessagesInThreads'] as const;

const IN_VOICE = [...IN_CHANNEL, 'Connect'] as const;

const NEEDED: Record<PlaceKind, Record<Venue, readonly PermissionName[]>> = {
  channel: {
    here: IN_CHANNEL,
    discussion: [...IN_CHANNEL, 'CreatePublicThreads', 'SendMessagesInThreads'],
  },
  // Nothing can be opened there: what is asked for a discussion is refused for that.
  voice: { here: IN_VOICE, discussion: IN_VOICE },
  'thread-channel': {
    here: IN_THREAD_CHANNEL,
    discussion: [...IN_THREAD_CHANNEL, 'CreatePublicThreads'],
  },
  // A forum itself holds no messages: whatever plays there plays in a new post.
  forum: { here: INTO_FORUM, discussion: INTO_FORUM },
  'forum-post': { here: IN_THREAD_CHANNEL, discussion: INTO_FORUM },
};

/** What a replay needs in a place. */
export function neededPermissions(kind: PlaceKind, venue: Venue = 'here'): readonly PermissionName[] {
  return NEEDED[kind][venue];
}

/** What nothing there needs, but some replays do better with: where a moderator has locked a ThreadChannel, for instance. */
const HELPFUL: Record<PlaceKind, readonly PermissionName[]> = {
  channel: ['ManageMessages'],
  voice: ['ManageMessages'],
  'thread-channel': ['ManageThreads', 'ManageMessages'],
  forum: ['ManageThreads', 'ManageMessages'],
  'forum-post': ['ManageThreads', 'ManageMessages'],
};

/** Everything that makes a difference in a place, wherever in it the posts go; what is needed first. */
export function checkedPermissions(
  kind: PlaceKind,
): readonly { readonly name: PermissionName; readonly needed: boolean }[] {
  const { here, discussion } = NEEDED[kind];
  const needed = [...new Set([...here, ...discussion])].map((name) => ({ name, needed: true }));
  return [...needed, ...HELPFUL[kind].map((name) => ({ name, needed: false }))];
}

/** What it needs and does not have there. */
export function missingPermissions(held: Pick<ReadonlySet<PermissionName>, 'has'>, kind: PlaceKind, venue?: Venue) {
  return neededPermissions(kind, venue).filter((name) => !held.has(name));
}

/** What permissions are together on the wire, as an invite link asks for them. */
export function permissionBits(names: readonly PermissionName[]): bigint {
  return names.reduce((bits, name) => bits | PERMISSIONS[name].bit, 0n);
}

/** What people see a permission called. */
export function permissionLabel(name: PermissionName, language: Language, kind: PlaceKind = 'channel'): string {
  const { label, labelInForums = label } = PERMISSIONS[name];
  return (kind === 'forum' || kind === 'forum-post' ? labelInForums : label)[language];
}
