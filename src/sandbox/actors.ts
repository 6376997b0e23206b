/** People who use the bot, as tests and the terminal drive them: they see and may do what Discord would let them. */
import {
  type APIApplicationCommand,
  type APIApplicationCommandOptionChoice,
  type APIAttachment,
  type APIMessage,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ComponentType,
  InteractionType,
  PermissionFlagsBits,
} from 'discord.js';
import {
  type FilledOption,
  fillHalfTyped,
  fillOptions,
  findCommand,
  type OptionValues,
  type TypedCommand,
} from './commandOptions.ts';
import { buttonsOf, menusOf } from './components.ts';
import type { Answer, InteractionPart, Interactions } from './interactions.ts';
import { type FormValues, fillForm } from './modalForm.ts';
import { channelPayload } from './payloads.ts';
import type { Person } from './people.ts';
import { userPayload } from './people.ts';
import { permissionsIn } from './permissions.ts';
import type { StoredMessage, World, WorldChannel } from './world.ts';

/** A message a person got, and whether they alone see it; or another look of the message they used. */
export type Reply = Extract<Answer, { kind: 'message' | 'update' }>;

const { ViewChannel, UseApplicationCommands } = PermissionFlagsBits;

/** A person in a channel. */
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
   * Types a command such as `/thread replay` and waits for the bot's answer. A form that opens is filled in with `form`.
   *
   * @throws Error when Discord's client would not let it be sent, or the bot does not answer in time
   */
  async slash(path: string, values: OptionValues = {}, form?: FormValues): Promise<Reply> {
    const typed = findCommand(this.#world.commands, path);
    const options = fillOptions(typed.options, values);
    this.#requireUseOf(typed.command);
    return this.#act(InteractionType.ApplicationCommand, this.#data(typed, options, values), { form });
  }

  /** What the bot offers while the last of the given options is being typed. @throws Error as {@link slash} */
  async autocomplete(path: string, values: OptionValues): Promise<APIApplicationCommandOptionChoice[]> {
    const typed = findCommand(this.#world.commands, path);
    const options = fillHalfTyped(typed.options, values);
    this.#requireUseOf(typed.command);
    const answer = await this.#send({
      type: InteractionType.ApplicationCommandAutocomplete,
      data: this.#data(typed, options, values),
    });
    if (answer.kind !== 'choices') throw new Error(`The bot answered with a ${answer.kind}, not with choices.`);
    return answer.choices;
  }

  /** Chooses a command from a message's menu. @throws Error as {@link slash} */
  async messageCommand(name: string, message: APIMessage): Promise<Reply> {
    const command = this.#world.commands.find(
      (other) => other.name === name && other.type === ApplicationCommandType.Message,
    );
    if (!command) throw new Error(`There is no message command ${name}.`);
    this.#requireUseOf(command);
    const { payload } = this.#seen(message);
    const { id, type } = command;
    const resolved = { messages: { [payload.id]: payload } };
    return this.#act(InteractionType.ApplicationCommand, { id, name, type, target_id: payload.id, resolved });
  }

  /**
   * Presses a button by its label or custom id, and waits for what happens. A form that opens is filled in with `form`.
   *
   * @throws Error when there is no such button to press, or the bot does not answer in time
   */
  async click(message: APIMessage, label: string, form?: FormValues): Promise<Reply> {
    const source = this.#seen(message);
    const all = buttonsOf(source.payload);
    const button = all.find((candidate) => candidate.label === label || candidate.custom_id === label);
    if (!button) throw new Error(`There is no button "${label}", only: ${all.map((other) => other.label).join(', ')}.`);
    if (button.disabled) throw new Error(`The button "${label}" is disabled.`);
    const data = { component_type: ComponentType.Button, custom_id: button.custom_id };
    return this.#act(InteractionType.MessageComponent, data, { source, form });
  }

  /** Chooses from a menu by its placeholder or custom id. @throws Error as {@link click} */
  async choose(message: APIMessage, label: string, values: readonly string[]): Promise<Reply> {
    const source = this.#seen(message);
    const menu = menusOf(source.payload).find(
      (candidate) => candidate.placeholder === label || candidate.custom_id === label,
    );
    if (!menu || menu.disabled) throw new Error(`There is no menu "${label}" to choose from.`);
    const { min_values = 1, max_values = 1 } = menu;
    if (values.length < min_values || values.length > max_values) {
      throw new Error(`The menu "${label}" takes ${min_values} to ${max_values} values.`);
    }
    const options = menu.type === ComponentType.StringSelect ? menu.options.map(({ value }) => value) : values;
    const odd = values.find((value) => !options.includes(value));
    if (odd !== undefined) throw new Error(`The menu "${label}" has no ${odd}, only: ${options.join(', ')}.`);
    const data = { component_type: menu.type, custom_id: menu.custom_id, values };
    return this.#act(InteractionType.MessageComponent, data, { source });
  }

  /** Uploads a text file, to be the value of an option. */
  attach(name: string, text: string): APIAttachment {
    const bytes = new TextEncoder().encode(text);
    return this.#world.addFile(this.channel, { name, type: 'text/plain; charset=utf-8', bytes });
  }

  /** The commands that this person may use here. */
  get commands(): readonly APIApplicationCommand[] {
    return this.#world.commands.filter((command) => this.#mayUse(command));
  }

  /** The messages of the channel that this person sees, oldest first. */
  get messages(): APIMessage[] {
    return this.#visible().map(({ payload }) => payload);
  }

  async #act(
    type: InteractionType,
    data: object,
    { source, form }: { source?: StoredMessage; form?: FormValues | undefined } = {},
  ): Promise<Reply> {
    const first = await this.#send({ type, data, source });
    if (first.kind !== 'modal') {
      if (form) throw new Error('No form opened.');
      return replyOf(first);
    }
    if (!form) throw new Error(`A form opened: ${first.modal.title}.`);
    const part = { type: InteractionType.ModalSubmit, data: fillForm(first.modal, form), source: first.source };
    return replyOf(await this.#send(part));
  }

  #send(part: InteractionPart): Promise<Answer> {
    if ((this.#permissions & ViewChannel) === 0n) {
      throw new Error(`${this.person.name} cannot see #${this.channel.name}.`);
    }
    return this.#interactions.send(this.person, this.channel, part);
  }

  #visible(): StoredMessage[] {
    if ((this.#permissions & ViewChannel) === 0n) return [];
    return this.channel.messages.filter(({ onlyFor }) => onlyFor === undefined || onlyFor === this.person.id);
  }

  #seen(message: APIMessage): StoredMessage {
    const seen = this.#visible().find(({ payload }) => payload.id === message.id);
    if (!seen) throw new Error(`${this.person.name} sees no such message in #${this.channel.name}.`);
    return seen;
  }

  get #permissions(): bigint {
    return permissionsIn(this.channel, this.person.id);
  }

  #mayUse({ default_member_permissions }: APIApplicationCommand): boolean {
    const needed = UseApplicationCommands | BigInt(default_member_permissions ?? 0);
    return (this.#permissions & needed) === needed;
  }

  #requireUseOf(command: APIApplicationCommand): void {
    if (this.#mayUse(command)) return;
    const slash = command.type === ApplicationCommandType.ChatInput ? '/' : '';
    throw new Error(`${this.person.name} may not use ${slash}${command.name} here.`);
  }

  /** An interaction's data with what its options refer to (`interactions/receiving-and-responding#resolved-data`). */
  #data(typed: TypedCommand, options: readonly FilledOption[], values: OptionValues): object {
    const attachments: Record<string, unknown> = {};
    const channels: Record<string, unknown> = {};
    const users: Record<string, unknown> = {};
    for (const { name, type, value } of options) {
      const id = String(value);
      const channel = this.#world.channels.get(id);
      const person = this.#world.people.get(id);
      if (type === ApplicationCommandOptionType.Attachment) attachments[id] = values[name];
      if (type === ApplicationCommandOptionType.Channel && channel) {
        channels[id] = {
          ...channelPayload(channel, this.#world),
          permissions: String(permissionsIn(channel, this.person.id)),
        };
      }
      if (type === ApplicationCommandOptionType.User && person) users[id] = userPayload(person);
    }
    return { ...typed.fill(options), guild_id: this.channel.server.id, resolved: { attachments, channels, users } };
  }
}

function replyOf(answer: Answer): Reply {
  if (answer.kind === 'message' || answer.kind === 'update') return answer;
  throw new Error(`The bot answered with ${answer.kind}, not with a message.`);
}
