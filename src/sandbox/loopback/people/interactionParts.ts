/** Interactions, made of what a person does in a channel: as Discord's client makes them, or refuses to. */
import {
  type APIApplicationCommand,
  type APIAttachment,
  type APIModalInteractionResponseCallbackData,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ComponentType,
  InteractionType,
  PermissionFlagsBits,
} from 'discord.js';
import type { InteractionPart } from '../interactions/pendingInteraction.ts';
import type { StoredMessage, WorldChannel } from '../world/model.ts';
import { messagePayload } from '../world/payloads.ts';
import { mayUse, permissionsIn } from '../world/permissions.ts';
import type { Person } from '../world/person.ts';
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
import { type FormValues, fillForm, referencesOf } from './modalForm.ts';
import { type References, resolvedData } from './resolvedData.ts';

/** Something that a person does and that the bot answers. Buttons and menus are known by custom id or by what they say. */
export type Act =
  | { readonly kind: 'slash'; readonly path: string; readonly values: OptionValues }
  | { readonly kind: 'message-command'; readonly name: string; readonly messageId: string }
  | { readonly kind: 'click'; readonly messageId: string; readonly button: string }
  | { readonly kind: 'choose'; readonly messageId: string; readonly menu: string; readonly values: readonly string[] };

const { ViewChannel } = PermissionFlagsBits;

/** What one person sees in one channel, and the interactions that begin there. */
export class InteractionParts {
  readonly #person: Person;
  readonly #channel: WorldChannel;
  readonly #world: World;

  constructor(person: Person, channel: WorldChannel, world: World) {
    this.#person = person;
    this.#channel = channel;
    this.#world = world;
  }

  /** The commands that the person may use here. */
  get commands(): readonly APIApplicationCommand[] {
    return this.#world.commands.filter((command) => mayUse(command, this.#channel, this.#person.id));
  }

  /** The messages that the person sees, oldest first. */
  get messages(): readonly StoredMessage[] {
    if (!this.#seesChannel) return [];
    return this.#channel.messages.filter(({ onlyFor }) => onlyFor === undefined || onlyFor === this.#person.id);
  }

  /** What somebody does. @throws ClientRefusal when Discord's client would not send it */
  of(act: Act): InteractionPart {
    this.#requireSight();
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

  /** A command whose last given option is still being typed. @throws ClientRefusal as {@link of} */
  ofTyping(path: string, values: OptionValues): InteractionPart {
    this.#requireSight();
    const typed = findCommand(this.#world.commands, path);
    const options = fillHalfTyped(typed.options, values);
    this.#requireUseOf(typed.command);
    return { type: InteractionType.ApplicationCommandAutocomplete, data: this.#data(typed, options, values) };
  }

  /** A form that was filled in. @throws ClientRefusal as {@link of} */
  ofForm(
    modal: APIModalInteractionResponseCallbackData,
    values: FormValues,
    source: StoredMessage | undefined,
  ): InteractionPart {
    this.#requireSight();
    const { data, references } = fillForm(modal, values);
    return { type: InteractionType.ModalSubmit, data: { ...data, ...this.#resolved(references) }, source };
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
    const message = messagePayload(this.#seen(messageId), this.#world);
    const { id, type } = command;
    const resolved = { messages: { [message.id]: message } };
    return { type: InteractionType.ApplicationCommand, data: { id, name, type, target_id: message.id, resolved } };
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
    const resolved = this.#resolved(referencesOf(menu.type, values));
    const data = { component_type: menu.type, custom_id: menu.custom_id, values, ...resolved };
    return { type: InteractionType.MessageComponent, data, source };
  }

  #seen(messageId: string): StoredMessage {
    const seen = this.messages.find(({ payload }) => payload.id === messageId);
    if (!seen) throw clientRefusals.noMessage(this.#person.name, this.#channel.name);
    return seen;
  }

  #requireUseOf(command: APIApplicationCommand): void {
    if (mayUse(command, this.#channel, this.#person.id)) return;
    const slash = command.type === ApplicationCommandType.ChatInput ? '/' : '';
    throw clientRefusals.mayNotUse(this.#person.name, `${slash}${command.name}`);
  }

  get #seesChannel(): boolean {
    return (permissionsIn(this.#channel, this.#person.id) & ViewChannel) !== 0n;
  }

  #requireSight(): void {
    if (!this.#seesChannel) throw clientRefusals.unseenChannel(this.#person.name, this.#channel.name);
  }

  /** An interaction's data with what its options refer to. */
  #data(typed: TypedCommand, options: readonly FilledOption[], values: OptionValues): object {
    const idsOf = (...types: ApplicationCommandOptionType[]) =>
      options.filter(({ type }) => types.includes(type)).map(({ value }) => String(value));
    const { Attachment, Channel, User, Role, Mentionable } = ApplicationCommandOptionType;
    const files = options.filter(({ type }) => type === Attachment).map(({ name }) => values[name]);
    const resolved = this.#resolved({
      attachments: files.filter((file) => isAttachment(file)),
      channels: idsOf(Channel),
      users: idsOf(User, Mentionable),
      roles: idsOf(Role, Mentionable),
    });
    return { ...typed.fill(options), guild_id: this.#channel.server.id, ...resolved };
  }

  #resolved(references: References): { resolved?: object } {
    const resolved = resolvedData(this.#world, this.#person, this.#channel, references);
    return Object.keys(resolved).length > 0 ? { resolved } : {};
  }
}

function isAttachment(value: unknown): value is APIAttachment {
  return typeof value === 'object' && value !== null && 'filename' in value;
}
