import { describe, expect, it } from 'vitest';
import { Checking } from '../../src/app/checking.ts';
import type { ChannelDirectory } from '../../src/app/ports.ts';
import { Refusal } from '../../src/app/problem.ts';
import type { PlaceLook } from '../../src/app/schedulePorts.ts';
import { missingPermissions, PermissionName } from '../../src/replay/permission.ts';
import { callBy } from '../support/calls.ts';

/** A directory that is not to be asked. */
const unasked: ChannelDirectory = {
  find: async () => {
    throw new Error('Discord was asked.');
  },
};

/** What is checked where Discord says this of other channels. */
const checking = ({
  directory = unasked,
  look = { kind: 'unseen' },
}: {
  directory?: ChannelDirectory;
  look?: PlaceLook;
} = {}) => new Checking({ channels: directory, places: { look: async () => look } });

const everything = new Set(PermissionName.options);

describe('a check of permissions', () => {
  it.each(['text', 'announcement', 'voice', 'forum', 'thread-channel'] as const)(
    'names everything that a replay needs there, right there or in a discussion, each once: %s',
    async (kind) => {
      const { place, permissions } = await checking().check({ channelId: '1', kind, botRights: new Set() });
      const names = permissions.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      for (const venue of ['here', 'discussion'] as const) {
        expect(names).toEqual(expect.arrayContaining(missingPermissions(new Set(), place, venue)));
      }
      expect(permissions.every(({ held }) => !held)).toBe(true);
      const full = await checking().check({ channelId: '1', kind, botRights: everything });
      expect(full.permissions.map(({ name, held }) => ({ name, held }))).toEqual(
        names.map((name) => ({ name, held: true })),
      );
    },
  );

  it('tells what a replay there needs from what only some do better with', async () => {
    const place = { channelId: '1', kind: 'thread-channel', botRights: new Set<never>() } as const;
    const { permissions } = await checking().check(place);
    expect(permissions.filter(({ needed }) => !needed).map(({ name }) => name)).toEqual([
      ...['ManageThreads', 'ManageMessages'],
    ]);
  });

  it('tells what is held from what is missing', async () => {
    const botRights = new Set(['ViewChannel', 'SendMessages'] as const);
    const { permissions } = await checking().check({ channelId: '1', kind: 'text', botRights });
    expect(permissions.filter(({ held }) => held).map(({ name }) => name)).toEqual(['ViewChannel', 'SendMessages']);
  });

  it('asks Discord of which kind a channel is where nobody knows, and refuses what holds no messages', async () => {
    const known = { id: '1', parentId: null, tags: [], tagRequired: false };
    const directory: ChannelDirectory = { find: async () => ({ ...known, kind: 'voice' }) };
    expect(await checking({ directory }).check({ channelId: '1', botRights: everything })).toMatchObject({
      place: 'voice',
    });
    await expect(checking().check({ channelId: '1', kind: 'other', botRights: everything })).rejects.toThrow(
      new Refusal({ code: 'no-replay-there', channelId: '1' }),
    );
  });

  it('checks another channel of the server for those who manage it, by what Discord says of it', async () => {
    const owner = callBy({ rights: ['ManageGuild'] });
    const place = { ...owner.place, channelId: '9', kind: 'forum', botRights: everything } as const;
    const seen = checking({ look: { kind: 'seen', place } });
    expect(await seen.checkElsewhere(owner, '9')).toMatchObject({ channelId: '9', place: 'forum' });
    await expect(seen.checkElsewhere(callBy(), '9')).rejects.toThrow('manage-server-needed');
    // Nobody learns which ids there are elsewhere.
    for (const kind of ['hidden', 'gone', 'unseen'] as const) {
      await expect(checking({ look: { kind } }).checkElsewhere(owner, '9')).rejects.toThrow(
        new Refusal({ code: 'rights-unknown', channelId: '9' }),
      );
    }
  });
});
