/** The clock of the bot's machine is set, sleeps, or does not know the time yet. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Audience, POST } from '../support/audience.ts';
import { startTestBed, type TestBed } from '../support/testBed.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('a channel whose bot’s clock is not to be trusted', () => {
  let bed: TestBed;
  let audience: Audience;

  beforeEach(async () => {
    bed = await startTestBed();
    audience = new Audience(bed, 'en');
  });

  afterEach(() => bed[Symbol.asyncDispose]());

  /** How many milliseconds of the bot's clock pass until so many lines have been posted. */
  const untilReads = async (lines: number) => {
    const began = bed.clock.now();
    await audience.reads(lines);
    return bed.clock.now() - began;
  };

  it('a channel hears the next line after a skip though the clock was set back by a day', async () => {
    await audience.start({ pace: 'slow' });
    await audience.reads(2);
    bed.clock.leap(-DAY);
    await audience.press('skip');
    expect(await untilReads(3)).toBeLessThan(5_000);
    await audience.seesAllOnce();
  });

  it('a channel that paused its replay before the clock was set back hears the next line after it resumed', async () => {
    await audience.start({ pace: 'slow' });
    await audience.reads(2);
    await audience.press('pause');
    bed.clock.leap(-DAY);
    await audience.press('resume');
    expect(await untilReads(3)).toBeLessThan(60_000);
    await audience.seesAllOnce();
  });

  it.each([
    ['back', -DAY],
    ['forward', DAY],
  ])('a channel sees every line once though an answer is lost and the clock is set %s by a day', async (_, leap) => {
    bed.discord.faults.on(POST).nth(3).acceptThenDrop();
    bed.discord.faults.on(POST).nth(5).drop();
    await audience.start();
    await audience.reads(3);
    bed.clock.leap(leap);
    await audience.reads(4);
    bed.clock.leap(leap);
    await audience.seesAllOnce();
  });

  it('a channel is not flooded after the machine slept for eight hours, and is not asked', async () => {
    await audience.start({ pace: 'slow' });
    await audience.reads(2);
    bed.clock.leap(8 * HOUR);
    await audience.reads(3);
    expect(await untilReads(4)).toBeGreaterThan(2_000);
    await audience.seesAllOnce();
  });

  it('a channel sees every line in its time though the bot began before it knew the time', async () => {
    const now = bed.clock.now();
    bed.clock.leap(-now);
    await audience.start({ pace: 'slow' });
    await audience.reads(2);
    bed.clock.leap(now);
    expect(await untilReads(3)).toBeLessThan(60_000);
    await audience.seesAllOnce();
  });
});
