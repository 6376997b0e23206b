import { ChannelType } from 'discord.js';
import { expect, it } from 'vitest';
import { channelDirectory } from '../../../src/discord/rest/channelDirectory.ts';
import { isThreadChannel } from '../../../src/discord/rest/channels.ts';

it('a ThreadChannel is one whoever may see it, and no other channel is', async () => {
  const { PublicThread, PrivateThread, AnnouncementThread, GuildText, GuildForum, GuildAnnouncement } = ChannelType;
  for (const type of [PublicThread, PrivateThread, AnnouncementThread]) expect(isThreadChannel({ type })).toBe(true);
  for (const type of [GuildText, GuildForum, GuildAnnouncement, 99]) expect(isThreadChannel({ type })).toBe(false);
  const directory = channelDirectory({ channel: async (id) => ({ id, type: PublicThread }) });
  expect(await directory.isThreadChannel('1')).toBe(true);
});
