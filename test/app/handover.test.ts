import { pino } from 'pino';
import { beforeEach, describe, expect, it } from 'vitest';
import { Handover } from '../../src/app/handover.ts';
import { FakeClock } from '../support/fakeClock.ts';

describe('the handover between processes', () => {
  let clock: FakeClock;
  let looks: string[];
  let lines: string[];
  let failing: boolean;
  let handover: Handover;
  const round = ['replays', 'undos', 'ends'];

  beforeEach(() => {
    clock = new FakeClock();
    looks = [];
    lines = [];
    failing = false;
    const lookFor = (what: string) => ({
      async takeUpStranded() {
        looks.push(what);
        if (failing) throw new Error('the database is away');
      },
    });
    const board = { showLeftUnshown: async () => void looks.push('ends') };
    handover = new Handover({
      ...{ replays: lookFor('replays'), undos: lookFor('undos'), board, clock },
      log: pino({}, { write: (line) => lines.push(line) }),
    });
  });

  it('looks twice a minute for what others left behind, and no more once it is halted', async () => {
    handover.start();
    await clock.advance(29_999);
    expect(looks).toEqual([]);
    await clock.advance(60_001);
    expect(looks).toEqual([...round, ...round, ...round]);
    await handover.halt();
    await clock.advance(600_000);
    expect(looks).toHaveLength(9);
  });

  it('looks for undoings and unshown ends though the look for replays failed, looks again after that, and says so in the log', async () => {
    failing = true;
    handover.start();
    await clock.advance(30_000);
    expect(lines.join()).toContain('could not look for what other processes left behind');
    failing = false;
    await clock.advance(30_000);
    expect(looks).toEqual([...round, ...round]);
    await handover.halt();
  });
});
