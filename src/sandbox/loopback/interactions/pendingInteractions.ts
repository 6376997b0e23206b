/** PendingInteractions on their way: sent to the bot, answered within 3 seconds, their tokens good for 15 minutes. */
import { randomBytes } from 'node:crypto';
import {
  type APIApplicationCommandOptionChoice,
  type APIMessage,
  type APIModalInteractionResponseCallbackData,
  ApplicationCommandType,
  InteractionResponseType,
  InteractionType,
  MessageFlags,
  MessageType,
} from 'discord.js';
import { z } from 'zod';
import { clientRefusals } from '../people/clientRefusal.ts';
import { refused, unknown } from '../rest/apiError.ts';
import { messageChanges, newMessage } from '../rest/body.ts';
import type { Person } from '../world/person.ts';
import { userPayload } from '../world/person.ts';
import type { StoredFile, StoredMessage, World, WorldChannel } from '../world/world.ts';
import { surroundings } from './interactionPayload.ts';

/** How long the bot has for its first answer, milliseconds. */
const ANSWER_WITHIN = 3_000;
const TOKEN_LASTS = 15 * 60_000;

/** What the person who acted gets to see. */
export type Answer =
  | { kind: 'message'; message: APIMessage; private: boolean }
  | { kind: 'update'; message: APIMessage }
  | { kind: 'choices'; choices: APIApplicationCommandOptionChoice[] }
  | { kind: 'modal'; modal: APIModalInteractionResponseCallbackData; source: StoredMessage | undefined };

/** The part of an interaction that its kind decides. */
export type InteractionPart = {
  type: InteractionType;
  data: object;
  /** The message whose component was used. */
  source?: StoredMessage | undefined;
};

type Pending = {
  readonly id: string;
  readonly type: InteractionType;
  readonly commandType: ApplicationCommandType | undefined;
  /** With its subcommand, of a command. */
  readonly commandName: string | undefined;
  readonly person: Person;
  readonly channel: WorldChannel;
  readonly source: StoredMessage | undefined;
  readonly sentAt: number;
  readonly answer: PromiseWithResolvers<Answer>;
  readonly late: NodeJS.Timeout;
  /** `deferred`: acknowledged, but the person sees nothing new yet. */
  phase: 'waiting' | 'deferred' | 'answered' | 'late';
  original: StoredMessage | undefined;
};

type Files = readonly StoredFile[];

const Callback = z.looseObject({
  type: z.enum(InteractionResponseType),
  data: z.looseObject({ flags: z.number().int().optional() }).default({}),
});
/** What a choice holds is the conformance checker's to judge. */
const Choices = z.object({ choices: z.array(z.custom<APIApplicationCommandOptionChoice>()).max(25) });
const Modal = z.custom<APIModalInteractionResponseCallbackData>().and(z.looseObject({ custom_id: z.string() }));

export class PendingInteractions {
  readonly #world: World;
  readonly #dispatch: (payload: object, serverId: string) => boolean;
  readonly #now: () => number;
  /** By token. */
  readonly #pending = new Map<string, Pending>();

  /** @param dispatch sends an interaction to the bot's shard of a server; false when none is connected */
  constructor(world: World, dispatch: (payload: object, serverId: string) => boolean, now: () => number) {
    this.#world = world;
    this.#dispatch = dispatch;
    this.#now = now;
  }

