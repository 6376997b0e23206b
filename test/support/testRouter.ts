/** A router with a test's own commands, served by the real client inside a loopback Discord. */
import { Client, Events, Routes } from 'discord.js';
import { type Logger, pino } from 'pino';
import { InteractionChannels } from '../../src/discord/connection/interactionChannels.ts';
import type { Command } from '../../src/discord/interactions/command.ts';
import { InteractionRouter } from '../../src/discord/interactions/router.ts';
import type { Measure } from '../../src/runtime/measurements.ts';
import { type LoopbackDiscord, startLoopbackDiscord } from '../../src/sandbox/loopback/loopback.ts';
import type { Actor } from '../../src/sandbox/loopback/people/actor.ts';
import { housePolicies } from '../../src/sandbox/program/housePolicies.ts';
import { PATIENCE } from './patience.ts';

export type TestRouter = AsyncDisposable & {
  readonly discord: LoopbackDiscord;
  /** A member who reads English, and one who reads Japanese. */
  readonly alex: Actor;
  readonly mika: Actor;
  /** What the bot asked of Discord since it registered its commands: each request's method and route. */
  requests(): string[];
};

/** Starts it; disposing checks that no rule of Discord's was broken. */
export async function startTestRouter<Services>(
  commands: readonly Command<Services>[],
  services: Services,
  log: Logger = pino({ level: 'silent' }),
  measure?: Measure,
): Promise<TestRouter> {
  const discord = await startLoopbackDiscord({ policies: housePolicies, answerWithin: PATIENCE });
  const client = new Client({ intents: [], rest: { api: discord.apiUrl, cdn: discord.cdnUrl } });
  const router = new InteractionRouter({ commands, services, log, measure });
  const channels = new InteractionChannels(client);
  client.on(Events.InteractionCreate, (interaction) => void router.handle(interaction, channels.take(interaction.id)));
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(discord.token);
  const { rest, application } = await ready;
  await rest.put(Routes.applicationCommands(application.id), { body: commands.map(({ definition }) => definition) });
  const server = discord.addServer({ name: 'Tea House' });
  const channel = server.addTextChannel('general');
  const before = discord.requests.length;
  return {
    discord,
    alex: server.addMember({ name: 'Alex' }).in(channel),
    mika: server.addMember({ name: 'Mika', locale: 'ja' }).in(channel),
    requests: () => discord.requests.slice(before).map(({ route }) => route),
    async [Symbol.asyncDispose]() {
      await client.destroy();
      await discord.close();
      if (discord.violations.length > 0) throw new Error(discord.violations.join('\n'));
    },
  };
}
