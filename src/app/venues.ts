/** Where a replay plays that is asked for in a place: right there, or in a ThreadChannel or forum post opened for it. */
import { type Discussion, discussionName, tagFor } from '../replay/discussion.ts';
import { missingPermissions, type PlaceKind, type Venue } from '../replay/permission.ts';
import type { ContentLanguage } from '../replay/post.ts';
import type { Language } from '../thread/bilingual.ts';
import type { Thread } from '../thread/model.ts';
import type { Place } from './call.ts';
import type { ChannelDirectory, ChannelKind, KnownChannel } from './ports.ts';
import { Refusal } from './problem.ts';

/** The channel of a replay, and the forum or channel in which something is to be opened for it, if that is so. */
export type Setting = {
  readonly channelId: string;
  readonly opensIn: KnownChannel | undefined;
  /** Whether the channel is a ThreadChannel itself. */
  readonly isThreadChannel: boolean;
};

/**
 * Where a replay can play that is asked for in a place. Discord is asked where the place does not say of which kind it is,
 * and what else is there for a discussion.
 *
 * @throws Refusal where nothing can be replayed, or opened, or the bot lacks a permission for it
 */
export async function settingOf(channels: ChannelDirectory, place: Place, venue: Venue): Promise<Setting> {
  const kind = place.kind ?? (await kindOf(channels, place.channelId));
  const opens = venue === 'discussion' || kind === 'forum';
  const opensIn = opens ? await openingPlace(channels, place.channelId) : undefined;
  const placeKind = placeKindOf(kind, opensIn);
  if (!placeKind) throw new Refusal({ code: 'no-replay-there', channelId: place.channelId });
  const permissions = missingPermissions(place.botRights, placeKind, venue);
  if (place.locked && !place.botRights.has('ManageThreads')) permissions.push('ManageThreads');
  if (permissions.length > 0) {
    throw new Refusal({ code: 'bot-lacks-permissions', permissions, channelId: place.channelId, place: placeKind });
  }
  return { channelId: opensIn?.id ?? place.channelId, opensIn, isThreadChannel: !opensIn && kind === 'thread-channel' };
}

/**
 * What is to be opened for a thread.
 *
 * @param manages whether the bot may manage ThreadChannels there
 * @throws Refusal when the forum asks for a tag and has none for the thread
 */
export function discussionOf(
  { opensIn }: Pick<Setting, 'opensIn'>,
  { title, category }: Thread,
  language: ContentLanguage,
  speech: Language,
  manages: boolean,
): Discussion | null {
  if (!opensIn) return null;
  const name = discussionName(title, language, speech);
  if (opensIn.kind !== 'forum') return { kind: 'thread-channel', name, announces: opensIn.kind === 'announcement' };
  const tag = tagFor(category, opensIn.tags, manages);
  if (!tag && opensIn.tagRequired) throw new Refusal({ code: 'forum-needs-tag', channelId: opensIn.id, category });
  return { kind: 'forum-post', name, tags: tag ? [tag.id] : [] };
}

/** From inside a ThreadChannel or a forum's post, another one beside it. */
async function openingPlace(channels: ChannelDirectory, channelId: string): Promise<KnownChannel> {
  const channel = await found(channels, channelId);
  const parent =
    channel.parentId && channel.kind === 'thread-channel' ? await found(channels, channel.parentId) : channel;
  if (OPENING.has(parent.kind)) return parent;
  throw new Refusal({ code: 'no-discussion-there', channelId });
}

/** `topics/threads`: no ThreadChannel is opened in the chat of a voice or stage channel. */
const OPENING: ReadonlySet<ChannelKind> = new Set(['text', 'announcement', 'forum']);

/** @throws Refusal when the channel is gone, or not for the bot to see */
export async function kindOf(channels: ChannelDirectory, channelId: string): Promise<ChannelKind> {
  return (await found(channels, channelId)).kind;
}

/**
 * What a channel is as far as permissions go; undefined where nothing can be replayed.
 *
 * @param opensIn the channel in which something is to be opened, if that is so
 */
export function placeKindOf(kind: ChannelKind, opensIn: KnownChannel | undefined): PlaceKind | undefined {
  switch (kind) {
    case 'text':
    case 'announcement':
      return 'channel';
    case 'thread-channel':
      return opensIn?.kind === 'forum' ? 'forum-post' : 'thread-channel';
    case 'voice':
    case 'forum':
      return kind;
    case 'other':
      return undefined;
  }
}

async function found(channels: ChannelDirectory, channelId: string): Promise<KnownChannel> {
  const channel = await channels.find(channelId);
  if (channel === 'gone') throw new Refusal({ code: 'channel-gone' });
  if (channel !== 'unseen') return channel;
  throw new Refusal({ code: 'bot-lacks-permissions', permissions: ['ViewChannel'], channelId, place: 'channel' });
}