  /** Sends an interaction to the bot and resolves with what it answers; rejects with a ClientRefusal when it does not. */
  send(person: Person, channel: WorldChannel, { type, data, source }: InteractionPart): Promise<Answer> {
    this.#forgetExpired();
    const id = this.#world.newId();
    const token = randomBytes(80).toString('base64url');
    const answer = Promise.withResolvers<Answer>();
    const late = setTimeout(() => {
      pending.phase = 'late';
      answer.reject(clientRefusals.notInTime());
    }, ANSWER_WITHIN);
    const pending: Pending = {
      ...{ id, type, person, channel, source, answer, late },
      commandType: 'type' in data ? (data.type as ApplicationCommandType) : undefined,
      commandName: commandName(data),
      sentAt: this.#now(),
      phase: 'waiting',
      original: source,
    };
    this.#pending.set(token, pending);
    const message = source && { message: source.payload };
    const payload = { id, token, type, data, ...surroundings(this.#world, person, channel), ...message };
    if (!this.#dispatch(payload, channel.server.id)) {
      clearTimeout(late);
      this.#pending.delete(token);
      answer.reject(clientRefusals.notConnected());
    }
    return answer.promise;
  }

  /**
   * Takes the bot's first answer and gives what `with_response` asks for.
   *
   * @throws ApiError 10062 when it is too late, 40060 when there was one before, 50035 when it does not fit
   */
  answer(id: string, token: string, body: unknown, files: Files): object {
    const pending = this.#pending.get(token);
    if (!pending || pending.id !== id || pending.phase === 'late') throw unknown.interaction();
    if (pending.phase !== 'waiting') throw refused.alreadyAcknowledged();
    const callback = Callback.safeParse(body);
    if (!callback.success) throw refused.form(callback.error);
    const { type, data } = callback.data;
    const answer = this.#carryOut(pending, type, data, files);
    clearTimeout(pending.late);
    pending.phase = answer ? 'answered' : 'deferred';
    if (answer) pending.answer.resolve(answer);
    return callbackResponse(pending, type);
  }

  /** A message that the token of an interaction reaches; `@original` is its answer. @throws ApiError 50027 or 10008 */
  messageOf(token: string, messageId: string): StoredMessage {
    const { channel, original } = this.#acknowledged(token);
    const ours = ({ payload }: StoredMessage) => payload.id === messageId && payload.webhook_id === this.#world.bot.id;
    const message = messageId === '@original' ? original : channel.messages.find(ours);
    if (!message || !channel.messages.includes(message)) throw unknown.message();
    return message;
  }

  /** Changes such a message; one that was deferred is now there. @throws ApiError 50027, 10008, 50035 or 50006 */
  edit(token: string, messageId: string, body: unknown, files: Files): StoredMessage {
    const pending = this.#acknowledged(token);
    const message = this.messageOf(token, messageId);
    const changes = messageChanges(this.#world, pending.channel, message, body, files);
    this.#world.edit(pending.channel, message, changes);
    if (message === pending.original) this.#settle(pending, message);
    return message;
  }

  /** Adds a message; after a deferred answer that is still there it is that answer (`#create-followup-message`). @throws ApiError as {@link edit} */
  followUp(token: string, body: unknown, files: Files): StoredMessage {
    const pending = this.#acknowledged(token);
    const { original, channel } = pending;
    const isAwaited = isLoading(original) && original !== undefined && channel.messages.includes(original);
    if (isAwaited) return this.edit(token, '@original', body, files);
    const message = this.#post(pending, newMessage(this.#world, pending.channel, body, files));
    this.#settle(pending, message);
    return message;
  }

  /** @throws ApiError 50027 or 10008 */
  delete(token: string, messageId: string): void {
    const { channel } = this.#acknowledged(token);
    this.#world.deleteMessage(channel, this.messageOf(token, messageId).payload.id);
  }

  /** Forgets everything on its way. */
  close(): void {
    for (const { late, answer } of this.#pending.values()) {
      clearTimeout(late);
      answer.reject(clientRefusals.closed());
    }
    this.#pending.clear();
  }

  /** What the person sees at once; undefined if the answer was deferred. */
  #carryOut(pending: Pending, type: InteractionResponseType, data: object, files: Files): Answer | undefined {
    requireFit(pending, type);
    switch (type) {
      case InteractionResponseType.ChannelMessageWithSource:
        pending.original = this.#post(pending, newMessage(this.#world, pending.channel, data, files));
        return reply(pending.original);
      case InteractionResponseType.DeferredChannelMessageWithSource: {
        const flags = 'flags' in data ? Number(data.flags) & MessageFlags.Ephemeral : 0;
        pending.original = this.#post(pending, { flags: flags | MessageFlags.Loading });
        return undefined;
      }
      case InteractionResponseType.UpdateMessage: {
        const source = this.#sourceOf(pending);
        this.#world.edit(pending.channel, source, messageChanges(this.#world, pending.channel, source, data, files));
        return { kind: 'update', message: source.payload };
      }
      case InteractionResponseType.DeferredMessageUpdate:
        this.#sourceOf(pending);
        return undefined;
      case InteractionResponseType.ApplicationCommandAutocompleteResult: {
        const result = Choices.safeParse(data);
        if (!result.success) throw refused.form(result.error);
        return { kind: 'choices', choices: result.data.choices };
      }
      case InteractionResponseType.Modal: {
        const modal = Modal.safeParse(data);
        if (!modal.success) throw refused.form(modal.error);
        return { kind: 'modal', modal: modal.data, source: pending.source };
      }
      default:
        throw refused.field('type', `There is no answer of type ${type} here.`);
    }
  }

  #post(pending: Pending, message: Partial<APIMessage>): StoredMessage {
    const { id, type, commandType, commandName: name, person, channel, source } = pending;
    const { bot } = this.#world;
    const isPrivate = ((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
    const owners = { 0: channel.server.id };
    const user = userPayload(person);
    const metadata = {
      ...{ id, type, user, authorizing_integration_owners: owners },
      ...(source && { interacted_message_id: source.payload.id }),
    };
    const answer = {
      ...message,
      type: messageType(type, commandType),
      webhook_id: bot.id,
      application_id: bot.id,
      // Some kinds of interaction add fields of their own to this, which no one here reads.
      interaction_metadata: metadata as NonNullable<APIMessage['interaction_metadata']>,
      // Deprecated, but the only place where a message says which command it answers.
      ...(name !== undefined && { interaction: { id, type, name, user } }),
    };
    return this.#world.post(channel, answer, isPrivate ? person.id : undefined);
  }

  #settle(pending: Pending, message: StoredMessage): void {
    if (pending.phase !== 'deferred') return;
    pending.phase = 'answered';
    const updates = message === pending.source;
    pending.answer.resolve(updates ? { kind: 'update', message: message.payload } : reply(message));
  }

  #sourceOf({ source }: Pending): StoredMessage {
    if (!source) throw refused.field('type', 'There is no message to update.');
    return source;
  }

  #acknowledged(token: string): Pending {
    const pending = this.#pending.get(token);
    if (!pending || this.#now() - pending.sentAt > TOKEN_LASTS) throw refused.webhookToken();
    if (pending.phase === 'waiting' || pending.phase === 'late') throw unknown.webhook();
    return pending;
  }

  #forgetExpired(): void {
    const limit = this.#now() - TOKEN_LASTS;
    for (const [token, { sentAt, phase, answer }] of this.#pending) {
      if (sentAt >= limit || phase === 'waiting') continue;
      answer.reject(clientRefusals.neverAnswered());
      this.#pending.delete(token);
    }
  }
}

