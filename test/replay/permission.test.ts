import { readFileSync } from 'node:fs';
import { PermissionFlagsBits } from 'discord.js';
import { describe, expect, it } from 'vitest';
import {
  INVITED_PERMISSIONS,
  missingPermissions,
  neededPermissions,
  PermissionName,
  permissionBits,
  permissionLabel,
  Venue,
} from '../../src/replay/permission.ts';

describe('the permissions of a replay', () => {
  it.each(PermissionName.options)('have the bit that Discord gives %s', (name) => {
    expect(permissionBits([name])).toBe(PermissionFlagsBits[name]);
  });

  it('are asked for together as one number', () => {
    expect(permissionBits(['ViewChannel', 'ManageWebhooks'])).toBe((1n << 10n) | (1n << 29n));
    expect(permissionBits([])).toBe(0n);
  });

  it('are four in a channel, and in a ThreadChannel another one takes the place of sending messages', () => {
    expect(neededPermissions('channel')).toEqual([
      'ViewChannel',
      'SendMessages',
      'ManageWebhooks',
      'ReadMessageHistory',
    ]);
    expect(missingPermissions(new Set(neededPermissions('channel')), 'thread-channel')).toEqual([
      'SendMessagesInThreads',
    ]);
    expect(missingPermissions(new Set(neededPermissions('channel')), 'channel')).toEqual([]);
  });

  it('are one more in the chat of a voice channel, where who may not connect may do nothing', () => {
    expect(missingPermissions(new Set(neededPermissions('channel')), 'voice')).toEqual(['Connect']);
  });

  it('are asked for by an invite as far as replays need them in channels, ThreadChannels and forums', () => {
    const invited = new Set(INVITED_PERMISSIONS);
    for (const kind of ['channel', 'thread-channel', 'forum', 'forum-post'] as const) {
      for (const venue of Venue.options) expect(missingPermissions(invited, kind, venue)).toEqual([]);
    }
    expect(invited.has('ManageThreads')).toBe(false);
  });

  it('are more where a ThreadChannel or a forum post must be opened', () => {
    const held = new Set(neededPermissions('channel'));
    expect(missingPermissions(held, 'channel', 'discussion')).toEqual(['CreatePublicThreads', 'SendMessagesInThreads']);
    expect(missingPermissions(held, 'forum')).toEqual(['SendMessagesInThreads']);
    expect(missingPermissions(new Set(), 'forum-post', 'discussion')).toContain('SendMessages');
  });

  it('have the names that Discord’s own clients show, which differ in forums', () => {
    expect(permissionLabel('ManageWebhooks', 'en')).toBe('Manage Webhooks');
    expect(permissionLabel('ManageWebhooks', 'ja', 'forum')).toBe('ウェブフックの管理');
    expect(permissionLabel('SendMessages', 'en')).toBe('Send Messages');
    expect(permissionLabel('SendMessages', 'ja', 'forum')).toBe('投稿を作成');
  });

  it('are in the README by the names that people look for', () => {
    const readme = readFileSync('README.md', 'utf8').replace(/\s+/g, ' ');
    for (const name of neededPermissions('channel')) expect(readme).toContain(permissionLabel(name, 'en'));
  });
});
