import { describe, expect, it } from 'vitest';
import { channelTree, sandboxTime } from '../../../../../src/sandbox/page/client/state/state.ts';
import { channel, NOW } from '../../../../support/pageState.ts';

describe('the list of channels', () => {
  it('the list of channels has ThreadChannels below their channel', () => {
    const channels = [channel('a'), channel('t', { type: 11, parentId: 'a' }), channel('b')];
    expect(channelTree({ id: 's', name: 'Server', preferredLocale: 'en-US', channels })).toEqual([
      { channel: channels[0], threads: [channels[1]] },
      { channel: channels[2], threads: [] },
    ]);
  });
});

describe('the time on the page', () => {
  it('the time on the page follows the sandbox’s clock', () => {
    expect(sandboxTime({ real: NOW, shown: NOW + 500, speed: 20 }, NOW + 1_000)).toBe(NOW + 20_500);
    expect(sandboxTime({ real: NOW, shown: NOW, speed: 0 }, NOW + 1_000)).toBe(NOW);
  });
});
