import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demandOf, gatewayOf, mostReplays, playTogether, processesOf, type Size, writesOf } from './scale.ts';

const size: Size = {
  ...{ servers: 1_000_000, serversAShard: 1_000, replays: 100_000, gap: 10_000, requestsAPost: 2.5 },
  ...{ processorAPost: 5, writesAPost: { transactions: 2, rows: 3, bytes: 2_048 } },
  ...{ memory: { process: 120, servers: 1, replays: 20 }, most: { processor: 0.5, memory: 1_024 } },
};
const large = { requests: 50, concurrency: 16 };

describe('the simulation of a large bot', () => {
  it('a million servers are a multiple of sixteen shards, connected sixteen at a time, five seconds apart', () => {
    expect(gatewayOf(size, large)).toEqual({ shards: 1_008, connected: 310, fullRestartsADay: 4 });
    expect(gatewayOf({ servers: 2_000, serversAShard: 1_000 }, { requests: 50, concurrency: 1 })).toEqual({
      ...{ shards: 2, connected: 5, fullRestartsADay: 500 },
    });
  });

  it('replays ask for one post a gap, and for what goes with it', () => {
    expect(demandOf(size)).toEqual({ posts: 10_000, requests: 25_000 });
    expect(mostReplays(size, 50)).toBe(200);
  });

  it('replays that fit into the limit keep their pace, and wait for each other no longer than a round', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 190 }), (replays) => {
        const { gap, waited } = playTogether({ ...size, replays }, 50, 5);
        expect(gap).toBeCloseTo(size.gap, 5);
        expect(waited).toBeLessThan(1);
      }),
    );
  });

  it('replays beyond the limit are all slowed down alike, and their queue does not grow', () => {
    fc.assert(
      fc.property(fc.integer({ min: 210, max: 3_000 }), (replays) => {
        const { gap, longest, waited } = playTogether({ ...size, replays }, 50, 40);
        const even = (replays * size.requestsAPost * 1_000) / 50;
        expect(gap).toBeGreaterThan(size.gap);
        expect(longest).toBeLessThanOrEqual(even * 1.001);
        expect(waited).toBeCloseTo(even - size.gap, 0);
      }),
      { numRuns: 20 },
    );
  });

  it('there are as many processes as keep each of them below its part of a processor and of memory', () => {
    const { shards } = gatewayOf(size, large);
    expect(processesOf(size, 10_000, shards)).toEqual({ count: 100, shards: 11, memory: 150, busy: 0.5 });
    expect(processesOf(size, 20, shards)).toMatchObject({ count: 4, busy: 0.025 });
    expect(processesOf({ ...size, servers: 1, replays: 1 }, 0.1, 1)).toMatchObject({ count: 1, shards: 1 });
  });

  it('each post is written as often as was measured', () => {
    expect(writesOf(size, 1_024)).toEqual({ transactions: 2_048, rows: 3_072, mebibytes: 2 });
  });
});
