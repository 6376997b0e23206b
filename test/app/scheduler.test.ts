import { type Logger, pino } from 'pino';
import { beforeEach, describe, expect, it } from 'vitest';
import { quietWaits } from '../../src/app/quietWaits.ts';
import { Replaying } from '../../src/app/replaying.ts';
import type { PlaceLook } from '../../src/app/schedulePorts.ts';
import { Scheduler } from '../../src/app/scheduler.ts';
import { ServerSettings } from '../../src/app/settings.ts';
import { writePermission } from '../../src/app/writePermission.ts';
import type { Library } from '../../src/library/library.ts';
import { shelfOf, withIds } from '../../src/library/shelf.ts';
import type { Replay } from '../../src/replay/replay.ts';
import { Replays } from '../../src/replay/replays.ts';
import type { Measurement } from '../../src/runtime/measurements.ts';
import { firstState } from '../../src/schedule/runs.ts';
import type { Schedule, ScheduleState } from '../../src/schedule/schedule.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { personaKey } from '../../src/thread/identity.ts';
import type { Thread } from '../../src/thread/model.ts';
import { callBy, directoryOf, REPLAY_RIGHTS } from '../support/calls.ts';
import { FakeClock, settled } from '../support/fakeClock.ts';
import { everybody, FakeStage } from '../support/fakeStage.ts';
import { planOf } from '../support/plans.ts';
import { scheduleOf } from '../support/schedules.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const ann = { en: 'Ann' };
const threadOf = (title: string, date: string): Thread => ({
  ...{ category: '', date, author: ann, title: { en: title } },
  comments: [{ persona: { en: 'Bob' }, text: { en: `About ${title}.` } }],
});
const [TEA, BREAD] = ['2026-01-02-tea', '2026-01-01-bread'];
const all = withIds([threadOf('Tea', '2026-01-02'), threadOf('Bread', '2026-01-01')]);

const seen = (over: Partial<Extract<PlaceLook, { kind: 'seen' }>['place']> = {}): PlaceLook => {
  const { place } = callBy();
  return { kind: 'seen', place: { ...place, ...over } };
};

