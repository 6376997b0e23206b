/** A day of schedules: what people see in several channels, by the clocks of several zones, while things go wrong. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../src/sandbox/loopback/people/actor.ts';
import { buttonsOf, textOf } from '../../src/sandbox/loopback/people/components.ts';
import type { Channel } from '../../src/sandbox/loopback/servers/channel.ts';
import type { Server } from '../../src/sandbox/loopback/servers/server.ts';
import { controlIn } from '../support/audience.ts';
import { startTestBed, TEST_THREADS, type TestBed } from '../support/testBed.ts';

const MINUTE = 60_000;

describe('a server with schedules', () => {
  let folder: string;
  let bed: TestBed;
  let server: Server;
  let alex: Actor;
  let general: Channel;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'reprise-schedules-'));
    // Requests are made in real time, while the bot's passes by hours.
    bed = await startTestBed({ threadsDir: TEST_THREADS, databasePath: join(folder, 'reprise.sqlite') });
    server = bed.discord.addServer({ name: 'Tea House' });
    general = server.addTextChannel('general');
    alex = server.addMember({ name: 'Alex', permissions: ['ManageGuild', 'ManageMessages'] }).in(general);
  });

  afterEach(async () => {
    await bed[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true });
  });

  const add = async (channel: Channel, time: string, values: Record<string, string> = {}) => {
    const made = await alex.slash('/schedule add', { channel: channel.state, time, pace: 'instant', ...values });
    expect(textOf(made.message)).toContain('Scheduled');
  };
  const list = async () => textOf((await alex.slash('/schedule list')).message);

  /** Lets the bot's clock go on to a time of the first of January 2026 (UTC), a minute at a time. */
  async function until(time: string): Promise<void> {
    const end = Date.parse(`2026-01-01T${time}Z`);
    while (bed.clock.now() < end) {
      await bed.clock.advance(Math.min(MINUTE, end - bed.clock.now()));
      // Requests between the bot and the loopback Discord take real time.
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    await quiet();
  }

  /** Lets everything come to an end that the bot has begun: nothing is asked of Discord for a while. */
  async function quiet(): Promise<void> {
    for (let asked = -1, still = 0; still < 5; ) {
      await bed.clock.advance(500);
      await new Promise((resolve) => setTimeout(resolve, 10));
      const { length } = bed.discord.requests;
      still = length === asked ? still + 1 : 0;
      asked = length;
    }
  }

  const lines = (channel: Channel) => channel.posts.length;
  /** How many replays a channel saw, by their control messages. */
  const replays = (channel: Channel) =>
    channel.messages.filter((message) => buttonsOf(message).length > 0 && !channel.posts.includes(message)).length;

  it('a day passes: each schedule replays once by its own clock, and says in the list what kept it', async () => {
    const [tokyo, samoa, kiribati, news] = ['tokyo', 'samoa', 'kiribati', 'news'].map((name) =>
      server.addTextChannel(name),
    ) as [Channel, Channel, Channel, Channel];
    const doomed = server.addTextChannel('doomed');
    const busy = server.addTextChannel('busy');
    server.makeSystemChannel(general);

    await alex.slash('/settings quiet', { from: '22:30', to: '05:00', timezone: 'UTC' });
    await add(tokyo, '09:00', { timezone: 'Asia/Tokyo', thread: 'night bus' });
    await add(samoa, '06:00', { timezone: 'Pacific/Pago_Pago', thread: 'night bus' });
    await add(kiribati, '23:00', { timezone: 'Pacific/Kiritimati', thread: 'night bus' });
    await add(news, '12:00', { timezone: 'UTC' });
    await add(doomed, '07:00', { timezone: 'UTC' });
    await add(busy, '08:00', { timezone: 'UTC', thread: 'night bus' });
    await server.addMember({ name: 'Mika' }).in(busy).slash('/thread replay', { thread: 'night bus', pace: 'step' });

    // 09:00 in Tokyo is midnight by UTC, and so is in quiet hours: of tomorrow, since today's has just been.
    await until('05:00');
    expect([tokyo, samoa, kiribati, news].map(replays)).toEqual([0, 0, 0, 0]);

    doomed.vanish();
    await until('07:01');
    const told = general.messages.map((message) => textOf(message)).filter((text) => text.includes('#doomed'));
    expect(told).toEqual([expect.stringContaining(`<@${alex.person.id}>, your schedule is off`)]);
    expect(await list()).toContain('Off: its channel no longer exists.');

    await until('08:30');
    expect(await list()).toContain('Waiting: another replay in the channel');
    const occupant = controlIn(busy);
    if (occupant) await alex.click(occupant, 'Stop').catch(() => undefined);
    await server
      .addMember({ name: 'Kai', permissions: ['ManageMessages'] })
      .in(busy)
      .slash('/thread stop')
      .catch(() => undefined);
    await until('08:40');
    expect(replays(busy)).toBe(2);

    // 23:00 at UTC+14 is 09:00 by UTC.
    await until('09:01');
    expect([tokyo, samoa, kiribati, news].map(replays)).toEqual([0, 0, 1, 0]);

    // Away at noon, for under an hour: what was missed happens late.
    await until('11:50');
    await bed.restart(40 * MINUTE);
    await until('12:31');
    expect([tokyo, samoa, kiribati, news].map(replays)).toEqual([0, 0, 1, 1]);

    // 06:00 at UTC−11 is 17:00 by UTC: away for longer than an hour, it is skipped.
    await until('16:50');
    await bed.restart(80 * MINUTE);
    await until('18:11');
    expect([tokyo, samoa, kiribati, news].map(replays)).toEqual([0, 0, 1, 1]);
    expect(await list()).toContain('skipped (the bot was away)');

    // Midnight by UTC: quiet hours until five.
    await until('23:59');
    await bed.clock.advance(2 * MINUTE);
    await quiet();
    expect(await list()).toContain('when the quiet hours end');
    expect(replays(tokyo)).toBe(0);
    const five = Date.parse('2026-01-02T05:00Z');
    while (bed.clock.now() < five + MINUTE) {
      await bed.clock.advance(MINUTE);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    await quiet();
    expect([tokyo, samoa, kiribati, news].map(replays)).toEqual([1, 0, 1, 1]);
    for (const channel of [tokyo, kiribati]) expect(lines(channel)).toBe(4);
    expect(lines(news)).toBeGreaterThan(0);
  }, 120_000);
});
