import { pino } from 'pino';
import { beforeEach, describe, expect, it } from 'vitest';
import { SharedIdentifyThrottler } from '../../../src/discord/connection/sharedIdentifyThrottler.ts';
import type { IdentifyTurns } from '../../../src/discord/ports.ts';
import { FakeClock } from '../../support/fakeClock.ts';

/** What Discord asks for between two of a bucket, milliseconds. */
const DISCORDS = 5_000;

describe('the throttler of shards that identify', () => {
  let clock: FakeClock;
  let began: number;
  let lines: string[];
  /** When a shard was let identify, milliseconds after the test began. */
  let identified: [shard: number, at: number][];

  beforeEach(() => {
    clock = new FakeClock();
    began = clock.now();
    lines = [];
    identified = [];
  });

  /** Turns as a store gives them. */
  function sharedTurns(): IdentifyTurns {
    const takenUntil = new Map<number, number>();
    return {
      async take(bucket, lasts) {
        const turn = Math.max(clock.now(), takenUntil.get(bucket) ?? 0);
        takenUntil.set(bucket, turn + lasts);
        return turn - clock.now();
      },
    };
  }

  const processWith = (turns: IdentifyTurns, concurrency: number) =>
    new SharedIdentifyThrottler({
      ...{ turns, concurrency, clock },
      log: pino({}, { write: (line) => lines.push(line) }),
    });

  const identify = async (throttler: SharedIdentifyThrottler, shard: number, signal = new AbortController().signal) => {
    await throttler.waitForIdentify(shard, signal);
    identified.push([shard, clock.now() - began]);
  };

  it('lets shards of different buckets identify at once, and of one bucket one after the other, in all processes', async () => {
    const turns = sharedTurns();
    const [one, other] = [processWith(turns, 2), processWith(turns, 2)];
    for (const shard of [0, 1, 2, 3]) void identify(one, shard);
    for (const shard of [4, 5, 6, 7]) void identify(other, shard);
    await clock.advance(60_000);
    for (const bucket of [0, 1]) {
      const times = identified.filter(([shard]) => shard % 2 === bucket).map(([, at]) => at);
      expect(times).toHaveLength(4);
      expect(times[0]).toBe(0);
      for (const [index, at] of times.slice(1).entries()) expect(at - (times[index] ?? 0)).toBeGreaterThan(DISCORDS);
    }
  });

  it('gives up the place of a shard whose connection has ended, and lets the next one go on', async () => {
    const throttler = processWith(sharedTurns(), 1);
    const ended = new AbortController();
    await identify(throttler, 0);
    const gaveUp = expect(identify(throttler, 1, ended.signal)).rejects.toThrow('closed');
    void identify(throttler, 2);
    ended.abort(new Error('closed'));
    await gaveUp;
    await clock.advance(60_000);
    expect(identified.map(([shard]) => shard)).toEqual([0, 2]);
  });

  it('keeps its own shards in order while the store is away, and says so', async () => {
    const throttler = processWith({ take: () => Promise.reject(new Error('away')) }, 1);
    for (const shard of [0, 1]) void identify(throttler, shard);
    await clock.advance(60_000);
    const [[, first] = [], [, second] = []] = identified;
    expect(identified).toHaveLength(2);
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThan(DISCORDS);
    expect(lines.join()).toContain('could not take a turn to identify');
  });
});
