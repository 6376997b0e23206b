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
import { sentences } from '../../i18n/i18n.ts';
import { type Measure, unmeasured } from '../../runtime/measurements.ts';
import { StoreError } from '../../runtime/storeError.ts';
import { languageOfLocale } from '../../settings.ts';
import type { InteractionChannel } from '../connection/interactionChannels.ts';
import { isRestFailure } from '../rest/failure.ts';
import { correctCommand, problemView } from '../views/problems.ts';
import { type Answer, type CommandAnswer, type Reply, type Shown, toCaller } from './answer.ts';
import { callOf } from './call.ts';
import {
  type ChatCommand,
  type Command,
  type ComponentHandler,
  type Context,
  commandKit,
  type GivenOptions,
  type MessageCommand,
} from './command.ts';
import { CorrectableRefusal, Corrections, type Sent } from './corrections.ts';
import { type Answerable, defer, deliver, deliverDeferred, deliverInstead } from './delivery.ts';
import { canAnswerAnew, discordProblem } from './discordRefusal.ts';
import type { Entered } from './formCodec.ts';
import { type Facts, Handling, type Subject } from './handling.ts';
import { kindOf } from './idCodec.ts';

type RouterOptions<Services> = {
  commands: readonly Command<Services>[];
  /** What the handlers get. */
  services: Services;
  log: Logger;
  /** Hears what became of each interaction. */
  measure?: Measure | undefined;
};

/** An answer on its way. */
type Sending = {
  /** What somebody may wait for; nothing where a form opens. */
  readonly shown: Shown | undefined;
  readonly send: () => Promise<string | undefined>;
  /** Says why it could not be sent. */
  readonly instead: (apology: Reply) => Promise<string | undefined>;
};

/** What is none of ours: a command or a button of a version before. */
const UNKNOWN = 'unknown';

/** Knows every command, button, menu and form there is. */
export class InteractionRouter<Services> {
  readonly #chatCommands = new Map<string, ChatCommand<Services>>();
  readonly #messageCommands = new Map<string, MessageCommand<Services>>();
  /** By the kind of their ids. */
  readonly #handlers = new Map<string, ComponentHandler<Services>>();
  readonly #corrections = new Corrections();
  readonly #services: Services;
  readonly #log: Logger;
  readonly #measure: Measure;

