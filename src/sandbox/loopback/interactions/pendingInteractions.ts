/** Interactions on their way: sent to the bot, answered in time, their tokens good for 15 minutes. */
import { randomBytes } from 'node:crypto';
import { type APIMessage, InteractionResponseType, MessageFlags } from 'discord.js';
import { clientRefusals } from '../people/clientRefusal.ts';
import { refused, unknown } from '../rest/apiError.ts';
import { messageChanges, newMessage } from '../rest/body.ts';
import { requireActive, requireUnlocked } from '../rest/threadChannelRules.ts';
import type { StoredFile, StoredMessage, WorldChannel } from '../world/model.ts';
import { messagePayload } from '../world/payloads.ts';
import type { Person } from '../world/person.ts';
import type { World } from '../world/world.ts';
import { callbackResponse, choicesIn, modalIn, readCallback } from './callback.ts';
import { surroundings } from './interactionPayload.ts';
import { newMessageOutcome, type Outcome } from './outcome.ts';
import { answerFields, type InteractionPart, isLoading, type PendingInteraction } from './pendingInteraction.ts';

/** How long the bot has for its first answer, milliseconds (`interactions/receiving-and-responding#interaction-callback`). */
const ANSWER_WITHIN = 3_000;
const TOKEN_LASTS = 15 * 60_000;

type Files = readonly StoredFile[];

export class PendingInteractions {
  /** How long the bot has for its first answer, milliseconds of real time; as Discord grants unless somebody says otherwise. */
  answerWithin = ANSWER_WITHIN;
  readonly #world: World;
  readonly #dispatch: (payload: object, serverId: string) => boolean;
  readonly #now: () => number;
  /** By token. */
  readonly #pending = new Map<string, PendingInteraction>();

  /** @param dispatch sends an interaction to the bot's shard of a server; false when none is connected */
  constructor(world: World, dispatch: (payload: object, serverId: string) => boolean, now: () => number) {
    this.#world = world;
    this.#dispatch = dispatch;
    this.#now = now;
  }

  /** Sends an interaction to the bot and resolves with what comes of it; rejects with a ClientRefusal when nothing does. */
  send(person: Person, channel: WorldChannel, part: InteractionPart): Promise<Outcome> {
    this.#forgetExpired();
    const id = this.#world.newId();
    const token = randomBytes(80).toString('base64url');
    const outcome = Promise.withResolvers<Outcome>();
    const late = setTimeout(() => {
      pending.phase = 'late';
      outcome.reject(clientRefusals.notInTime());
    }, this.answerWithin);
    const pending: PendingInteraction = {
      ...{ id, part, person, channel, outcome, late },
      sentAt: this.#now(),
      phase: 'waiting',
      original: part.source,
    };
    this.#pending.set(token, pending);
    const { type, data, source } = part;
    const message = source && { message: messagePayload(source, this.#world) };
    const payload = { id, token, type, data, ...surroundings(this.#world, person, channel), ...message };
    if (!this.#dispatch(payload, channel.server.id)) {
      clearTimeout(late);
      this.#pending.delete(token);
      outcome.reject(clientRefusals.notConnected());
    }
    return outcome.promise;
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
    const { type, data } = readCallback(pending, body);
    const outcome = this.#carryOut(pending, type, data, files);
    clearTimeout(pending.late);
    pending.phase = outcome ? 'answered' : 'deferred';
    if (outcome) pending.outcome.resolve(outcome);
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
    if (message.onlyFor === undefined) requireActive(pending.channel);
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
    for (const { late, outcome } of this.#pending.values()) {
      clearTimeout(late);
      outcome.reject(clientRefusals.closed());
    }
    this.#pending.clear();
  }

  /** What the person sees at once; undefined if the answer was deferred. */
  #carryOut(
    pending: PendingInteraction,
    type: InteractionResponseType,
    data: object,
    files: Files,
  ): Outcome | undefined {
    switch (type) {
      case InteractionResponseType.ChannelMessageWithSource:
        pending.original = this.#post(pending, newMessage(this.#world, pending.channel, data, files));
        return newMessageOutcome(pending.original);
      case InteractionResponseType.DeferredChannelMessageWithSource: {
        const flags = 'flags' in data ? Number(data.flags) & MessageFlags.Ephemeral : 0;
        pending.original = this.#post(pending, { flags: flags | MessageFlags.Loading });
        return undefined;
      }
      case InteractionResponseType.UpdateMessage: {
        const source = sourceOf(pending);
        this.#world.edit(pending.channel, source, messageChanges(this.#world, pending.channel, source, data, files));
        return { kind: 'update', message: source.payload };
      }
      case InteractionResponseType.DeferredMessageUpdate:
        sourceOf(pending);
        return undefined;
      case InteractionResponseType.ApplicationCommandAutocompleteResult:
        return { kind: 'choices', choices: choicesIn(data) };
      case InteractionResponseType.Modal:
        return { kind: 'modal', modal: modalIn(data), source: pending.part.source };
      default:
        throw refused.field('type', `There is no answer of type ${type} here.`);
    }
  }

  #post(pending: PendingInteraction, message: Partial<APIMessage>): StoredMessage {
    const isPrivate = ((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
    if (!isPrivate) requireUnlocked(this.#world, pending.channel);
    const answer = { ...message, ...answerFields(pending, this.#world.bot.id) };
    return this.#world.post(pending.channel, answer, isPrivate ? pending.person.id : undefined);
  }

  #settle(pending: PendingInteraction, message: StoredMessage): void {
    if (pending.phase !== 'deferred') return;
    pending.phase = 'answered';
    const updates = message === pending.part.source;
    pending.outcome.resolve(updates ? { kind: 'update', message: message.payload } : newMessageOutcome(message));
  }

  #acknowledged(token: string): PendingInteraction {
    const pending = this.#pending.get(token);
    if (!pending || this.#now() - pending.sentAt > TOKEN_LASTS) throw refused.webhookToken();
    if (pending.phase === 'waiting' || pending.phase === 'late') throw unknown.webhook();
    return pending;
  }

  #forgetExpired(): void {
    const limit = this.#now() - TOKEN_LASTS;
    for (const [token, { sentAt, phase, outcome }] of this.#pending) {
      if (sentAt >= limit || phase === 'waiting') continue;
      outcome.reject(clientRefusals.neverAnswered());
      this.#pending.delete(token);
    }
  }
}

/** The message whose component was used. @throws ApiError 50035 when the interaction did not come from one */
function sourceOf({ part: { source } }: PendingInteraction): StoredMessage {
  if (!source) throw refused.field('type', 'There is no message to update.');
  return source;
}
