/** Schedules as the people of a server live with them: a day by the clocks of several zones, and what goes wrong in it. */
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { APIMessage } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../src/sandbox/loopback/people/actor.ts';
import { buttonsOf, textOf } from '../../src/sandbox/loopback/people/components.ts';
import type { Channel } from '../../src/sandbox/loopback/servers/channel.ts';
import type { Server } from '../../src/sandbox/loopback/servers/server.ts';
import { POST } from '../support/audience.ts';
import { startTestBed, TEST_THREADS, type TestBed } from '../support/testBed.ts';

const MINUTE = 60_000;

/** How many posts the shortest of the threads has. */
const LINES = 4;

describe('a server with schedules', () => {
  let folder: string;
  let bed: TestBed;
  let server: Server;
  let alex: Actor;
  let general: Channel;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'reprise-schedules-'));
    bed = await startTestBed({
      threadsDir: TEST_THREADS,
      databasePath: join(folder, 'reprise.sqlite'),
    });
    server = bed.discord.addServer({ name: 'Tea House' });
    general = server.addTextChannel('general');
    alex = server.addMember({ name: 'Alex', permissions: ['ManageGuild', 'ManageMessages'] }).in(general);
  });

  afterEach(async () => {
    await bed[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true });
  });

  /** Every day at a time by UTC, at pace instant, unless it says otherwise. */
  const add = async (channel: Channel, time: string, values: Record<string, string> = {}) => {
    const given = { channel: channel.state, time, pace: 'instant', thread: 'night bus', timezone: 'UTC', ...values };
    const made = textOf((await alex.slash('/schedule add', given)).message);
    expect(made).toContain('Scheduled');
  };
  const list = async () => textOf((await alex.slash('/schedule list')).message);

  /** Lets the bot's clock go on to a time by UTC, of the first or another day of January 2026, a minute at a time. */
  async function until(time: string, day = 1): Promise<void> {
    const end = Date.parse(`2026-01-${String(day).padStart(2, '0')}T${time}Z`);
    while (bed.clock.now() < end) {
      await bed.clock.advance(Math.min(MINUTE, end - bed.clock.now()));
      // Requests between the bot and the loopback Discord take real time.
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    await settle();
  }

  /** Lets everything that the bot has begun come to its end: until it has asked Discord nothing for a while. */
  async function settle(): Promise<void> {
    let asked = -1;
    for (let still = 0; still < 5; ) {
      await bed.clock.advance(500);
      await new Promise((resolve) => setTimeout(resolve, 10));
      const { length } = bed.discord.requests;
      still = length === asked ? still + 1 : 0;
      asked = length;
    }
  }

  /** Lets time pass until a channel has seen so many replays, and the newest of them has ended. */
  async function sees(channel: Channel | undefined, replays: number): Promise<void> {
    await bed.passUntil(() => {
      const controls = channel?.messages.filter(isControl) ?? [];
      return (
        controls.length === replays && textOf(controls.at(-1) ?? expect.fail('There is none.')).includes('The end')
      );
    });
  }

  const isControl = (message: APIMessage) =>
    buttonsOf(message).some(({ custom_id: id }) => /^(again|control):/.test(id));
  /** How many replays a channel has seen. */
  const replaysIn = (channel: Channel) => channel.messages.filter(isControl).length;

  it('a day passes: each schedule replays once by its own clock, and the list says what kept it', async () => {
    const place = (name: string) => server.addTextChannel(name);
    const [tokyo, samoa, kiribati, news] = [place('tokyo'), place('samoa'), place('kiribati'), place('news')];
    const [doomed, busy] = [place('doomed'), place('busy')];
    const replayed = () => [tokyo, samoa, kiribati, news].map(replaysIn);
    server.makeSystemChannel(general);
    await alex.slash('/settings quiet', { from: '22:30', to: '05:00', timezone: 'UTC' });
    await add(tokyo, '09:00', { timezone: 'Asia/Tokyo' });
    await add(samoa, '06:00', { timezone: 'Pacific/Pago_Pago' });
    await add(kiribati, '23:00', { timezone: 'Pacific/Kiritimati' });
    await add(news, '12:00');
    await add(doomed, '07:00');
    await add(busy, '08:00');
    await server.addMember({ name: 'Mika' }).in(busy).slash('/thread replay', { thread: 'sourdough', pace: 'step' });

    doomed.vanish();
    await until('07:01');
    expect(replayed()).toEqual([0, 0, 0, 0]);
    const notices = general.messages.map((message) => textOf(message)).filter((text) => text.includes('#doomed'));
    expect(notices).toEqual([expect.stringContaining(`<@${alex.person.id}>, your schedule is off`)]);
    expect(await list()).toContain('Off: its channel no longer exists.');

    await until('08:30');
    expect(replaysIn(busy)).toBe(1);
    expect(await list()).toContain('Waiting: another replay in the channel');
    await server
      .addMember({ name: 'Kai', permissions: ['ManageMessages'] })
      .in(busy)
      .slash('/thread stop');
    await sees(busy, 2);

    // 23:00 at UTC+14 is 09:00 by UTC.
    await until('08:59');
    expect(replayed()).toEqual([0, 0, 0, 0]);
    await until('09:00');
    await sees(kiribati, 1);
    expect(replayed()).toEqual([0, 0, 1, 0]);

    // Away at noon, for under an hour: what was missed happens late.
    await until('11:50');
    await bed.restart(40 * MINUTE);
    await sees(news, 1);
    expect(replayed()).toEqual([0, 0, 1, 1]);

    // 06:00 at UTC−11 is 17:00 by UTC. Away for over an hour: what was missed is skipped.
    await until('16:50');
    await bed.restart(80 * MINUTE);
    await until('18:11');
    expect(replayed()).toEqual([0, 0, 1, 1]);
    expect(await list()).toContain('skipped (the bot was away)');

    // 09:00 in Tokyo is midnight by UTC: in the quiet hours, until five.
    await until('04:59', 2);
    expect(replayed()).toEqual([0, 0, 1, 1]);
    expect(await list()).toContain('when the quiet hours end');
    await until('05:00', 2);
    await sees(tokyo, 1);
    expect(replayed()).toEqual([1, 0, 1, 1]);
    for (const channel of [tokyo, kiribati, news]) expect(channel.posts).toHaveLength(LINES);
    expect(notices).toHaveLength(1);
  });

  it('a scheduled replay has one control message, and every line once, though answers are lost', async () => {
    await add(general, '09:00');
    bed.discord.faults.on('POST /channels/:id/messages').acceptThenDrop();
    bed.discord.faults.on(POST).nth(2).acceptThenDrop();
    await until('09:00');
    await sees(general, 1);
    expect(general.posts).toHaveLength(LINES);
  });

  it('a schedule is not turned off by Discord being out of reach, and begins once it is back', async () => {
    await add(general, '09:00');
    await until('08:59');
    bed.discord.faults.on('GET /channels/:id').times(4).refuse(503);
    await bed.clock.advance(3 * MINUTE);
    await settle();
    expect(await list()).not.toContain('Off');
    await sees(general, 1);
    expect(general.posts).toHaveLength(LINES);
  });

  it('a schedule for a discussion opens one from its control message, each day another', async () => {
    await add(general, '09:00', { place: 'discussion' });
    await until('09:00');
    await sees(general, 1);
    await until('09:00', 2);
    await sees(general, 2);
    expect(general.posts).toEqual([]);
    expect(general.threadChannels.map(({ posts }) => posts.length)).toEqual([LINES, LINES]);
    expect(general.threadChannels.map(({ id }) => id)).toEqual(general.messages.filter(isControl).map(({ id }) => id));
  });

  it('a schedule for a forum makes a post, tagged by the thread’s category, with the control message inside', async () => {
    const forum = server.addForumChannel('forum', { tags: ['Food', 'Travel'] });
    await add(forum, '09:00');
    await until('09:00');
    await bed.passUntil(() => forum.threadChannels.length > 0);
    const [post, ...others] = forum.threadChannels;
    await sees(post, 1);
    expect(others).toEqual([]);
    expect(post?.posts).toHaveLength(LINES);
    expect(post?.state.thread?.appliedTags).toEqual([forum.state.tags[1]?.id]);
  });

  it('a schedule for a forum that asks for a tag, and has none that fits, is refused; without a thread its run is skipped', async () => {
    const forum = server.addForumChannel('forum', { tags: ['Nothing'], requireTag: true });
    const given = { channel: forum.state, time: '09:00', timezone: 'UTC' };
    const refused = await alex.slash('/schedule add', { ...given, thread: 'night bus' });
    expect(textOf(refused.message)).toContain('needs a tag');
    expect(textOf((await alex.slash('/schedule add', given)).message)).toContain('Scheduled');
    await until('09:01');
    expect(await list()).toContain('every post in this forum needs a tag');
    expect(forum.threadChannels).toEqual([]);
  });

  it('a replay that cannot open its post in a forum ends, and the list of schedules says why', async () => {
    const forum = server.addForumChannel('forum');
    await add(forum, '09:00');
    bed.discord.faults.on(POST).always().refuseAs({ status: 403, code: 50013, message: 'Missing Permissions' });
    await until('09:00');
    await bed.passUntil(() => bed.discord.faults.struck.size > 0);
    await settle();
    bed.discord.faults.clear();
    expect(await list()).toContain('skipped (the bot lacks **Manage Webhooks** there)');
    await until('09:00', 2);
    await bed.passUntil(() => forum.threadChannels.length > 0);
  });

  it('a server from which the bot was removed is left alone, and its schedules go on once it is back', async () => {
    await add(general, '09:00');
    const { id } = bed.discord.world.bot;
    const roles = server.state.members.get(id) ?? [];
    server.removeBot();
    await until('09:01');
    expect(general.messages).toEqual([]);
    server.state.members.set(id, roles);
    expect(await list()).toContain('skipped (the bot lacks **View Channel** there)');
    await until('09:00', 2);
    await sees(general, 1);
  });
});