  /** @throws RangeError when two commands have one name, or two buttons, menus or forms one kind of id */
  constructor({ commands, services, log, measure = unmeasured }: RouterOptions<Services>) {
    this.#services = services;
    this.#log = log;
    this.#measure = measure;
    for (const command of commands) {
      if (command.kind === 'chat') addOnce(this.#chatCommands, command.definition.name, command);
      else addOnce(this.#messageCommands, command.definition.name, command);
      for (const handler of command.handlers) addOnce(this.#handlers, handler.codec.kind, handler);
    }
    const correct = commandKit<Services>().onPress(correctCommand, (context, { callId, choice }) =>
      this.#carryOn(context, this.#corrections.corrected(context.call, callId, choice)),
    );
    addOnce(this.#handlers, correct.codec.kind, correct);
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
      return this.#answer(interaction, `/${path}`, this.#commandAt('command', path), async () =>
        this.#run(this.#contextOf(interaction, channel), { path, given: givenOptions(interaction) }),
      );
    }
    if (interaction.isMessageContextMenuCommand()) {
      const command = this.#messageCommands.get(interaction.commandName);
      const subject: Subject = { type: 'message-command', command: command?.definition.name ?? UNKNOWN };
      return this.#answer(interaction, interaction.commandName, subject, async () => {
        const context = this.#contextOf(interaction, channel);
        return command ? command.run(context, interaction.targetId) : outdated();
      });
    }
    if (interaction.isButton() || interaction.isAnySelectMenu() || interaction.isModalSubmit()) {
      const kind = this.#handlers.get(kindOf(interaction.customId))?.codec.kind;
      const subject: Subject = { type: 'component', command: kind ?? UNKNOWN };
      return this.#answer(interaction, kind ?? 'something unknown', subject, async () =>
        this.#react(interaction, channel),
      );
    }
    this.#log.warn({ type: interaction.type }, 'an interaction of a kind that nothing of ours makes');
  }

  /** Does what a command asks for. @throws Refusal */
  async #run(context: Context<Services>, sent: Sent): Promise<CommandAnswer> {
    const [name = ''] = sent.path.split(' ');
    const action = this.#chatCommands.get(name)?.actions.get(sent.path);
    if (!action) return outdated();
    const watched = <Result>(work: () => Promise<Result>) => this.#corrections.watch(context.call, sent, work);
    const answer = await watched(() => action.run(context, sent.given));
    return answer.kind === 'defer' ? { ...answer, later: () => watched(answer.later) } : answer;
  }

  /** The same from a button below a private refusal: what is private takes its place. @throws Refusal */
  async #carryOn(context: Context<Services>, sent: Sent): Promise<Answer> {
    const answer = await this.#run(context, sent);
    if (answer.kind === 'form' || !answer.private) return answer;
    if (answer.kind === 'defer') return { kind: 'defer-update', later: answer.later };
    const { private: _, ...shown } = answer;
    return { ...shown, kind: 'update' };
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
    const handling = new Handling(this.#commandAt('completion', path), {});
    try {
      const action = this.#chatCommands.get(interaction.commandName)?.actions.get(path);
      const context = this.#contextOf(interaction, channel);
      const choices = await action?.complete(context, name, value, givenOptions(interaction));
      await interaction.respond(choices ?? []);
      handling.answered();
    } catch (error) {
      // Nobody waits for a completion: the next key asks again.
      this.#log.warn({ err: error, command: path, option: name }, 'could not complete an option');
    } finally {
      this.#measure(handling.measurement());
    }
  }

  /** A command that people type, for whoever counts: what Discord sends names only what there is, or was. */
  #commandAt(type: 'command' | 'completion', path: string): Subject {
    const [name = ''] = path.split(' ');
    return { type, command: this.#chatCommands.get(name)?.actions.has(path) ? `/${path}` : UNKNOWN };
  }

  #contextOf(interaction: Interaction, channel: InteractionChannel | undefined): Context<Services> {
    const call = callOf(interaction, channel);
    return { call, words: sentences[call.requester.language], services: this.#services };
  }

  async #answer(interaction: Answerable, what: string, subject: Subject, run: () => Promise<Answer>): Promise<void> {
    const facts = { interaction: interaction.id, server: interaction.guildId, channel: interaction.channelId, what };
    const handling = new Handling(subject, facts);
    try {
      await this.#answerFirst(interaction, handling, run);
    } finally {
      this.#measure(handling.measurement());
    }
  }

  async #answerFirst(interaction: Answerable, handling: Handling, run: () => Promise<Answer>): Promise<void> {
    let answer: Answer;
    try {
      answer = await run();
    } catch (error) {
      answer = this.#apologise(interaction, error, handling);
    }
    if (answer.kind === 'defer' || answer.kind === 'defer-update') {
      await this.#answerLater(interaction, answer, handling);
    } else {
      const given = answer;
      await this.#send(interaction, handling, {
        shown: given.kind === 'form' ? undefined : given,
        send: () => deliver(interaction, given),
        instead: (apology) => deliver(interaction, apology),
      });
    }
  }

  async #answerLater(
    interaction: Answerable,
    answer: Extract<Answer, { kind: 'defer' | 'defer-update' }>,
    handling: Handling,
  ): Promise<void> {
    try {
      await defer(interaction, answer);
      handling.answered();
    } catch (error) {
      // What nobody would learn of is not begun.
      this.#log.warn({ ...handling.facts, err: error }, 'could not announce the answer to an interaction');
      return;
    }
    const instead = (apology: Reply) => deliverInstead(interaction, answer, apology);
    let shown: Shown;
    try {
      shown = await answer.later((meanwhile) => this.#showMeanwhile(interaction, handling.facts, meanwhile));
    } catch (error) {
      const apology = this.#apologise(interaction, error, handling);
      return this.#send(interaction, handling, { shown: apology, send: () => instead(apology), instead });
    }
    return this.#send(interaction, handling, { shown, send: () => deliverDeferred(interaction, shown), instead });
  }

  /** What is not shown on the way is of no consequence: the end is. */
  async #showMeanwhile(interaction: Answerable, facts: Facts, meanwhile: Shown): Promise<void> {
    try {
      await deliverDeferred(interaction, meanwhile);
    } catch (error) {
      this.#log.warn({ ...facts, err: error }, 'could not show how far it is');
    }
  }

  /** Sends what is shown, if that can be done, or says why it cannot; and tells whoever waits for it. */
  async #send(interaction: Answerable, handling: Handling, { shown, send, instead }: Sending): Promise<void> {
    const { facts } = handling;
    let messageId: string | undefined;
    try {
      messageId = await send();
      handling.answered();
      this.#log.debug({ ...facts, took: Date.now() - interaction.createdTimestamp }, 'interaction answered');
    } catch (error) {
      handling.failed(error);
      this.#log.warn({ ...facts, err: error }, 'could not answer an interaction');
      if (canAnswerAnew(error)) await this.#sayWhy(interaction, handling, error, instead);
    }
    try {
      await shown?.sent?.(messageId);
      await shown?.afterwards?.();
    } catch (error) {
      this.#log.error({ ...facts, err: error }, 'could not finish what an interaction began');
    }
  }

  async #sayWhy(interaction: Answerable, handling: Handling, error: unknown, send: Sending['instead']): Promise<void> {
    try {
      await send(this.#apologise(interaction, error, handling));
      handling.answered();
    } catch (again) {
      this.#log.warn({ ...handling.facts, err: again }, 'could not say why an interaction was not answered');
    }
  }

  #apologise(interaction: Answerable, error: unknown, handling: Handling): Reply {
    handling.failed(error);
    const words = sentences[languageOfLocale(interaction.locale)];
    const correctable = error instanceof CorrectableRefusal ? error.correctable : undefined;
    return toCaller(
      problemView(this.#problemOf(error, handling.facts), words, { channelId: interaction.channelId, correctable }),
    );
  }

  #problemOf(error: unknown, facts: Facts): Problem {
    if (error instanceof Refusal) {
      this.#log.debug({ ...facts, problem: error.problem.code }, 'refused');
      return error.problem;
    }
    const reference = randomUUID().slice(0, 8);
    if (error instanceof StoreError) {
      this.#log.error({ ...facts, err: error, reference }, 'the store failed');
      return { code: 'store-failed', reference };
    }
    if (isRestFailure(error)) {
      this.#log.warn({ ...facts, err: error, reference }, 'Discord failed while an interaction was handled');
      return discordProblem(error) ?? { code: 'discord-failed', reference };
    }
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
