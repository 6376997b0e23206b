/** What somebody does on the page as the person they are, carried out in the little Discord. */
import { randomUUID } from 'node:crypto';
import { ApplicationCommandOptionType, ComponentType, PermissionFlagsBits } from 'discord.js';
import { Actor, type OpenForm, type Reply } from '../loopback/people/actor.ts';
import { findCommand, type OptionValues } from '../loopback/people/commandOptions.ts';
import type { Act } from '../loopback/people/interactionParts.ts';
import type { FormValues } from '../loopback/people/modalForm.ts';
import type { WorldChannel } from '../loopback/world/model.ts';
import { permissionsIn } from '../loopback/world/permissions.ts';
import { type Person, userPayload } from '../loopback/world/person.ts';
import { injections } from './injections.ts';
import type { PageFault } from './protocol/faults.ts';
import { LONGEST_MESSAGE, type PageAnswer, type PageOptions, type Question } from './protocol/frames.ts';
import { pageRefusals } from './refusals.ts';
import type { Sandbox } from './sandbox.ts';
import type { Uploads } from './uploads.ts';
import { mayWrite, sees, seesMessage } from './view.ts';

/** Forms that can be open at once; the oldest are closed. */
const MOST_FORMS = 10;

/** A form that is open, and where it was opened. */
type HeldForm = { readonly open: OpenForm; readonly channel: WorldChannel };
type Submitted = Extract<Question, { kind: 'submit' }>['values'];

const DONE: PageAnswer = { kind: 'done' };

export class Visitor {
  readonly person: Person;
  readonly #sandbox: Sandbox;
  readonly #uploads: Uploads;
  readonly #forms = new Map<string, HeldForm>();

  constructor(person: Person, sandbox: Sandbox, uploads: Uploads) {
    this.person = person;
    this.#sandbox = sandbox;
    this.#uploads = uploads;
  }

  /** Does what was asked for. @throws ClientRefusal when Discord's client would not, or the bot does not answer */
  async carryOut(asked: Question): Promise<PageAnswer> {
    if (asked.kind === 'submit') return this.#submit(asked.form, asked.values);
    const channel = this.#channel(asked.channelId);
    switch (asked.kind) {
      case 'slash':
        return this.#act(channel, {
          kind: 'slash',
          path: asked.path,
          values: this.#values(channel, asked.path, asked.options),
        });
      case 'complete': {
        const values = this.#values(channel, asked.path, asked.options);
        return { kind: 'choices', choices: await this.#in(channel).autocomplete(asked.path, values) };
      }
      case 'message-command':
        return this.#act(channel, asked);
      case 'click':
        return this.#act(channel, { kind: 'click', messageId: asked.messageId, button: asked.customId });
      case 'choose': {
        const { messageId, customId: menu, values } = asked;
        return this.#act(channel, { kind: 'choose', messageId, menu, values });
      }
      case 'say':
        return this.#say(channel, asked.content);
      case 'fault':
        return this.#break(channel, asked.fault);
    }
  }

  /** Takes a message away: one that this person alone sees, wrote, or may manage. */
  dismiss(channelId: string, messageId: string): void {
    const channel = this.#sandbox.discord.world.channels.get(channelId);
    const message = channel?.messages.find(({ payload }) => payload.id === messageId);
    if (!channel || !message || !seesMessage(this.person, channel, message)) return;
    const manages = (permissionsIn(channel, this.person.id) & PermissionFlagsBits.ManageMessages) !== 0n;
    const own = message.onlyFor !== undefined || message.payload.author.id === this.person.id;
    if (own || manages) this.#sandbox.discord.world.deleteMessage(channel, messageId);
  }

  #in(channel: WorldChannel): Actor {
    const { world, interactions } = this.#sandbox.discord;
    return new Actor(this.person, channel, world, interactions);
  }

  async #act(channel: WorldChannel, act: Act): Promise<PageAnswer> {
    const outcome: Reply | OpenForm = await this.#in(channel).act(act);
    if (outcome.kind !== 'modal') return DONE;
    const form = randomUUID();
    this.#forms.set(form, { open: outcome, channel });
    for (const oldest of this.#forms.keys()) if (this.#forms.size > MOST_FORMS) this.#forms.delete(oldest);
    return { kind: 'modal', form, modal: outcome.modal };
  }

  async #submit(id: string, values: Submitted): Promise<PageAnswer> {
    const form = this.#forms.get(id);
    if (!form) throw pageRefusals.noForm();
    await form.open.submit(this.#formValues(form, values));
    this.#forms.delete(id);
    return DONE;
  }

  #say(channel: WorldChannel, text: string): PageAnswer {
    const content = text.trim();
    if (!mayWrite(this.person, channel)) throw pageRefusals.mayNotWrite(this.person.name, channel.name);
    if (content === '') throw pageRefusals.emptyMessage();
    if (content.length > LONGEST_MESSAGE) throw pageRefusals.longMessage(LONGEST_MESSAGE);
    this.#sandbox.discord.world.post(channel, { author: userPayload(this.person), content });
    return DONE;
  }

  #break(channel: WorldChannel, fault: PageFault): PageAnswer {
    const { discord, servers } = this.#sandbox;
    const server = servers.get(channel.server.id);
    if (!server) throw new TypeError(`The sandbox has no server ${channel.server.id}.`);
    injections[fault]({ discord, server, channel });
    return DONE;
  }

  /** The values of a form as the client holds them: files uploaded. */
  #formValues({ open, channel }: HeldForm, values: Submitted): FormValues {
    const parts = open.modal.components.flatMap((part) => (part.type === ComponentType.Label ? [part.component] : []));
    const takesFiles = new Set(
      parts.filter(({ type }) => type === ComponentType.FileUpload).map(({ custom_id }) => custom_id),
    );
    return Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        name,
        takesFiles.has(name) && typeof value === 'object' ? value.map((id) => this.#attach(channel, id)) : value,
      ]),
    );
  }

  /** Options as the client holds them: files uploaded, everything else that has an id by that. */
  #values(channel: WorldChannel, path: string, options: PageOptions): OptionValues {
    const known = findCommand(this.#sandbox.discord.world.commands, path).options;
    return Object.fromEntries(
      Object.entries(options).map(([name, value]) => {
        const type = known.find((option) => option.name === name)?.type;
        if (type === ApplicationCommandOptionType.Attachment) return [name, this.#attach(channel, String(value))];
        return [name, type !== undefined && HAVE_IDS.has(type) ? { id: String(value) } : value];
      }),
    );
  }

  #attach(channel: WorldChannel, id: string) {
    const file = this.#uploads.get(id);
    if (!file) throw pageRefusals.noFile();
    return this.#sandbox.discord.world.addFile(channel, file);
  }

  #channel(id: string): WorldChannel {
    const channel = this.#sandbox.discord.world.channels.get(id);
    if (!channel || !sees(this.person, channel)) throw pageRefusals.noChannel();
    return channel;
  }
}

const HAVE_IDS: ReadonlySet<ApplicationCommandOptionType> = new Set([
  ApplicationCommandOptionType.Channel,
  ApplicationCommandOptionType.User,
  ApplicationCommandOptionType.Role,
  ApplicationCommandOptionType.Mentionable,
]);
