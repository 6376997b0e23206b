/** Interactions on their way: sent to the bot, answered within 3 seconds, their tokens good for 15 minutes. */
import { randomBytes } from 'node:crypto';
import {
  type APIApplicationCommandOptionChoice,
  type APIMessage,
  InteractionContextType,
  InteractionResponseType,
  InteractionType,
  MessageFlags,
} from 'discord.js';
import { z } from 'zod';
import { refused, unknown } from './apiError.ts';
import { permissionsIn } from './permissions.ts';
import { messageParts } from './rest/body.ts';
import { isThread, type Person, type StoredMessage, type World, type WorldChannel } from './world.ts';

/** How long the bot has for its first answer, milliseconds. */
const ANSWER_WITHIN = 3_000;
const TOKEN_LASTS = 15 * 60_000;

/** What the person who acted gets to see. */
export type Answer =
  | { kind: 'message'; message: APIMessage; private: boolean }
  | { kind: 'update'; message: APIMessage }
  | { kind: 'choices'; choices: APIApplicationCommandOptionChoice[] }
  | { kind: 'modal'; modal: unknown };

/** The part of an interaction that its kind decides. */
export type InteractionPart = {
  type: InteractionType;
  data: object;
  /** The message whose component was used. */
  source?: StoredMessage;
};

type Pending = {
  id: string;
  person: Person;
  channel: WorldChannel;
  source: StoredMessage | undefined;
  sentAt: number;
  phase: 'waiting' | 'answered' | 'late';
  resolve: (answer: Answer) => void;
  reject: (error: Error) => void;
  late: NodeJS.Timeout;
  original: StoredMessage | undefined;
};

const Callback = z.looseObject({ type: z.enum(InteractionResponseType), data: z.looseObject({}).optional() });
const Choices = z.object({ choices: z.array(z.custom<APIApplicationCommandOptionChoice>()).max(25) });

export class Interactions {
  readonly #world: World;
  readonly #dispatch: (payload: object, serverId: string) => boolean;
  readonly #now: () => number;
  readonly #pending = new Map<string, Pending>();

  /** @param dispatch sends an interaction to the bot's shard of a server; false when none is connected */
  constructor(world: World, dispatch: (payload: object, serverId: string) => boolean, now: () => number) {
    this.#world = world;
    this.#dispatch = dispatch;
    this.#now = now;
  }

  /** Sends an interaction to the bot; rejects when it does not answer in time. */
  send(person: Person, channel: WorldChannel, { type, data, source }: InteractionPart): Promise<Answer> {
    const id = this.#world.newId();
    const token = randomBytes(80).toString('base64url');
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        pending.phase = 'late';
        reject(new Error('The application did not respond within 3 seconds.'));
      }, ANSWER_WITHIN);
      const pending: Pending = {
        id,
        person,
        channel,
        source,
        sentAt: this.#now(),
        phase: 'waiting',
        resolve,
        reject,
        late,
        original: source,
      };
      this.#pending.set(token, pending);
      const payload = {
        id,
        token,
        type,
        data,
        ...this.#surroundings(person, channel),
        ...(source && { message: source.payload }),
      };
      if (this.#dispatch(payload, channel.server.id)) return;
      clearTimeout(late);
      reject(new Error('No bot is connected.'));
    });
  }

  /**
   * Takes the bot's first answer.
   *
   * @throws ApiError 10062 when it is too late, 40060 when there was one before
   */
  answer(id: string, token: string, body: unknown): object {
    const pending = this.#pending.get(token);
    if (!pending || pending.id !== id || pending.phase === 'late') throw unknown.interaction();
    if (pending.phase === 'answered') throw refused.alreadyAcknowledged();
    const callback = Callback.safeParse(body);
    if (!callback.success) throw refused.body('type or data');
    const answer = this.#carryOut(pending, callback.data.type, callback.data.data ?? {});
    pending.phase = 'answered';
    clearTimeout(pending.late);
    pending.resolve(answer);
    const message = pending.original?.payload;
    return {
      interaction: { id, type: InteractionType.ApplicationCommand, response_message_id: message?.id ?? null },
      ...(message && { resource: { type: callback.data.type, message } }),
    };
  }

  /** The message that answered an interaction. @throws ApiError 10015 or 10008 */
  original(token: string): { channel: WorldChannel; message: StoredMessage } {
    const pending = this.#pending.get(token);
    if (!pending || this.#now() - pending.sentAt > TOKEN_LASTS) throw unknown.webhook();
    if (!pending.original) throw unknown.message();
    return { channel: pending.channel, message: pending.original };
  }

  /** Forgets everything on its way. */
  close(): void {
    for (const { late, phase, reject } of this.#pending.values()) {
      clearTimeout(late);
      if (phase === 'waiting') reject(new Error('The sandbox was closed.'));
    }
    this.#pending.clear();
  }

  #carryOut(pending: Pending, type: InteractionResponseType, data: object): Answer {
    switch (type) {
      case InteractionResponseType.ChannelMessageWithSource: {
        const parts = messageParts(data);
        const isPrivate = ((parts.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
        pending.original = this.#world.post(pending.channel, parts, isPrivate ? pending.person.id : undefined);
        return { kind: 'message', message: pending.original.payload, private: isPrivate };
      }
      case InteractionResponseType.UpdateMessage: {
        if (!pending.source) throw refused.body('type');
        this.#world.edit(pending.channel, pending.source, messageParts(data));
        return { kind: 'update', message: pending.source.payload };
      }
      case InteractionResponseType.ApplicationCommandAutocompleteResult: {
        const result = Choices.safeParse(data);
        if (!result.success) throw refused.body('choices');
        return { kind: 'choices', choices: result.data.choices };
      }
      case InteractionResponseType.Modal:
        return { kind: 'modal', modal: data };
      default:
        throw refused.body('type');
    }
  }

  #surroundings(person: Person, channel: WorldChannel) {
    const { server } = channel;
    const permissions = String(permissionsIn(channel, person.id));
    return {
      version: 1,
      application_id: this.#world.bot.id,
      guild_id: server.id,
      guild: { id: server.id, locale: server.preferredLocale, features: [] },
      guild_locale: server.preferredLocale,
      channel_id: channel.id,
      channel: {
        id: channel.id,
        type: channel.type,
        name: channel.name,
        permissions,
        ...(isThread(channel) && { parent_id: channel.parent?.id }),
      },
      member: {
        user: this.#world.userPayload(person),
        roles: server.members.get(person.id) ?? [],
        permissions,
        joined_at: this.#world.time(),
        deaf: false,
        mute: false,
        flags: 0,
      },
      app_permissions: String(permissionsIn(channel, this.#world.bot.id)),
      locale: person.locale,
      entitlements: [],
      authorizing_integration_owners: { 0: server.id },
      context: InteractionContextType.Guild,
      attachment_size_limit: 10 * 1024 * 1024,
    };
  }
}
