import { beforeEach, describe, expect, it } from 'vitest';
import { certainly } from '../../src/replay/deletion.ts';
import type { DeletionOutcome } from '../../src/replay/ports.ts';
import { FakeClock, settled } from '../support/fakeClock.ts';

const unclear: DeletionOutcome = { kind: 'unclear', cause: 'no answer in time' };

describe('a deletion', () => {
  let clock: FakeClock;
  /** When each attempt was made, milliseconds after the first. */
  let attempts: number[];
  let outcomes: DeletionOutcome[];

  beforeEach(() => {
    clock = new FakeClock(0);
    attempts = [];
    outcomes = [];
  });

  const attempt = async () => {
    attempts.push(clock.now());
    return outcomes.shift() ?? ({ kind: 'deleted' } as const);
  };

  it('a deletion is made again, after waits that grow, until its outcome is certain', async () => {
    outcomes = [unclear, unclear];
    const deleted = certainly(attempt, { clock, waits: [100, 300, 900] });
    await clock.advance(10_000);
    expect(await deleted).toEqual({ kind: 'deleted' });
    expect(attempts).toEqual([0, 100, 400]);
  });

  it('a deletion that nobody answers for is given to a person in the end', async () => {
    outcomes = [unclear, unclear, unclear];
    const deleted = certainly(attempt, { clock, waits: [100, 300] });
    await clock.advance(10_000);
    expect(await deleted).toEqual({ kind: 'held', obstacle: { kind: 'unreachable' } });
  });

  it('a deletion waits as long as Discord asks for, however often, and no attempt is counted for it', async () => {
    outcomes = Array.from({ length: 9 }, () => ({ kind: 'rate-limited', for: 2_000 }));
    const deleted = certainly(attempt, { clock, waits: [] });
    await clock.advance(20_000);
    expect(await deleted).toEqual({ kind: 'deleted' });
    expect(attempts.at(-1)).toBe(18_000);
  });

  it('a deletion that is refused until a person acts is not made again', async () => {
    outcomes = [{ kind: 'blocked', obstacle: { kind: 'rejected', code: 50_021 } }];
    const deleted = await certainly(attempt, { clock, waits: [100] });
    expect(deleted).toEqual({ kind: 'held', obstacle: { kind: 'rejected', code: 50_021 } });
    expect(attempts).toEqual([0]);
  });

  it('a deletion that is told to stop stops in the middle of a wait, and makes no further attempt', async () => {
    outcomes = [unclear];
    const told = new AbortController();
    const deleted = certainly(attempt, { clock, waits: [60_000], signal: told.signal });
    await settled();
    told.abort();
    expect(await deleted).toEqual({ kind: 'given-up' });
    expect(attempts).toEqual([0]);
  });
});
