import { Client, Events } from 'discord.js';
import { beforeEach, describe, expect, it } from 'vitest';
import { InteractionChannels } from '../../../src/discord/connection/interactionChannels.ts';

describe('the channels of interactions', () => {
  let client: Client;
  let channels: InteractionChannels;

  beforeEach(() => {
    client = new Client({ intents: [] });
    channels = new InteractionChannels(client);
  });

  const receive = (t: string, d: object) => client.emit(Events.Raw, { op: 0, t, d });

  it('the channel of an interaction is there once', () => {
    const thread_metadata = { locked: true };
    receive('INTERACTION_CREATE', {
      id: '1',
      channel: { id: '5', type: 11, flags: 1 << 21, name: 'tea', thread_metadata },
    });
    receive('INTERACTION_CREATE', { id: '2', channel: { id: '6', type: 0 } });
    expect(channels.take('1')).toEqual({ type: 11, flags: 1 << 21, thread_metadata });
    expect(channels.take('2')).toEqual({ type: 0 });
    expect(channels.take('1')).toBeUndefined();
  });

  it('what is no interaction, or tells nothing of its channel, leaves nothing', () => {
    receive('MESSAGE_CREATE', { id: '1', channel: { type: 0, flags: 0 } });
    receive('INTERACTION_CREATE', { id: '2' });
    receive('INTERACTION_CREATE', { id: '3', channel: { type: 0, flags: 'all' } });
    expect(['1', '2', '3'].map((id) => channels.take(id))).toEqual([undefined, undefined, undefined]);
  });

  it('interactions that are never asked for are forgotten, the oldest first', () => {
    for (let id = 0; id < 1_001; id += 1) receive('INTERACTION_CREATE', { id: String(id), channel: { type: 0 } });
    expect(channels.take('0')).toBeUndefined();
    expect(channels.take('1')).toEqual({ type: 0 });
  });
});
