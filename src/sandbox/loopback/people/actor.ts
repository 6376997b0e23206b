/** People who use the bot, as tests and the page drive them: they see and may do what Discord would let them. */
import {
  type APIApplicationCommand,
  type APIApplicationCommandOptionChoice,
  type APIAttachment,
  type APIMessage,
  type APIModalInteractionResponseCallbackData,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ComponentType,
  InteractionType,
  PermissionFlagsBits,
} from 'discord.js';
import type { Outcome } from '../interactions/outcome.ts';
import type { InteractionPart } from '../interactions/pendingInteraction.ts';
import type { PendingInteractions } from '../interactions/pendingInteractions.ts';
import type { StoredMessage, WorldChannel } from '../world/model.ts';
import { channelPayload } from '../world/payloads.ts';
import { mayUse, permissionsIn } from '../world/permissions.ts';
import type { Person } from '../world/person.ts';
import { userPayload } from '../world/person.ts';
import type { World } from '../world/world.ts';
import { clientRefusals } from './clientRefusal.ts';
import {
  type FilledOption,
  fillHalfTyped,
  fillOptions,
  findCommand,
  type OptionValues,
  type TypedCommand,
} from './commandOptions.ts';
import { buttonsOf, menusOf } from './components.ts';
import { type FormValues, fillForm } from './modalForm.ts';

/** Something that a person does and that the bot answers. Buttons and menus are known by custom id or by what they say. */
export type Act =
  | { readonly kind: 'slash'; readonly path: string; readonly values: OptionValues }
  | { readonly kind: 'message-command'; readonly name: string; readonly messageId: string }
  | { readonly kind: 'click'; readonly messageId: string; readonly button: string }
  | { readonly kind: 'choose'; readonly messageId: string; readonly menu: string; readonly values: readonly string[] };

/** A message a person got, and whether they alone see it; or another look of the message they used. */
export type Reply = Extract<Outcome, { kind: 'message' | 'update' }>;

/** A form that opened for a person. */
export type OpenForm = {
  readonly kind: 'modal';
  readonly modal: APIModalInteractionResponseCallbackData;
  /** Sends what was entered; can be tried again when it is refused. @throws ClientRefusal as {@link Actor.act} */
  submit(values: FormValues): Promise<Reply>;
};

const { ViewChannel } = PermissionFlagsBits;

/** A person in a channel. */
export class Actor {
  readonly person: Person;
  readonly channel: WorldChannel;
  readonly #world: World;
  readonly #interactions: PendingInteractions;

  constructor(person: Person, channel: WorldChannel, world: World, interactions: PendingInteractions) {
    this.person = person;
    this.channel = channel;
    this.#world = world;
    this.#interactions = interactions;
  }

  /**
   * Does something and waits for what the bot makes of it.
   *
   * @throws ClientRefusal when Discord's client would not let it be sent, or the bot does not answer in time
   */
  async act(act: Act): Promise<Reply | OpenForm> {
    const part = this.#part(act);
    const answer = await this.#send(part);
    if (answer.kind !== 'modal') return replyOf(answer);
    const { modal, source } = answer;
    return {
      kind: 'modal',
      modal,
      submit: async (values) =>
        replyOf(await this.#send({ type: InteractionType.ModalSubmit, data: fillForm(modal, values), source })),
    };
  }

  /**
   * Types a command such as `/thread replay` and waits for the bot's answer. A form that opens is filled in with `form`.
   *
   * @throws ClientRefusal as {@link act}
   */
  slash(path: string, values: OptionValues = {}, form?: FormValues): Promise<Reply> {
    return this.#through({ kind: 'slash', path, values }, form);
  }

  /** Chooses a command from a message's menu. @throws ClientRefusal as {@link act} */
  messageCommand(name: string, message: APIMessage, form?: FormValues): Promise<Reply> {
    return this.#through({ kind: 'message-command', name, messageId: message.id }, form);
  }

  /**
   * Presses a button by its label or custom id, and waits for what happens. A form that opens is filled in with `form`.
   *
   * @throws ClientRefusal as {@link act}
   */
  click(message: APIMessage, button: string, form?: FormValues): Promise<Reply> {
    return this.#through({ kind: 'click', messageId: message.id, button }, form);
  }

  /** Chooses from a menu by its placeholder or custom id. @throws ClientRefusal as {@link act} */
  choose(message: APIMessage, menu: string, values: readonly string[], form?: FormValues): Promise<Reply> {
    return this.#through({ kind: 'choose', messageId: message.id, menu, values }, form);
  }

  /** What the bot offers while the last of the given options is being typed. @throws ClientRefusal as {@link act} */
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

  /** Uploads a text file, to be the value of an option. */
  attach(name: string, text: string): APIAttachment {
    const bytes = new TextEncoder().encode(text);
    return this.#world.addFile(this.channel, { name, type: 'text/plain; charset=utf-8', bytes });
  }

  /** The commands that this person may use here. */
  get commands(): readonly APIApplicationCommand[] {
    return this.#world.commands.filter((command) => mayUse(command, this.channel, this.person.id));
  }

  /** The messages of the channel that this person sees, oldest first. */
  get messages(): APIMessage[] {
    return this.#visible().map(({ payload }) => payload);
  }

  async #through(act: Act, form: FormValues | undefined): Promise<Reply> {
    const outcome = await this.act(act);
    if (outcome.kind !== 'modal') {
      if (form) throw new Error('No form opened.');
      return outcome;
    }
    if (!form) throw new Error(`A form opened: ${outcome.modal.title}.`);
    return outcome.submit(form);
  }

