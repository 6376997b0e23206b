import { beforeEach, describe, expect, it } from 'vitest';
import { Refusal } from '../../src/app/problem.ts';
import { ServerSettings } from '../../src/app/settings.ts';
import type { Choices } from '../../src/settings.ts';
import { callBy } from '../support/calls.ts';

describe('A server’s settings', () => {
  let stored: Map<string, Choices>;
  let settings: ServerSettings;
  const manager = callBy({ rights: ['ManageGuild'] });

  beforeEach(() => {
    stored = new Map();
    settings = new ServerSettings({
      get: async (serverId) => stored.get(serverId) ?? {},
      set: async (serverId, choices) => void stored.set(serverId, { ...stored.get(serverId), ...choices }),
      reset: async (serverId) => void stored.delete(serverId),
    });
  });

  it('a server’s settings are the defaults of its locale until it chooses', async () => {
    const { settings: inForce, speech } = await settings.inForce(callBy({ preferredLocale: 'ja' }).place);
    expect(inForce.language).toEqual({ value: 'ja', chosen: false });
    expect(speech).toBe('ja');
  });

  it('a server’s settings hold from when its manager chose them, and not for another server', async () => {
    expect((await settings.choose(manager, { language: 'ja' })).speech).toBe('ja');
    expect((await settings.show(manager)).language).toEqual({ value: 'ja', chosen: true });
    expect((await settings.inForce(callBy({ serverId: 'another' }).place)).settings.language.value).toBe('en');
    await settings.reset(manager);
    expect((await settings.show(manager)).language).toEqual({ value: 'en', chosen: false });
  });

  it('a server has quiet hours in the zone of its language unless another one is named, until they are turned off', async () => {
    expect(await settings.chooseQuiet(manager, { from: '22:00', to: '7時' })).toEqual({
      ...{ from: '22:00', to: '07:00', zone: 'UTC' },
    });
    await settings.choose(manager, { language: 'ja' });
    expect(await settings.chooseQuiet(manager, { from: '22:00', to: '07:00' })).toMatchObject({ zone: 'Asia/Tokyo' });
    expect(await settings.chooseQuiet(manager, { from: '0:00', to: '6:00', timezone: 'berlin' })).toMatchObject({
      zone: 'Europe/Berlin',
    });
    expect((await settings.show(manager)).quiet).toMatchObject({ value: { from: '00:00' }, chosen: true });
    expect(await settings.chooseQuiet(manager, {})).toBe('off');
    expect((await settings.show(manager)).quiet).toEqual({ value: 'off', chosen: true });
  });

  it('who waits for the end of quiet hours hears of every change of them, a reset included, and of nothing else', async () => {
    const heard: unknown[] = [];
    const nothing = async () => undefined;
    const store = { get: async () => ({}), set: nothing, reset: nothing };
    const watched = new ServerSettings(store, async (...change) => void heard.push(change));
    await watched.choose(manager, { language: 'ja' });
    const quiet = await watched.chooseQuiet(manager, { from: '22:00', to: '7:00' });
    await watched.chooseQuiet(manager, {});
    await watched.reset(manager);
    await expect(watched.reset(callBy())).rejects.toThrow('manage-server-needed');
    expect(heard).toEqual([quiet, 'off', 'off'].map((hours) => ['server', hours]));
  });

  it('a server has no quiet hours that are half said, or go all round the clock', async () => {
    const half = new Refusal({ code: 'quiet-half-said' });
    await expect(settings.chooseQuiet(manager, { from: '22:00' })).rejects.toThrow(half);
    await expect(settings.chooseQuiet(manager, { to: '22:00' })).rejects.toThrow(half);
    await expect(settings.chooseQuiet(manager, { from: '22:00', to: '22:00' })).rejects.toThrow('quiet-all-day');
    await expect(settings.chooseQuiet(callBy(), {})).rejects.toThrow('manage-server-needed');
    expect(stored.size).toBe(0);
  });

  it('a server’s settings are neither shown nor changed by who may not manage the server', async () => {
    const refusal = new Refusal({ code: 'manage-server-needed' });
    await expect(settings.show(callBy())).rejects.toThrow(refusal);
    await expect(settings.choose(callBy(), { pace: 'slow' })).rejects.toThrow(refusal);
    await expect(settings.reset(callBy())).rejects.toThrow(refusal);
    expect(stored.size).toBe(0);
  });
});
