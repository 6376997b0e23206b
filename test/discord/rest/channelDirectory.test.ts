import { ChannelType } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { channelDirectory } from '../../../src/discord/rest/channelDirectory.ts';
import type { Channel } from '../../../src/discord/rest/discordApi.ts';
import { answerError, refusal } from '../../support/restErrors.ts';

const directoryWhere = (channel: () => Promise<Channel>) => channelDirectory({ channel });

describe('the directory of channels', () => {
  it('the directory of channels tells a ThreadChannel’s parent', async () => {
    const directory = directoryWhere(async () => ({ id: '1', type: ChannelType.PublicThread, parent_id: '2' }));
    expect(await directory.find('1')).toEqual({
      ...{ id: '1', kind: 'thread-channel', parentId: '2' },
      ...{ tags: [], tagRequired: false },
    });
  });

  it('the directory of channels tells a forum’s tags, and whether each of its posts must have one', async () => {
    const available_tags = [
      { id: '7', name: 'AI', moderated: true },
      { id: '8', name: '働き方' },
    ];
    const directory = directoryWhere(async () => ({ id: '1', type: 15, flags: 1 << 4, available_tags }));
    expect(await directory.find('1')).toMatchObject({
      kind: 'forum',
      tags: [
        { id: '7', name: 'AI', moderated: true },
        { id: '8', name: '働き方', moderated: false },
      ],
      tagRequired: true,
    });
  });

  it('the directory of channels knows what is gone and what is not for the bot to see by Discord’s own word alone', async () => {
    expect(await directoryWhere(() => Promise.reject(refusal(404, 10003))).find('1')).toBe('gone');
    expect(await directoryWhere(() => Promise.reject(refusal(403, 50001))).find('1')).toBe('unseen');
    await expect(directoryWhere(() => Promise.reject(answerError(404))).find('1')).rejects.toThrow();
  });
});