  #part(act: Act): InteractionPart {
    switch (act.kind) {
      case 'slash':
        return this.#slashed(act);
      case 'message-command':
        return this.#chosen(act);
      case 'click':
        return this.#pressed(act);
      case 'choose':
        return this.#picked(act);
    }
  }

  #slashed({ path, values }: Extract<Act, { kind: 'slash' }>): InteractionPart {
    const typed = findCommand(this.#world.commands, path);
    const options = fillOptions(typed.options, values);
    this.#requireUseOf(typed.command);
    return { type: InteractionType.ApplicationCommand, data: this.#data(typed, options, values) };
  }

  #chosen({ name, messageId }: Extract<Act, { kind: 'message-command' }>): InteractionPart {
    const command = this.#world.commands.find(
      (other) => other.name === name && other.type === ApplicationCommandType.Message,
    );
    if (!command) throw clientRefusals.noMessageCommand(name);
    this.#requireUseOf(command);
    const { payload } = this.#seen(messageId);
    const { id, type } = command;
    const resolved = { messages: { [payload.id]: payload } };
    return { type: InteractionType.ApplicationCommand, data: { id, name, type, target_id: payload.id, resolved } };
  }

  #pressed({ messageId, button: label }: Extract<Act, { kind: 'click' }>): InteractionPart {
    const source = this.#seen(messageId);
    const all = buttonsOf(source.payload);
    const button = all.find((candidate) => candidate.label === label || candidate.custom_id === label);
    const labels = all.flatMap((other) => other.label ?? []);
    if (!button) throw clientRefusals.noButton(label, labels);
    if (button.disabled) throw clientRefusals.disabledButton(button.label ?? label);
    const data = { component_type: ComponentType.Button, custom_id: button.custom_id };
    return { type: InteractionType.MessageComponent, data, source };
  }

  #picked({ messageId, menu: label, values }: Extract<Act, { kind: 'choose' }>): InteractionPart {
    const source = this.#seen(messageId);
    const menu = menusOf(source.payload).find(
      (candidate) => candidate.placeholder === label || candidate.custom_id === label,
    );
    if (!menu || menu.disabled) throw clientRefusals.noMenu(label);
    const { min_values = 1, max_values = 1 } = menu;
    if (values.length < min_values || values.length > max_values) {
      throw clientRefusals.menuCount(label, min_values, max_values);
    }
    const options = menu.type === ComponentType.StringSelect ? menu.options.map(({ value }) => value) : values;
    const odd = values.find((value) => !options.includes(value));
    if (odd !== undefined) throw clientRefusals.menuChoice(label, odd, options);
    const data = { component_type: menu.type, custom_id: menu.custom_id, values };
    return { type: InteractionType.MessageComponent, data, source };
  }

  async #send(part: InteractionPart): Promise<Outcome> {
    if ((this.#permissions & ViewChannel) === 0n) {
      throw clientRefusals.unseenChannel(this.person.name, this.channel.name);
    }
    return this.#interactions.send(this.person, this.channel, part);
  }

  #visible(): StoredMessage[] {
    if ((this.#permissions & ViewChannel) === 0n) return [];
    return this.channel.messages.filter(({ onlyFor }) => onlyFor === undefined || onlyFor === this.person.id);
  }

  #seen(messageId: string): StoredMessage {
    const seen = this.#visible().find(({ payload }) => payload.id === messageId);
    if (!seen) throw clientRefusals.noMessage(this.person.name, this.channel.name);
    return seen;
  }

  get #permissions(): bigint {
    return permissionsIn(this.channel, this.person.id);
  }

  #requireUseOf(command: APIApplicationCommand): void {
    if (mayUse(command, this.channel, this.person.id)) return;
    const slash = command.type === ApplicationCommandType.ChatInput ? '/' : '';
    throw clientRefusals.mayNotUse(this.person.name, `${slash}${command.name}`);
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
          app_permissions: String(permissionsIn(channel, this.#world.bot.id)),
        };
      }
      if (type === ApplicationCommandOptionType.User && person) users[id] = userPayload(person);
    }
    return { ...typed.fill(options), guild_id: this.channel.server.id, resolved: { attachments, channels, users } };
  }
}

function replyOf(outcome: Outcome): Reply {
  if (outcome.kind === 'message' || outcome.kind === 'update') return outcome;
  throw new Error(`The bot answered with ${outcome.kind}, not with a message.`);
}
