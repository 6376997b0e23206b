/** Tells Discord the bot's commands. */
import { type REST, type RESTPutAPIApplicationCommandsJSONBody, RequestMethod, Routes } from 'discord.js';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Clock } from '../runtime/clock.ts';
import { askDiscord } from './connection/discordAnswer.ts';

const Registered = z.array(z.looseObject({ id: z.string(), name: z.string() }));

/** What is registered, where, and for which application. */
export type Registration = {
  readonly applicationId: string;
  readonly definitions: RESTPutAPIApplicationCommandsJSONBody;
  /** For requests that are made once. */
  readonly rest: REST;
  /** Where Discord is, as the configuration says. */
  readonly address: string;
  readonly log: Logger;
  /** Real time. */
  readonly clock: Clock;
};

/**
 * Replaces all commands of the application (`interactions/application-commands#bulk-overwrite-global-application-commands`).
 *
 * @returns the ids of the commands, by name
 * @throws StartupError when Discord refuses them, or does not answer for half a minute
 */
export async function registerCommands({
  applicationId,
  definitions,
  ...asking
}: Registration): Promise<ReadonlyMap<string, string>> {
  const registered = await askDiscord({
    ...asking,
    ...{ schema: Registered, step: 'commands' },
    request: { method: RequestMethod.Put, fullRoute: Routes.applicationCommands(applicationId), body: definitions },
  });
  return new Map(registered.map(({ name, id }) => [name, id]));
}
