/** Brings every interaction to its handler, and every answer, refusal or failure to the person who asked. */
import { randomUUID } from 'node:crypto';
import type {
  AnySelectMenuInteraction,
  AutocompleteInteraction,
  ButtonInteraction,
  ChatInputCommandInteraction,
  Interaction,
  ModalSubmitInteraction,
} from 'discord.js';
import type { Logger } from 'pino';
import { type Problem, Refusal } from '../../app/problem.ts';
import { problemText, sentences } from '../../i18n/i18n.ts';
import { StoreError } from '../../runtime/storeError.ts';
import { languageOfLocale } from '../../settings.ts';
import type { InteractionChannel } from '../connection/interactionChannels.ts';
import { isRestFailure } from '../rest/failure.ts';
import { notice } from '../views/parts.ts';
import { type Answer, type Reply, type Shown, toCaller } from './answer.ts';
import { callOf } from './call.ts';
import type { ChatCommand, Command, ComponentHandler, Context, GivenOptions, MessageCommand } from './command.ts';
import { type Answerable, defer, deliver, deliverDeferred, deliverInstead } from './delivery.ts';
import type { Entered } from './formCodec.ts';
import { kindOf } from './idCodec.ts';

type RouterOptions<Services> = {
  commands: readonly Command<Services>[];
  /** What the handlers get. */
  services: Services;
  log: Logger;
};

/** What an interaction is, for the log. */
type Facts = Readonly<Record<string, string | null>>;

/** Knows every command, button, menu and form there is. */
export class InteractionRouter<Services> {
  readonly #chatCommands = new Map<string, ChatCommand<Services>>();
  readonly #messageCommands = new Map<string, MessageCommand<Services>>();
  /** By the kind of their ids. */
  readonly #handlers = new Map<string, ComponentHandler<Services>>();
  readonly #services: Services;
  readonly #log: Logger;

