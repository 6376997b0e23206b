import { ChannelType } from 'discord.js';
import { expect, it } from 'vitest';
import { channelKind, isThreadChannel } from '../../../src/discord/rest/channels.ts';

it.each([
  ['text', ChannelType.GuildText],
  ['announcement', ChannelType.GuildAnnouncement],
  ['voice', ChannelType.GuildVoice],
  ['voice', ChannelType.GuildStageVoice],
  ['forum', ChannelType.GuildForum],
  ['forum', ChannelType.GuildMedia],
  ['thread-channel', ChannelType.PublicThread],
  ['thread-channel', ChannelType.PrivateThread],
  ['thread-channel', ChannelType.AnnouncementThread],
  ['other', ChannelType.GuildCategory],
  ['other', 99],
])('a channel is to a replay what its type says: %s (%i)', (kind, type) => {
  expect(channelKind(type)).toBe(kind);
  expect(isThreadChannel({ type })).toBe(kind === 'thread-channel');
});
