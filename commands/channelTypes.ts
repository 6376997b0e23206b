/** The types of channels that options ask for: alike in all commands. */
import { ChannelType } from 'discord.js';

/** Text, announcement and forum channels, and public ThreadChannels. */
export const REPLAYABLE_TYPES = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.GuildForum,
  ChannelType.PublicThread,
  ChannelType.AnnouncementThread,
] as const;
