/** Brings every interaction to its handler, and every answer, refusal or failure to the person who asked. */
import { randomUUID } from 'node:crypto';
import {
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  DiscordAPIError,
  HTTPError,
  type Interaction,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
} from 'discord.js';
import type { Logger } from 'pino';
import { type Problem, Refusal } from '../../app/problem.ts';
import { problemText, sentences } from '../../i18n/i18n.ts';
import { StoreError } from '../../runtime/storeError.ts';
import { languageOfLocale } from '../../settings.ts';
import { bodyOf, notice } from '../views/parts.ts';
import { callOf } from './call.ts';
import { type Answer, type Command, type MessageCommand, type Presses, toCaller } from './command.ts';
import { readCustomId } from './customId.ts';

/** `discord-api-docs topics/opcodes-and-status-codes`: the interaction has been answered already. */
const ALREADY_ACKNOWLEDGED = 40060;

type Answerable = ChatInputCommandInteraction | MessageContextMenuCommandInteraction | ButtonInteraction;

type InteractionsOptions = {
  commands: readonly Command[];
  messageCommands: readonly MessageCommand[];
  presses: Presses;
  log: Logger;
};

export class Interactions {
  readonly #commands: ReadonlyMap<string, Command>;
  readonly #messageCommands: ReadonlyMap<string, MessageCommand>;
  readonly #presses: Presses;
  readonly #log: Logger;

  constructor({ commands, messageCommands, presses, log }: InteractionsOptions) {
    this.#commands = new Map(commands.map((command) => [command.definition.name, command]));
    this.#messageCommands = new Map(messageCommands.map((command) => [command.definition.name, command]));
    this.#presses = presses;
    this.#log = log;
  }

  /** Handles one interaction from start to end; never rejects. */
  async handle(interaction: Interaction): Promise<void> {
    if (interaction.isAutocomplete()) return this.#complete(interaction);
    if (interaction.isChatInputCommand()) {
      const what = `/${interaction.commandName} ${interaction.options.getSubcommand(false) ?? ''}`.trim();
      return this.#answer(interaction, what, () => this.#run(interaction));
    }
    if (interaction.isMessageContextMenuCommand()) {
      return this.#answer(interaction, interaction.commandName, () => this.#runOnMessage(interaction));
    }
    if (interaction.isButton()) return this.#answer(interaction, interaction.customId, () => this.#press(interaction));
    this.#log.warn({ type: interaction.type }, 'an interaction of a kind that nothing of ours makes');
  }

  async #run(interaction: ChatInputCommandInteraction): Promise<Answer> {
    const call = callOf(interaction);
    const handler = this.#commands.get(interaction.commandName)?.subcommands[interaction.options.getSubcommand()];
    if (!handler) throw new Refusal({ code: 'outdated' });
    return handler(call, interaction.options);
  }

  async #runOnMessage(interaction: MessageContextMenuCommandInteraction): Promise<Answer> {
    const call = callOf(interaction);
    const command = this.#messageCommands.get(interaction.commandName);
    if (!command) throw new Refusal({ code: 'outdated' });
    return command.run(call, interaction.targetId);
  }

  async #press(interaction: ButtonInteraction): Promise<Answer> {
    const call = callOf(interaction);
    const press = readCustomId(interaction.customId);
    if (!press) throw new Refusal({ code: 'outdated' });
    // The kind picks the handler made for it: `Presses` guarantees that they fit, which TypeScript cannot follow here.
    const handler = this.#presses[press.kind] as (who: typeof call, what: typeof press) => Promise<Answer>;
    return handler(call, press);
  }

  async #complete(interaction: AutocompleteInteraction): Promise<void> {
    const { name, value } = interaction.options.getFocused(true);
    try {
      const command = this.#commands.get(interaction.commandName);
      const choices = await command?.complete?.(callOf(interaction), name, value, interaction.options);
      await interaction.respond(choices ?? []);
    } catch (error) {
      // Nobody waits for a completion: the next key asks again.
      this.#log.warn({ err: error, command: interaction.commandName, option: name }, 'could not complete an option');
    }
  }

  async #answer(interaction: Answerable, what: string, run: () => Promise<Answer>): Promise<void> {
    const facts = { interaction: interaction.id, server: interaction.guildId, channel: interaction.channelId, what };
    let answer: Answer;
    try {
      answer = await run();
    } catch (error) {
      answer = this.#apologise(interaction, error, facts);
    }
    let messageId: string | undefined;
    try {
      messageId = await send(interaction, answer);
      this.#log.debug({ ...facts, took: Date.now() - interaction.createdTimestamp }, 'interaction answered');
    } catch (error) {
      this.#log.warn({ ...facts, err: error }, 'could not answer an interaction');
    }
    try {
      await answer.sent?.(messageId);
    } catch (error) {
      this.#log.error({ ...facts, err: error }, 'could not finish what an interaction began');
    }
  }

  #apologise(interaction: Answerable, error: unknown, facts: object): Answer {
    const words = sentences[languageOfLocale(interaction.locale)];
    const problem = this.#problemOf(error, facts);
    return toCaller(notice(problemText(words.problem, problem)));
  }

  #problemOf(error: unknown, facts: object): Problem {
    if (error instanceof Refusal) {
      this.#log.debug({ ...facts, problem: error.problem.code }, 'refused');
      return error.problem;
    }
    if (error instanceof StoreError) {
      this.#log.error({ ...facts, err: error }, 'the store failed');
      return { code: 'store-failed' };
    }
    if (error instanceof DiscordAPIError || error instanceof HTTPError) {
      this.#log.warn({ ...facts, err: error }, 'Discord failed while an interaction was handled');
      return { code: 'discord-failed' };
    }
    const reference = randomUUID().slice(0, 8);
    this.#log.error({ ...facts, err: error, reference }, 'unexpected failure');
    return { code: 'unexpected', reference };
  }
}

/** Sends an answer in one request; the id of the message it made, where somebody wants to know it. */
async function send(interaction: Answerable, answer: Answer): Promise<string | undefined> {
  const { flags, components, allowed_mentions: _ } = bodyOf(answer.view);
  const body = { components, allowedMentions: { parse: [] } };
  if (answer.kind === 'update') {
    if (!interaction.isButton()) return undefined;
    await interaction.update({ ...body, flags });
    return interaction.message.id;
  }
  const allFlags = answer.private ? flags | MessageFlags.Ephemeral : flags;
  if (!answer.sent) {
    await interaction.reply({ ...body, flags: allFlags });
    return undefined;
  }
  try {
    const response = await interaction.reply({ ...body, flags: allFlags, withResponse: true });
    return response.resource?.message?.id ?? response.interaction.responseMessageId ?? undefined;
  } catch (error) {
    // Our own repetition of a request whose answer was lost: the first one did make the message.
    if (!(error instanceof DiscordAPIError) || error.code !== ALREADY_ACKNOWLEDGED) throw error;
    // Unless it is the answer of another process that is the same bot by mistake: only that can be private in its place.
    const message = await interaction.fetchReply();
    return message.flags.has(MessageFlags.Ephemeral) === answer.private ? message.id : undefined;
  }
}