describe('the scheduler', () => {
  let store: Store;
  let clock: FakeClock;
  let stage: FakeStage;
  let scheduler: Scheduler;
  let replays: Replays;
  /** What Discord says of each channel; what it says of all others is that they are there. */
  let looks: Map<string, PlaceLook>;
  let looked: string[];
  let told: string[];
  let tells: 'done' | 'unclear';
  let announced: string[];
  let announcing: ((replay: Replay) => Promise<string | undefined>) | undefined;
  let hidden: Set<string>;
  /** What else the library has, or in another way. */
  let contents: Partial<Parameters<typeof shelfOf>[0]>;
  /** What the directory knows of channels that are no text channels. */
  let forums: Parameters<typeof directoryOf>[0];
  let log: Logger;
  let logged: string[];
  let measured: Measurement[];

  /** A process of the bot on the one store. */
  function build(): { scheduler: Scheduler; replays: Replays } {
    const library: Pick<Library, 'shelf'> = { shelf: async () => shelfOf({ threads: all, hidden, ...contents }) };
    const settings = new ServerSettings(store.settings);
    const channels = directoryOf(forums);
    const made = new Replays({ stage, audience: everybody, replayStore: store.replays, clock, log });
    const replaying = new Replaying({
      ...{ replays: made, library: library, settings, mayWrite: writePermission(channels), channels, clock },
      onlyIn: (_, has) => `Only in ${has}.`,
    });
    return {
      replays: made,
      scheduler: new Scheduler({
        ...{ store: store.schedules, history: store.history, library, settings, replaying, replays: made, clock, log },
        measure: (measurement) => measured.push(measurement),
        places: {
          look: async (serverId, channelId) => {
            looked.push(channelId);
            return looks.get(channelId) ?? seen({ serverId, channelId });
          },
        },
        announcer: {
          announce: async (replay) => {
            announced.push(replay.plan.id);
            return announcing?.(replay);
          },
        },
        notices: {
          tellOff: async ({ id }) => {
            told.push(id);
            return tells;
          },
        },
      }),
    };
  }

  beforeEach(async () => {
    store = await openStore('sqlite::memory:');
    clock = new FakeClock(Date.UTC(2026, 10, 10, 12));
    stage = new FakeStage(clock);
    [looks, looked, told, announced, hidden, logged, measured] = [new Map(), [], [], [], new Set(), [], []];
    [tells, announcing, forums, contents] = ['done', undefined, {}, {}];
    log = pino({ level: 'warn' }, { write: (line: string) => void logged.push(line) });
    ({ scheduler, replays } = build());
  });

  /** A schedule that was made now, at instant pace unless it says otherwise. */
  async function add(over: Partial<Schedule> = {}): Promise<Schedule> {
    const schedule = scheduleOf({ pace: 'instant', ...over });
    await store.schedules.add(schedule, firstState(schedule.recurrence, clock.now()), 25);
    return schedule;
  }

  /** Lets the clock show the next time of day, and looks. */
  async function lookAt(time: string, by = scheduler): Promise<void> {
    const at = Date.parse(`${new Date(clock.now()).toISOString().slice(0, 10)}T${time}Z`);
    clock.leap(at > clock.now() ? at - clock.now() : at + DAY - clock.now());
    await by.look();
    await settled();
  }

  const occupy = () => replays.start(planOf('occupant'), 'slow');

  const stateOf = async (id = '100', serverId = 'server'): Promise<ScheduleState> => {
    const stored = (await store.schedules.of(serverId)).find(({ schedule }) => schedule.id === id);
    return stored?.state ?? expect.fail(`There is no schedule ${id}.`);
  };
  const lastOf = async (id?: string) => (await stateOf(id)).last;
  const plans = async () => {
    const ids = (await store.schedules.of('server')).flatMap(({ state }) =>
      state.last?.kind === 'begun' ? [state.last.replayId] : [],
    );
    return Promise.all(ids.map(async (id) => (await store.replays.find('server', id))?.plan));
  };

  it('a schedule that cannot be read keeps none from its run, and the log names it once, however often it is looked at', async () => {
    await add({ threadId: BREAD });
    const { schedules } = store;
    const unreadable = [{ serverId: 'server', id: 'newer' }];
    async function* due(now: number) {
      for await (const part of schedules.due(now)) yield { ...part, unreadable };
    }
    store = { ...store, schedules: { ...schedules, due } };
    ({ scheduler, replays } = build());
    await lookAt('09:00');
    await scheduler.look();
    expect(stage.posts).toEqual(['# Bread', 'About Bread.']);
    expect(logged.filter((line) => line.includes('cannot be read'))).toHaveLength(1);
  });

  describe('at the time of a run', () => {
    it('a schedule begins the replay that it asks for, in its channel and by whoever made it', async () => {
      await add({ threadId: BREAD, language: 'both' });
      await lookAt('08:59');
      expect(stage.posts).toEqual([]);
      await lookAt('09:00');
      expect(stage.posts).toEqual(['# Bread', 'About Bread.']);
      expect(await plans()).toMatchObject([
        {
          threadId: BREAD,
          channelId: 'channel',
          language: 'both',
          startedBy: 'person',
          bySchedule: true,
          serverId: 'server',
        },
      ]);
      expect(announced).toHaveLength(1);
    });

    it('the scheduler shows the replay before its first line, and begins it also when that cannot be shown', async () => {
      announcing = async () => {
        expect(stage.posts).toEqual([]);
        return undefined;
      };
      await add();
      await lookAt('09:00');
      expect(stage.posts).toHaveLength(2);
    });

    it('the scheduler begins a run once, however often and by however many processes it is looked at', async () => {
      await add();
      const other = build();
      clock.leap(21 * HOUR);
      await Promise.all([scheduler.look(), other.scheduler.look(), scheduler.look(), other.scheduler.look()]);
      await settled();
      await scheduler.look();
      expect(stage.posts).toHaveLength(2);
      expect(await stateOf()).toMatchObject({ kind: 'planned', last: { kind: 'begun' }, hindrance: null });
    });

    it('the scheduler begins a run once though the process ended between the start and its being noted', async () => {
      const schedule = await add();
      const state = await stateOf();
      await lookAt('09:00');
      // As it would stand if nothing had been noted.
      await store.schedules.remove('server', schedule.id);
      await store.schedules.add(schedule, state, 25);
      const restarted = build();
      await restarted.replays.resumeAll();
      await lookAt('09:10', restarted.scheduler);
      expect(stage.posts).toHaveLength(2);
      expect(await lastOf()).toMatchObject({ kind: 'begun' });
    });

    it('the scheduler begins a daily replay again the next day', async () => {
      await add({ threadId: TEA });
      await lookAt('09:00');
      await lookAt('09:00');
      expect(stage.posts).toHaveLength(4);
    });
  });

  describe('without a thread', () => {
    it('the scheduler takes a thread that was never replayed, the newest first, then the one that waited longest', async () => {
      await add();
      for (const thread of [TEA, BREAD, TEA, BREAD]) {
        await lookAt('09:00');
        expect((await plans())[0]?.threadId).toBe(thread);
      }
    });

    it('the scheduler leaves out threads that are hidden, and says so when nothing is left', async () => {
      hidden = new Set([TEA]);
      await add();
      await lookAt('09:00');
      expect((await plans())[0]?.threadId).toBe(BREAD);
      hidden = new Set([TEA, BREAD]);
      await lookAt('09:00');
      expect(await lastOf()).toMatchObject({ kind: 'skipped', because: { kind: 'no-threads' } });
    });

    it('the scheduler passes over threads in which the server has muted everybody, and says so where there is no other', async () => {
      const solo = (title: string, date: string): Thread => ({ ...threadOf(title, date), comments: [] });
      contents = {
        threads: withIds([solo('Tea', '2026-01-02'), threadOf('Bread', '2026-01-01')]),
        muted: new Set([personaKey(ann)]),
      };
      await add();
      await lookAt('09:00');
      expect((await plans())[0]?.threadId).toBe(BREAD);
      contents = { ...contents, threads: withIds([solo('Tea', '2026-01-02')]) };
      await lookAt('09:00');
      expect(await lastOf()).toMatchObject({ kind: 'skipped', because: { kind: 'nothing-to-play' } });
    });

    it('the scheduler gives two schedules of one server that are due at once two threads', async () => {
      await add({ id: '100' });
      await add({ id: '101', channelId: 'other' });
      await lookAt('09:00');
      expect((await plans()).map((plan) => plan?.threadId)).toEqual([TEA, BREAD]);
    });
  });

  describe('where a replay still runs in the channel', () => {
    /** A replay that was started, and posts nothing as yet. */
    it('the scheduler begins when the replay in the channel has ended, within an hour, and asks Discord nothing meanwhile', async () => {
      await add({ threadId: BREAD });
      await occupy();
      await lookAt('09:00');
      await lookAt('09:30');
      expect(await stateOf()).toMatchObject({ hindrance: { kind: 'occupied' }, last: null });
      expect(looked).toEqual([]);
      await replays.control('server', 'occupant', { kind: 'stop' });
      await lookAt('09:59');
      expect(stage.posts).toEqual(['# Bread', 'About Bread.']);
    });

    it('the scheduler skips a run whose channel is occupied for an hour, and says why', async () => {
      await add();
      await occupy();
      await lookAt('09:00');
      await lookAt('10:00');
      expect(await lastOf()).toMatchObject({ kind: 'skipped', because: { kind: 'occupied' } });
      await replays.control('server', 'occupant', { kind: 'stop' });
      await lookAt('10:01');
      expect(stage.posts).toEqual([]);
    });
  });

  describe('to whoever counts', () => {
    it('the scheduler tells how many schedules are due, how many are late, and how late a replay began', async () => {
      await add({ threadId: BREAD });
      await occupy();
      await lookAt('08:59');
      await lookAt('09:00');
      await lookAt('09:01');
      await replays.control('server', 'occupant', { kind: 'stop' });
      await lookAt('09:02');
      await lookAt('09:03');
      expect(measured).toEqual([
        { kind: 'schedules-seen', due: 0, late: 0 },
        { kind: 'schedules-seen', due: 1, late: 0 },
        { kind: 'schedules-seen', due: 1, late: 1 },
        { kind: 'run-begun', delay: 120_000 },
        { kind: 'schedules-seen', due: 1, late: 1 },
        { kind: 'schedules-seen', due: 0, late: 0 },
      ]);
    });

    it('the scheduler tells of a run that it skips, and why', async () => {
      await add();
      await occupy();
      await lookAt('09:00');
      await lookAt('10:00');
      expect(measured).toContainEqual({ kind: 'run-skipped', because: 'occupied' });
    });
  });

  describe('where the bot was away', () => {
    it('the scheduler begins a run late that was missed by under an hour', async () => {
      await add();
      await lookAt('09:59');
      expect(stage.posts).toHaveLength(2);
    });

    it('the scheduler skips a run that was missed by an hour, and says so', async () => {
      await add();
      await lookAt('10:00');
      expect(stage.posts).toEqual([]);
      expect(await lastOf()).toMatchObject({ kind: 'skipped', because: { kind: 'missed' } });
      expect(logged.join()).toContain('a run of a schedule was skipped');
    });
  });

  describe('in quiet hours', () => {
    beforeEach(() => store.settings.set('server', { quiet: { from: '08:00', to: '11:00', zone: 'UTC' } }));

    it('the scheduler waits for the end of quiet hours, and begins then', async () => {
      await add();
      for (const time of ['09:00', '10:00', '10:59']) await lookAt(time);
      expect(stage.posts).toEqual([]);
      await lookAt('11:00');
      expect(stage.posts).toHaveLength(2);
    });

    it('the scheduler waits no longer once its server’s quiet hours were turned off', async () => {
      await add();
      await lookAt('09:00');
      const settings = new ServerSettings(store.settings, quietWaits({ store: store.schedules, clock }));
      await settings.chooseQuiet(callBy({ rights: ['ManageGuild'] }), {});
      await lookAt('09:01');
      expect(stage.posts).toHaveLength(2);
    });

    it('the scheduler waits no longer where quiet hours were turned off while it was being stored that it waits', async () => {
      await add();
      const { schedules, settings } = store;
      const save = async (...saved: Parameters<typeof schedules.save>) => {
        // Nobody who turns them off now finds that it waits.
        await settings.set('server', { quiet: 'off' });
        return schedules.save(...saved);
      };
      store = { ...store, schedules: { ...schedules, save } };
      ({ scheduler, replays } = build());
      await lookAt('09:00');
      await lookAt('09:01');
      expect(stage.posts).toHaveLength(2);
    });

    it('the scheduler does not wait where another server has quiet hours', async () => {
      await add({ serverId: 'other' });
      await lookAt('09:00');
      expect(stage.posts).toHaveLength(2);
    });
  });

  describe('where the channel is gone', () => {
    it('the scheduler turns off a schedule whose channel is gone, and tells so once', async () => {
      looks.set('channel', { kind: 'gone' });
      await add();
      await lookAt('09:00');
      expect(await stateOf()).toMatchObject({ kind: 'off', told: false });
      for (let look = 0; look < 3; look += 1) await scheduler.look();
      await lookAt('09:00');
      expect(told).toEqual(['100']);
      expect(looked).toEqual(['channel']);
    });

    it('the scheduler tries for an hour to tell that a schedule is off where nobody can say whether that worked, then leaves it', async () => {
      looks.set('channel', { kind: 'gone' });
      tells = 'unclear';
      await add();
      await lookAt('09:00');
      for (let looks = 0; looks < 100; looks += 1) await scheduler.look();
      expect(told.length).toBeGreaterThan(3);
      expect(told.length).toBeLessThan(25);
      await lookAt('10:01');
      for (let looks = 0; looks < 40; looks += 1) await scheduler.look();
      expect(await stateOf()).toMatchObject({ kind: 'off', told: true });
    });

    it('the scheduler leaves a schedule on whatever a failed look-up says, tries again ever less often, and skips the run in the end', async () => {
      looks.set('channel', { kind: 'unseen' });
      await add();
      await lookAt('09:00');
      for (let looks = 0; looks < 100; looks += 1) await scheduler.look();
      expect(looked.length).toBeGreaterThan(3);
      expect(looked.length).toBeLessThan(25);
      expect(await stateOf()).toMatchObject({ kind: 'planned', hindrance: { kind: 'discord-failed' } });
      await lookAt('10:00');
      for (let looks = 0; looks < 40; looks += 1) await scheduler.look();
      expect(await lastOf()).toMatchObject({ kind: 'skipped', because: { kind: 'discord-failed' } });
      looks.clear();
      await lookAt('09:00');
      for (let looks = 0; looks < 40; looks += 1) await scheduler.look();
      await settled();
      expect(stage.posts).toHaveLength(2);
    });
  });

  describe('where a run cannot begin', () => {
    it('the scheduler skips a run, naming the permissions that the bot lacks', async () => {
      looks.set('channel', seen({ botRights: new Set(REPLAY_RIGHTS.filter((right) => right !== 'ManageWebhooks')) }));
      await add();
      await lookAt('09:00');
      expect(await lastOf()).toMatchObject({
        kind: 'skipped',
        because: { kind: 'bot-lacks-permissions', permissions: ['ManageWebhooks'] },
      });
    });

    it('the scheduler skips a run where the bot may not see the channel', async () => {
      looks.set('channel', { kind: 'hidden' });
      await add();
      await lookAt('09:00');
      expect(await lastOf()).toMatchObject({
        because: { kind: 'bot-lacks-permissions', permissions: ['ViewChannel'] },
      });
    });

    it('the scheduler skips a run whose thread is hidden or was removed, and begins again once it is back', async () => {
      hidden = new Set([TEA]);
      await add({ threadId: TEA });
      await lookAt('09:00');
      expect(await lastOf()).toMatchObject({ kind: 'skipped', because: { kind: 'no-such-thread' } });
      hidden = new Set();
      await lookAt('09:00');
      expect(stage.posts).toHaveLength(2);
    });

    it('the scheduler tries again after a fault of ours, which the log has, and lets others begin', async () => {
      announcing = async (replay) => {
        if (replay.plan.channelId === 'broken') throw new Error('no');
        return undefined;
      };
      await add({ id: '100', channelId: 'broken' });
      await add({ id: '101', channelId: 'other' });
      await lookAt('09:00');
      expect(logged.join()).toContain('could not begin the replay of a schedule');
      expect(await lastOf('101')).toMatchObject({ kind: 'begun' });
      expect(await stateOf('100')).toMatchObject({ hindrance: { kind: 'unexpected' } });
      expect(stage.posts).toHaveLength(2);
      for (let looks = 0; looks < 3; looks += 1) await scheduler.look();
      await settled();
      expect(await lastOf('100')).toMatchObject({ kind: 'begun' });
      expect(stage.posts).toHaveLength(4);
    });
  });

  describe('whose clock is not to be trusted', () => {
    it('the scheduler begins nothing twice where the clock is set back by a day, and goes on by the clock as it is', async () => {
      await add({ threadId: TEA });
      await lookAt('09:00');
      await lookAt('09:00');
      expect(stage.posts).toHaveLength(4);
      clock.leap(-DAY);
      await scheduler.look();
      await settled();
      expect(stage.posts).toHaveLength(4);
      await lookAt('09:00');
      expect(stage.posts).toHaveLength(4);
      await lookAt('09:00');
      expect(stage.posts).toHaveLength(6);
    });

    it('the scheduler begins what comes next after the clock leapt ahead by a year and was set right', async () => {
      await add({ threadId: TEA });
      clock.leap(365 * DAY);
      await scheduler.look();
      expect(await lastOf()).toMatchObject({ kind: 'skipped', because: { kind: 'missed' } });
      clock.leap(-365 * DAY);
      await lookAt('09:00');
      expect(stage.posts).toHaveLength(2);
    });
  });

  it('the scheduler looks on every minute until it is halted, also while the store is out of order', async () => {
    await add();
    const { due } = store.schedules;
    let fails = true;
    const times: number[] = [];
    const spy: Store['schedules']['due'] = async function* (now) {
      times.push(now);
      if (fails) throw new Error('busy');
      yield* due(now);
    };
    store = { ...store, schedules: { ...store.schedules, due: spy } };
    const { scheduler: looking } = build();
    looking.start();
    await clock.advance(20 * HOUR + 30 * MINUTE);
    fails = false;
    await clock.advance(31 * MINUTE);
    expect(stage.posts).toHaveLength(2);
    await looking.halt();
    const { length } = times;
    await clock.advance(HOUR);
    expect(times).toHaveLength(length);
    expect(length).toBeGreaterThan((21 * HOUR) / MINUTE - 2);
    // The clock of this test begins on a full minute.
    expect(times.filter((time) => time % MINUTE !== 0)).toEqual([]);
  });
});
