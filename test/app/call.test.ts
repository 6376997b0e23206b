import { describe, expect, it } from 'vitest';
import { mayControl, requireManageServer } from '../../src/app/call.ts';
import { Refusal } from '../../src/app/problem.ts';
import { callBy } from '../support/calls.ts';
import { planOf, replayOf } from '../support/plans.ts';

describe('A call', () => {
  it('may control the replay that its requester started, from any channel', () => {
    expect(mayControl(callBy({ channelId: 'elsewhere' }), replayOf(planOf('1', { startedBy: 'person' })))).toBe(true);
  });

  it('may control others’ replays with Manage Messages where they play, were started or are controlled, and nowhere else', () => {
    const plan = planOf('1', { startedBy: 'another', channelId: 'general', controlChannelId: 'desk' });
    const replay = replayOf(plan, { stageChannelId: 'stage' });
    const from = (channelId: string) => mayControl(callBy({ channelId, rights: ['ManageMessages'] }), replay);
    expect(['stage', 'general', 'desk', 'elsewhere'].map(from)).toEqual([true, true, true, false]);
    expect(mayControl(callBy({ channelId: 'stage' }), replay)).toBe(false);
  });

  it('is refused what needs Manage Server without it', () => {
    expect(() => requireManageServer(callBy())).toThrow(new Refusal({ code: 'manage-server-needed' }));
    expect(() => requireManageServer(callBy({ rights: ['ManageGuild'] }))).not.toThrow();
  });
});