  /** @throws RangeError when two commands have one name, or two buttons, menus or forms one kind of id */
  constructor({ commands, services, log }: RouterOptions<Services>) {
    this.#services = services;
    this.#log = log;
    for (const command of commands) {
      if (command.kind === 'chat') addOnce(this.#chatCommands, command.definition.name, command);
      else addOnce(this.#messageCommands, command.definition.name, command);
      for (const handler of command.handlers) addOnce(this.#handlers, handler.codec.kind, handler);
    }
  }

  /**
   * Handles one interaction from start to end; never rejects: one that is not made as Discord says is logged and skipped.
   *
   * @param channel where it comes from, as Discord says
   */
  async handle(interaction: Interaction, channel?: InteractionChannel): Promise<void> {
    try {
      await this.#handle(interaction, channel);
    } catch (error) {
      const { id, guildId, channelId, type } = interaction;
      const facts = { interaction: id, server: guildId, channel: channelId, type };
      this.#log.error({ ...facts, err: error }, 'an interaction could not be handled: skipped');
    }
  }

  async #handle(interaction: Interaction, channel: InteractionChannel | undefined): Promise<void> {
    if (interaction.isAutocomplete()) return this.#complete(interaction, channel);
    if (interaction.isChatInputCommand()) {
      const path = pathOf(interaction);
      return this.#answer(interaction, `/${path}`, async () => {
        const context = this.#contextOf(interaction, channel);
        const action = this.#chatCommands.get(interaction.commandName)?.actions.get(path);
        return action ? action.run(context, givenOptions(interaction)) : outdated();
      });
    }
    if (interaction.isMessageContextMenuCommand()) {
      return this.#answer(interaction, interaction.commandName, async () => {
        const context = this.#contextOf(interaction, channel);
        const command = this.#messageCommands.get(interaction.commandName);
        return command ? command.run(context, interaction.targetId) : outdated();
      });
    }
    if (interaction.isButton() || interaction.isAnySelectMenu() || interaction.isModalSubmit()) {
      return this.#answer(interaction, interaction.customId, async () => this.#react(interaction, channel));
    }
    this.#log.warn({ type: interaction.type }, 'an interaction of a kind that nothing of ours makes');
  }

  async #react(
    interaction: ButtonInteraction | AnySelectMenuInteraction | ModalSubmitInteraction,
    channel: InteractionChannel | undefined,
  ): Promise<Answer> {
    const context = this.#contextOf(interaction, channel);
    const handler = this.#handlers.get(kindOf(interaction.customId));
    if (handler?.of === 'button' && interaction.isButton()) return handler.run(context, interaction.customId);
    if (handler?.of === 'menu' && interaction.isAnySelectMenu()) {
      return handler.run(context, interaction.customId, interaction.values);
    }
    if (handler?.of === 'form' && interaction.isModalSubmit()) {
      return handler.run(context, interaction.customId, (name) => enteredInto(interaction, name));
    }
    return outdated();
  }

  async #complete(interaction: AutocompleteInteraction, channel: InteractionChannel | undefined): Promise<void> {
    const { name, value } = interaction.options.getFocused(true);
    const path = pathOf(interaction);
    try {
      const action = this.#chatCommands.get(interaction.commandName)?.actions.get(path);
      const context = this.#contextOf(interaction, channel);
      const choices = await action?.complete(context, name, value, givenOptions(interaction));
      await interaction.respond(choices ?? []);
    } catch (error) {
      // Nobody waits for a completion: the next key asks again.
      this.#log.warn({ err: error, command: path, option: name }, 'could not complete an option');
    }
  }

  #contextOf(interaction: Interaction, channel: InteractionChannel | undefined): Context<Services> {
    const call = callOf(interaction, channel);
    return { call, words: sentences[call.requester.language], services: this.#services };
  }

  async #answer(interaction: Answerable, what: string, run: () => Promise<Answer>): Promise<void> {
    const facts = { interaction: interaction.id, server: interaction.guildId, channel: interaction.channelId, what };
    let answer: Answer;
    try {
      answer = await run();
    } catch (error) {
      answer = this.#apologise(interaction, error, facts);
    }
    if (answer.kind === 'defer' || answer.kind === 'defer-update') {
      await this.#answerLater(interaction, answer, facts);
    } else {
      const sent = answer;
      await this.#send(interaction, facts, sent.kind === 'form' ? undefined : sent, () => deliver(interaction, sent));
    }
  }

  async #answerLater(
    interaction: Answerable,
    answer: Extract<Answer, { kind: 'defer' | 'defer-update' }>,
    facts: Facts,
  ): Promise<void> {
    try {
      await defer(interaction, answer);
    } catch (error) {
      // What nobody would learn of is not begun.
      this.#log.warn({ ...facts, err: error }, 'could not announce the answer to an interaction');
      return;
    }
    let shown: Shown;
    try {
      shown = await answer.later((meanwhile) =>
        this.#send(interaction, facts, meanwhile, () => deliverDeferred(interaction, meanwhile)),
      );
    } catch (error) {
      const apology = this.#apologise(interaction, error, facts);
      return this.#send(interaction, facts, apology, () => deliverInstead(interaction, answer, apology));
    }
    return this.#send(interaction, facts, shown, () => deliverDeferred(interaction, shown));
  }

  /** Sends what is shown, if that can be done, and tells whoever waits for it. */
  async #send(
    interaction: Answerable,
    facts: Facts,
    shown: Shown | undefined,
    send: () => Promise<string | undefined>,
  ): Promise<void> {
    let messageId: string | undefined;
    try {
      messageId = await send();
      this.#log.debug({ ...facts, took: Date.now() - interaction.createdTimestamp }, 'interaction answered');
    } catch (error) {
      this.#log.warn({ ...facts, err: error }, 'could not answer an interaction');
    }
    try {
      await shown?.sent?.(messageId);
    } catch (error) {
      this.#log.error({ ...facts, err: error }, 'could not finish what an interaction began');
    }
  }

  #apologise(interaction: Answerable, error: unknown, facts: Facts): Reply {
    const words = sentences[languageOfLocale(interaction.locale)];
    const problem = this.#problemOf(error, facts);
    return toCaller(notice(problemText(words.problem, problem)));
  }

  #problemOf(error: unknown, facts: Facts): Problem {
    if (error instanceof Refusal) {
      this.#log.debug({ ...facts, problem: error.problem.code }, 'refused');
      return error.problem;
    }
    if (error instanceof StoreError) {
      this.#log.error({ ...facts, err: error }, 'the store failed');
      return { code: 'store-failed' };
    }
    if (isRestFailure(error)) {
      this.#log.warn({ ...facts, err: error }, 'Discord failed while an interaction was handled');
      return { code: 'discord-failed' };
    }
    const reference = randomUUID().slice(0, 8);
    this.#log.error({ ...facts, err: error, reference }, 'unexpected failure');
    return { code: 'unexpected', reference };
  }
}

function addOnce<Value>(known: Map<string, Value>, name: string, value: Value): void {
  if (known.has(name)) throw new RangeError(`Two handlers are named "${name}".`);
  known.set(name, value);
}

/** What was typed, without the slash: `thread replay`. */
function pathOf({ commandName, options }: ChatInputCommandInteraction | AutocompleteInteraction): string {
  return [commandName, options.getSubcommand(false)].filter((word) => word !== null).join(' ');
}

function givenOptions({ options }: ChatInputCommandInteraction | AutocompleteInteraction): GivenOptions {
  return (name) => options.get(name) ?? undefined;
}

function enteredInto({ fields }: ModalSubmitInteraction, name: string): Entered {
  const field = fields.fields.get(name);
  const text = field && 'value' in field && typeof field.value === 'string' ? field.value : '';
  return { text, chosen: field && 'values' in field ? field.values : [] };
}

function outdated(): never {
  throw new Refusal({ code: 'outdated' });
}
