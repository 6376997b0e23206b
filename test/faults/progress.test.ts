/** How far a replay is, as everybody reads it on the control message. */
import { describe, expect, it } from 'vitest';
import { buttonsOf, textOf } from '../../src/sandbox/loopback/people/components.ts';
import { Audience } from '../support/audience.ts';
import type { FakeClock } from '../support/fakeClock.ts';
import { startTestBed } from '../support/testBed.ts';

/** A bed in which Discord goes by the bot's clock. */
async function bedOfOneClock() {
  let clock: FakeClock | undefined;
  return startTestBed({
    worldNow: () => clock?.now() ?? Date.UTC(2026, 0, 1),
    arrange: async (_, of) => {
      clock = of;
    },
  });
}

describe('the control message', () => {
  it('the control message is never more than five seconds behind the posts', async () => {
    await using bed = await bedOfOneClock();
    const audience = new Audience(bed, 'en');
    let posts = 0;
    await audience.start({ pace: 'fast' });
    while (posts < 8) {
      await audience.reads(posts + 1);
      posts = audience.channel.posts.length;
      await bed.clock.advance(5_000);
      await audience.channel.waitFor(() => {
        const [comment = -1] = /\d+(?= of 7)/.exec(textOf(audience.control))?.map(Number) ?? [];
        return comment >= posts - 1 || (posts === 1 && textOf(audience.control).includes('The post'));
      });
    }
    await audience.seesAllOnce();
  });

  it('the control message of a replay that takes more than an hour costs no edit that Discord refuses, and still shows a pause and the end', async () => {
    await using bed = await bedOfOneClock();
    const audience = new Audience(bed, 'en');
    await audience.start({ pace: 'slow' });
    await audience.reads(1);
    await audience.press('pause');
    await bed.clock.advance(61 * 60_000);
    await audience.press('resume');
    await audience.reads(7);
    await audience.press('pause');
    await audience.sees(audience.words.paused['by-hand']({ kind: 'by-hand' }, audience.channel.id));
    await audience.press('resume');
    await audience.seesAllOnce();
    expect(bed.discord.requests.filter(({ status }) => status === 429)).toEqual([]);
  });

  it('the control message is there once, though the answer to the command and to its sending were lost and it is sent late', async () => {
    await using bed = await startTestBed();
    const audience = new Audience(bed, 'en');
    let carryOutLate: (() => Promise<Response>) | undefined;
    bed.discord.intercept = ({ method, path }, carryOut) => {
      if (path.startsWith('/interactions/')) return Promise.resolve('hang up');
      if (carryOutLate || method !== 'POST' || !/^\/channels\/\d+\/messages$/.test(path)) return undefined;
      carryOutLate = carryOut;
      return Promise.resolve('hang up');
    };
    const sent = () =>
      audience.channel.messages.filter(
        (message) => !audience.channel.posts.includes(message) && buttonsOf(message).length > 0,
      );
    await audience.start({ pace: 'slow', from: 6 }).catch(() => undefined);
    await bed.passUntil(() => sent().length > 0);
    await carryOutLate?.();
    await audience.sees(audience.words.finished);
    expect(sent()).toHaveLength(1);
  });

  it('the control message shows the end in the end, though an edit whose answer was lost is carried out after it', async () => {
    await using bed = await startTestBed();
    const audience = new Audience(bed, 'en');
    let carryOutLate: (() => Promise<Response>) | undefined;
    bed.discord.intercept = ({ method, path }, carryOut) => {
      if (carryOutLate || method !== 'PATCH' || !/\/messages\/\d+$/.test(path)) return undefined;
      carryOutLate = carryOut;
      return Promise.resolve('hang up');
    };
    await audience.start({ pace: 'slow', from: 6 });
    await bed.passUntil(() => carryOutLate !== undefined);
    const lostAt = bed.clock.now();
    await audience.press('skip');
    await audience.sees(audience.words.finished);
    await carryOutLate?.();
    expect(textOf(audience.control)).not.toContain(audience.words.finished);
    await audience.sees(audience.words.finished);
    expect(bed.clock.now() - lostAt).toBeLessThan(10_000);
  });
});
