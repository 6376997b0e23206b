/** A server with a channel, a Japanese member and an English one who manages it, on the threads made for the tests. */
import type { Actor } from '../../src/sandbox/loopback/people/actor.ts';
import type { Channel } from '../../src/sandbox/loopback/servers/channel.ts';
import type { Server } from '../../src/sandbox/loopback/servers/server.ts';
import { startTestBed, TEST_THREADS, type TestBed, type TestBedOptions } from './testBed.ts';

export type TeaHouse = {
  readonly bed: TestBed;
  readonly server: Server;
  readonly channel: Channel;
  readonly mika: Actor;
  readonly alex: Actor;
  /** How many requests the bot has made so far, those for faces aside: they come after an answer, when it suits. */
  requests(): number;
};

/** Starts a test bed with the server in it, which speaks English. */
export async function startTeaHouse(options: TestBedOptions = {}): Promise<TeaHouse> {
  const bed = await startTestBed({ threadsDir: TEST_THREADS, ...options });
  const server = bed.discord.addServer({ name: 'Tea House' });
  const channel = server.addTextChannel('general');
  const mika = server.addMember({ name: 'Mika', locale: 'ja' }).in(channel);
  const alex = server.addMember({ name: 'Alex', permissions: ['ManageGuild'] }).in(channel);
  const requests = () => bed.discord.requests.filter(({ route }) => !route.endsWith('/emojis')).length;
  return { bed, server, channel, mika, alex, requests };
}
