import { describe, expect, it } from 'vitest';
import type { KnownChannel } from '../../src/app/ports.ts';
import { Refusal } from '../../src/app/problem.ts';
import { discussionOf, settingOf } from '../../src/app/venues.ts';
import { neededPermissions } from '../../src/replay/permission.ts';
import type { Thread } from '../../src/thread/model.ts';
import { callBy, directoryOf } from '../support/calls.ts';

const forum: KnownChannel = {
  ...{ id: 'forum', kind: 'forum', parentId: null },
  ...{ tags: [{ id: '7', name: '働き方', moderated: true }], tagRequired: true },
};
const thread: Thread = {
  ...{ category: 'Work / 働き方', date: '2026-01-01', author: { en: 'Ann' }, title: { en: 'Tea', ja: 'お茶' } },
  comments: [{ persona: { en: 'Bob' }, text: { en: 'Hot.' } }],
};

describe('where a replay plays', () => {
  const every = [...neededPermissions('channel', 'discussion'), 'Connect'] as const;
  const place = (channelId: string) => callBy({ channelId, botRights: every }).place;

  it('where a replay plays is the place itself, of which Discord is asked where the place does not say its kind', async () => {
    const directory = directoryOf({ chat: { kind: 'voice' } });
    expect(await settingOf(directory, place('chat'), 'here')).toEqual({
      ...{ channelId: 'chat', opensIn: undefined, isThreadChannel: false },
    });
    expect(directory.asked).toEqual(['chat']);
  });

  it('where a discussion plays is beside the ThreadChannel that it is asked for in', async () => {
    const directory = directoryOf({ aside: { kind: 'thread-channel', parentId: 'forum' }, forum });
    expect(await settingOf(directory, place('aside'), 'discussion')).toEqual({
      ...{ channelId: 'forum', opensIn: forum, isThreadChannel: false },
    });
    expect(await settingOf(directory, place('aside'), 'here')).toMatchObject({ isThreadChannel: true });
  });

  it('where a ThreadChannel is locked the bot needs Manage Threads, for its control message too', async () => {
    const locked = { ...place('aside'), kind: 'thread-channel', locked: true } as const;
    const directory = directoryOf({ aside: { kind: 'thread-channel', parentId: 'channel' } });
    for (const venue of ['here', 'discussion'] as const) {
      await expect(settingOf(directory, locked, venue)).rejects.toMatchObject({
        problem: { code: 'bot-lacks-permissions', permissions: ['ManageThreads'], channelId: 'aside' },
      });
      const may = { ...locked, botRights: new Set([...every, 'ManageThreads' as const]) };
      await expect(settingOf(directory, may, venue)).resolves.toBeDefined();
    }
  });

  it('where nothing can be seen the bot lacks View Channel', async () => {
    const problem = {
      code: 'bot-lacks-permissions',
      permissions: ['ViewChannel'],
      channelId: 'x',
      place: 'channel',
    } as const;
    await expect(settingOf(directoryOf({ x: 'unseen' }), place('x'), 'here')).rejects.toThrow(new Refusal(problem));
  });

  it('where a forum asks for a tag, one for moderators serves only a bot that manages posts', () => {
    const setting = { opensIn: forum };
    const discussion = { kind: 'forum-post', name: 'Tea', tags: ['7'] };
    expect(discussionOf(setting, thread, 'en', 'en', true)).toEqual(discussion);
    const problem = { code: 'forum-needs-tag', channelId: 'forum', category: thread.category } as const;
    expect(() => discussionOf(setting, thread, 'en', 'en', false)).toThrow(new Refusal(problem));
    const free = { opensIn: { ...forum, tagRequired: false } };
    expect(discussionOf(free, thread, 'both', 'ja', false)).toEqual({
      kind: 'forum-post',
      name: 'お茶 / Tea',
      tags: [],
    });
  });

  it('where nothing is to be opened there is no discussion', () => {
    expect(discussionOf({ opensIn: undefined }, thread, 'en', 'en', true)).toBeNull();
  });
});
