/** Schedules, for tests that care about little of them. */
import { Day } from '../../src/schedule/days.ts';
import type { Schedule } from '../../src/schedule/schedule.ts';

/** Every day at nine by UTC, in a text channel, whatever was not replayed for longest. */
export function scheduleOf(over: Partial<Schedule> = {}): Schedule {
  return {
    serverId: 'server',
    id: '100',
    channelId: 'channel',
    channelName: 'general',
    venue: 'here',
    recurrence: { time: '09:00', days: Day.options, zone: 'UTC' },
    threadId: null,
    language: null,
    pace: null,
    madeBy: 'person',
    madeAt: 0,
    ...over,
  };
}
