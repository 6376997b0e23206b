/** People who use the bot, as tests and the terminal drive them: they see and may do what Discord would let them. */
import {
  type APIApplicationCommand,
  type APIApplicationCommandOption,
  type APIButtonComponentWithCustomId,
  type APIMessage,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ComponentType,
  InteractionType,
} from 'discord.js';
import type { Answer, Interactions } from './interactions.ts';
import { permissionsIn } from './permissions.ts';
import type { Person, StoredMessage, World, WorldChannel } from './world.ts';

/** Values of a command's options, by name. */
export type OptionValues = Readonly<Record<string, string | number | boolean>>;

/** A message a person got, and whether they alone see it. */
export type Reply = Extract<Answer, { kind: 'message' | 'update' }>;

export class Actor {
  readonly person: Person;
  readonly channel: WorldChannel;
  readonly #world: World;
  readonly #interactions: Interactions;

  constructor(person: Person, channel: WorldChannel, world: World, interactions: Interactions) {
    this.person = person;
    this.channel = channel;
    this.#world = world;
    this.#interactions = interactions;
  }

  /**
   * Types a command such as `/thread replay` and waits for the bot's answer.
   *
   * @throws Error when Discord's client would not let it be sent, or the bot does not answer in time
   */
  async slash(path: string, values: OptionValues = {}): Promise<Reply> {
    const { data, options } = this.#command(path);
    for (const option of options) requireValid(option, values);
    refuseUnknown(options, values, path);
    const given = options.filter(({ name }) => name in values);
    const filled = data(given.map(({ name, type }) => ({ name, type, value: values[name] })));
    const answer = await this.#interactions.send(this.person, this.channel, {
      type: InteractionType.ApplicationCommand,
      data: filled,
    });
    return replyOf(answer);
  }

  /** What the bot offers while the last of the given options is being typed. */
  async autocomplete(path: string, values: OptionValues): Promise<{ name: string; value: string | number }[]> {
    const { data, options } = this.#command(path);
    refuseUnknown(options, values, path);
    const names = Object.keys(values);
    const typed = names.map((name) => ({
      name,
      type: options.find((option) => option.name === name)?.type,
      value: values[name],
      ...(name === names.at(-1) && { focused: true }),
    }));
    const answer = await this.#interactions.send(this.person, this.channel, {
      type: InteractionType.ApplicationCommandAutocomplete,
      data: data(typed),
    });
    if (answer.kind !== 'choices') throw new Error(`Expected choices, got a ${answer.kind}.`);
    return answer.choices;
  }

  /** Presses a button by its label or custom id, and waits for what happens. */
  async click(message: APIMessage, label: string): Promise<Reply> {
    const source = this.#visible().find(({ payload }) => payload.id === message.id);
    if (!source) throw new Error(`${this.person.name} cannot see that message.`);
    const all = buttonsOf(source.payload);
    const button = all.find((candidate) => candidate.label === label || candidate.custom_id === label);
    if (!button) throw new Error(`There is no button "${label}", only: ${all.map((b) => b.label).join(', ')}.`);
    if (button.disabled) throw new Error(`The button "${label}" is disabled.`);
    const answer = await this.#interactions.send(this.person, this.channel, {
      type: InteractionType.MessageComponent,
      data: { component_type: ComponentType.Button, custom_id: button.custom_id },
      source,
    });
    return replyOf(answer);
  }

  /** The commands the bot has registered. */
  get commands(): readonly APIApplicationCommand[] {
    return this.#world.commands;
  }

  /** The messages of the channel that this person sees, oldest first. */
  get messages(): APIMessage[] {
    return this.#visible().map(({ payload }) => payload);
  }

  #visible(): StoredMessage[] {
    return this.channel.messages.filter(({ onlyFor }) => onlyFor === undefined || onlyFor === this.person.id);
  }

  #command(path: string) {
    const [name = '', subcommand] = path.replace(/^\//, '').split(' ');
    const command = this.#world.commands.find((candidate) => candidate.name === name);
    if (!command) throw new Error(`There is no command /${name}.`);
    const needed = BigInt(command.default_member_permissions ?? 0);
    if ((permissionsIn(this.channel, this.person.id) & needed) !== needed) {
      throw new Error(`${this.person.name} may not use /${name}.`);
    }
    const base = { id: command.id, name, type: ApplicationCommandType.ChatInput };
    if (subcommand === undefined) {
      return { options: command.options ?? [], data: (options: object[]) => ({ ...base, options }) };
    }
    const chosen = command.options?.find((option) => option.name === subcommand);
    if (chosen?.type !== ApplicationCommandOptionType.Subcommand) throw new Error(`There is no command ${path}.`);
    const wrap = (options: object[]) => ({ ...base, options: [{ name: subcommand, type: chosen.type, options }] });
    return { options: chosen.options ?? [], data: wrap };
  }
}

/** All buttons of a message that ask the bot something. */
export function buttonsOf(message: APIMessage): APIButtonComponentWithCustomId[] {
  const found: APIButtonComponentWithCustomId[] = [];
  visit(message.components);
  return found;

  function visit(node: unknown): void {
    if (Array.isArray(node)) node.forEach(visit);
    else if (isObject(node)) {
      if (node.type === ComponentType.Button && 'custom_id' in node) {
        // A component of this type with a custom id is exactly this (`components/reference#button`).
        found.push(node as unknown as APIButtonComponentWithCustomId);
      }
      Object.values(node).forEach(visit);
    }
  }
}

/** All texts of a message, its content first. */
export function textOf(message: APIMessage): string {
  const texts: string[] = message.content === '' ? [] : [message.content];
  visit(message.components);
  return texts.join('\n');

  function visit(node: unknown): void {
    if (Array.isArray(node)) node.forEach(visit);
    else if (isObject(node)) {
      if (node.type === ComponentType.TextDisplay) texts.push(String(node.content));
      Object.values(node).forEach(visit);
    }
  }
}

function isObject(node: unknown): node is Record<string, unknown> {
  return typeof node === 'object' && node !== null;
}

function replyOf(answer: Answer): Reply {
  if (answer.kind === 'message' || answer.kind === 'update') return answer;
  throw new Error(`Expected a message, got a ${answer.kind}.`);
}

function requireValid(option: APIApplicationCommandOption, values: OptionValues): void {
  const value = values[option.name];
  if (value === undefined) {
    if (option.required) throw new Error(`The option ${option.name} is required.`);
    return;
  }
  const isInteger = option.type === ApplicationCommandOptionType.Integer;
  if (isInteger && !Number.isInteger(value)) throw new Error(`The option ${option.name} takes an integer.`);
  if ('min_value' in option && Number(value) < (option.min_value ?? value))
    throw new Error(`${option.name} is too small.`);
  if ('choices' in option && option.choices && !option.choices.some((choice) => choice.value === value)) {
    throw new Error(`The option ${option.name} has no choice ${value}.`);
  }
}

function refuseUnknown(options: readonly APIApplicationCommandOption[], values: OptionValues, path: string): void {
  const unknown = Object.keys(values).find((name) => !options.some((option) => option.name === name));
  if (unknown) throw new Error(`${path} has no option ${unknown}.`);
}
