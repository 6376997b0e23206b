/** Tells Discord the bot's commands, where it does not know them yet. */
import { createHash } from 'node:crypto';
import { type REST, type RESTPutAPIApplicationCommandsJSONBody, RequestMethod, Routes } from 'discord.js';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Clock } from '../runtime/clock.ts';
import { askDiscord } from './connection/discordAnswer.ts';
import { type CommandStore, RegisteredCommand } from './ports.ts';

const Registered = z.array(RegisteredCommand);
type Registered = z.infer<typeof Registered>;

/** What is registered, where, and for which application. */
export type Registration = {
  readonly applicationId: string;
  readonly definitions: RESTPutAPIApplicationCommandsJSONBody;
  readonly store: CommandStore;
  /** Is told what Discord has, whenever that is learnt. */
  readonly onKnown: (commands: Registered) => void;
  /** For requests that are made once. */
  readonly rest: REST;
  /** Where Discord is, as the configuration says. */
  readonly address: string;
  readonly log: Logger;
  /** Real time. */
  readonly clock: Clock;
};

/** The commands of an application. */
export class CommandRegistration {
  readonly #registration: Registration;
  readonly #digest: string;

  constructor(registration: Registration) {
    this.#registration = registration;
    this.#digest = createHash('sha256').update(JSON.stringify(registration.definitions)).digest('base64');
  }

  /**
   * Tells Discord the commands, unless these were the last that it was told from here.
   *
   * @returns whether it was told now
   * @throws StartupError when Discord refuses them, or does not answer for half a minute
   */
  async tellIfChanged(): Promise<boolean> {
    const { store, applicationId, onKnown } = this.#registration;
    const told = await store.told(applicationId);
    if (told?.digest !== this.#digest) {
      await this.#tell();
      return true;
    }
    onKnown(told.commands);
    return false;
  }

  /**
   * Looks whether Discord still has them as they were told: another program, or a person, may have changed them since.
   * Then they are told again.
   *
   * @throws StartupError as {@link tellIfChanged}
   */
  async repair(): Promise<void> {
    const { store, applicationId, log } = this.#registration;
    const there = await this.#ask(RequestMethod.Get);
    if (versionsOf((await store.told(applicationId))?.commands ?? []) === versionsOf(there)) return;
    log.warn('the commands are not those that were registered from here: registering them anew');
    await this.#tell();
  }

  /** `interactions/application-commands#bulk-overwrite-global-application-commands`: all others are gone then. */
  async #tell(): Promise<void> {
    const { store, applicationId, definitions, onKnown, log } = this.#registration;
    const registered = await this.#ask(RequestMethod.Put, definitions);
    onKnown(registered);
    try {
      await store.setTold(applicationId, { digest: this.#digest, commands: registered });
    } catch (error) {
      // A full disk, for instance: they are registered all the same.
      log.warn({ err: error }, 'could not note that the commands are registered: the next start registers them again');
    }
  }

  #ask(method: RequestMethod, body?: RESTPutAPIApplicationCommandsJSONBody): Promise<Registered> {
    const { applicationId, rest, address, log, clock } = this.#registration;
    return askDiscord({
      ...{ rest, address, log, clock, schema: Registered, step: 'commands' },
      request: { method, fullRoute: Routes.applicationCommands(applicationId), ...(body && { body }) },
    });
  }
}

function versionsOf(registered: Registered): string {
  return registered
    .map(({ id, version }) => `${id}:${version ?? ''}`)
    .sort()
    .join(' ');
}
