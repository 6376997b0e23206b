/** A server with a channel, a Japanese member and an English one who manages it, on the threads made for the tests. */
import type { Actor } from '../../src/sandbox/loopback/actors.ts';
import type { Channel, TestServer } from '../../src/sandbox/loopback/servers.ts';
import { startWorld, TEST_THREADS, type World } from './bot.ts';

export type TeaHouse = {
  readonly world: World;
  readonly server: TestServer;
  readonly channel: Channel;
  readonly mika: Actor;
  readonly alex: Actor;
  /** How many requests the bot has made so far, those for faces aside: they come after an answer, when it suits. */
  requests(): number;
};

/** Starts a world with the server in it, which speaks English. */
export async function startTeaHouse(): Promise<TeaHouse> {
  const world = await startWorld({ threadsDir: TEST_THREADS });
  const server = world.discord.addServer({ name: 'Tea House' });
  const channel = server.addTextChannel('general');
  const mika = server.addMember({ name: 'Mika', locale: 'ja' }).in(channel);
  const alex = server.addMember({ name: 'Alex', permissions: ['ManageGuild'] }).in(channel);
  const requests = () => world.discord.requests.filter(({ route }) => !route.endsWith('/emojis')).length;
  return { world, server, channel, mika, alex, requests };
}