/** Completions answer completions alone; a modal cannot follow a modal. */
function requireFit(pending: Pending, type: InteractionResponseType): void {
  const completes = pending.type === InteractionType.ApplicationCommandAutocomplete;
  const isCompletion = type === InteractionResponseType.ApplicationCommandAutocompleteResult;
  const modalAfterModal = pending.type === InteractionType.ModalSubmit && type === InteractionResponseType.Modal;
  if (completes !== isCompletion || modalAfterModal) {
    throw refused.field('type', `An interaction of type ${pending.type} cannot be answered with type ${type}.`);
  }
}

function callbackResponse({ id, type, original }: Pending, callback: InteractionResponseType): object {
  const message = original?.payload;
  const flags = message?.flags ?? 0;
  const seen = message && {
    response_message_id: message.id,
    response_message_loading: isLoading(original),
    response_message_ephemeral: (flags & MessageFlags.Ephemeral) !== 0,
  };
  return { interaction: { id, type, ...seen }, resource: { type: callback, ...(message && { message }) } };
}

function reply({ payload, onlyFor }: StoredMessage): Answer {
  return { kind: 'message', message: payload, private: onlyFor !== undefined };
}

/** `resources/message#message-interaction-structure`: the name of a command with those of its group and subcommand. */
function commandName(data: object): string | undefined {
  if (!('name' in data)) return undefined;
  const [inner] = 'options' in data && Array.isArray(data.options) ? data.options : [];
  const below = inner && 'options' in inner ? commandName(inner) : undefined;
  return [data.name, below].filter((name) => name !== undefined).join(' ');
}

function isLoading(message: StoredMessage | undefined): boolean {
  return ((message?.payload.flags ?? 0) & MessageFlags.Loading) !== 0;
}

function messageType(type: InteractionType, command: ApplicationCommandType | undefined): MessageType {
  if (type !== InteractionType.ApplicationCommand) return MessageType.Default;
  return command === ApplicationCommandType.ChatInput ? MessageType.ChatInputCommand : MessageType.ContextMenuCommand;
}
