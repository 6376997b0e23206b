import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LATE_AFTER } from '../../src/replay/state.ts';
import { buttonsOf, textOf } from '../../src/sandbox/loopback/people/components.ts';
import { Audience, longestFailure, POST } from '../support/audience.ts';
import { PATIENCE } from '../support/patience.ts';
import { startTestBed, type TestBed } from '../support/testBed.ts';

describe.each(['en', 'ja'] as const)('a channel that reads %s', (language) => {
  let folder: string;
  let bed: TestBed;
  let audience: Audience;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'reprise-'));
    bed = await startTestBed({ databasePath: join(folder, 'reprise.sqlite') });
    audience = new Audience(bed, language);
  });

  afterEach(async () => {
    expect(longestFailure(bed)).toBeLessThan(10);
    await bed[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true });
  });

  it('a channel notices nothing of an outage of half a minute but the wait', async () => {
    await audience.start();
    await audience.reads(2);
    bed.discord.goDown();
    await bed.clock.advance(30_000);
    bed.discord.comeBack();
    await audience.seesAllOnce();
  });

  it('a channel is asked after a longer outage, and goes on by a button', async () => {
    await audience.start({ pace: 'fast' });
    await audience.reads(2);
    bed.discord.goDown();
    const failing = () => bed.discord.requests.length;
    for (let before = -1; before !== failing(); ) {
      before = failing();
      for (let second = 0; second < 60; second += 1) {
        await bed.clock.advance(1_000);
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
    }
    bed.discord.comeBack();
    await bed.clock.advance(900_000);
    await audience.sees(audience.words.paused.unreachable({ kind: 'unreachable' }, audience.channel.id));
    await bed.passUntil(() => bed.discord.gateway.shards.length > 0);
    await audience.press('resume');
    await audience.seesAllOnce();
  });

  it.each([
    ['drops', () => bed.discord.gateway.drop()],
    ['is asked for anew', () => bed.discord.gateway.askToReconnect()],
    ['has its session ended', () => bed.discord.gateway.invalidateSessions()],
  ])('a channel keeps its replay, and the buttons of it, when the connection %s', async (_, strike) => {
    await audience.start({ pace: 'slow' });
    await audience.reads(2);
    strike();
    await audience.reads(3);
    while (bed.discord.gateway.shards.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    await audience.press('pause');
    await audience.sees(audience.words.paused['by-hand']({ kind: 'by-hand' }, audience.channel.id));
    await audience.press('resume');
    await audience.seesAllOnce();
  });

  it('a channel hears the next line when it is due, though the bot was restarted in the middle of the gap', async () => {
    await audience.start({ pace: 'slow' });
    await audience.reads(2);
    await bed.restart(1_000);
    expect(audience.channel.posts).toHaveLength(2);
    await audience.seesAllOnce();
  });

  it('a channel is asked by a button when the next line is more than ten minutes late', async () => {
    await audience.start({ pace: 'slow' });
    await audience.reads(2);
    await bed.restart(LATE_AFTER + 60_000);
    await audience.sees(audience.words.paused.late({ kind: 'late' }, audience.channel.id));
    await bed.clock.advance(3_600_000);
    expect(audience.channel.posts).toHaveLength(2);
    expect(buttonsOf(audience.control).map(({ label }) => label)).toEqual([
      audience.words.labels.resume,
      audience.words.labels.stop,
      audience.words.catchUp,
    ]);
    await audience.press('resume');
    await audience.seesAllOnce();
  });

  it('a replay stays paused through a restart, with what was left of the gap', async () => {
    await audience.start({ pace: 'slow' });
    await audience.reads(2);
    await bed.clock.advance(2_000);
    await audience.press('pause');
    await bed.restart(LATE_AFTER + 60_000);
    expect(audience.channel.posts).toHaveLength(2);
    await audience.press('resume');
    await audience.seesAllOnce();
  });

  it('a channel sees the end though the bot stopped before it could show it', async () => {
    bed.discord.faults.on('PATCH /channels/:id/messages/:id').times(5).refuse(503);
    await audience.start();
    await bed.passUntil(() => audience.channel.posts.length === 8);
    await bed.clock.advance(1_000);
    expect(textOf(audience.control)).not.toContain(audience.words.finished);
    bed.discord.faults.clear();
    await bed.restart(1_000);
    await audience.seesAllOnce();
  });

  it('a channel gets one control message though the answer to the command was lost', async () => {
    bed.discord.faults.on('POST /interactions/:id/:token/callback').times(4).acceptThenAnswer(500);
    await audience.start();
    await audience.seesAllOnce();
  });

  it('a channel sees the end though the answer to a button comes only after it', async () => {
    const { discord } = bed;
    const callback = /^\/interactions\/\d+\/[^/]+\/callback$/;
    await audience.start();
    await audience.reads(2);
    discord.intercept = async (request, carryOut) => {
      if (callback.test(request.path))
        await audience.channel.waitFor(() => textOf(audience.control).includes(audience.words.finished));
      return carryOut();
    };
    await audience.press('skip');
    await audience.seesAllOnce();
  });

  it('a channel sees that its replay is paused though the answer to the button was lost', async () => {
    await audience.start({ pace: 'slow' });
    await audience.reads(1);
    bed.discord.faults.on('POST /interactions/:id/:token/callback').times(4).refuse(503);
    bed.discord.interactions.answerWithin = 1_000;
    await expect(audience.press('pause')).rejects.toThrow('did not respond');
    bed.discord.interactions.answerWithin = PATIENCE;
    await audience.sees(audience.words.paused['by-hand']({ kind: 'by-hand' }, audience.channel.id));
    await audience.press('resume');
    await audience.seesAllOnce();
  });

  it('a channel is not shown a line twice though the bot stopped before its answer came', async () => {
    bed.discord.faults.on(POST).nth(3).delay(3_000);
    await audience.start();
    await audience.channel.waitFor(() => audience.channel.posts.length === 3);
    await bed.restart(1_000);
    await audience.seesAllOnce();
  });
});
