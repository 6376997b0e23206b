/** A channel, as a test or the page arranges it and looks at it. */
import { type APIMessage, ChannelFlags, type PermissionResolvable, PermissionsBitField } from 'discord.js';
import type { WorldEvents } from '../world/events.ts';
import type { WorldChannel } from '../world/model.ts';
import { type Person, userPayload } from '../world/person.ts';
import type { Surroundings } from './surroundings.ts';

/** How long {@link Channel.waitFor} waits, milliseconds. */
const WAIT = 60_000;

/** A channel as everybody in it sees it. */
export class Channel {
  readonly state: WorldChannel;
  readonly #surroundings: Surroundings;

  constructor(surroundings: Surroundings, state: WorldChannel) {
    this.#surroundings = surroundings;
    this.state = state;
  }

  get id(): string {
    return this.state.id;
  }

  /** What everybody sees, oldest first. */
  get messages(): APIMessage[] {
    return this.state.messages.filter(({ onlyFor }) => onlyFor === undefined).map(({ payload }) => payload);
  }

  /** The posts made through the channel's webhooks, oldest first; an answer to an interaction is none. */
  get posts(): APIMessage[] {
    return this.messages.filter(
      ({ webhook_id }) => webhook_id !== undefined && webhook_id !== this.#surroundings.world.bot.id,
    );
  }

  /** Somebody writes an ordinary message. */
  say(person: Person, content: string): APIMessage {
    return this.#surroundings.world.post(this.state, { author: userPayload(person), content }).payload;
  }

  /** Somebody, the server's owner by default, opens a ThreadChannel in this channel, or a post in this forum. */
  startThreadChannel(name: string, by: { readonly id: string } = { id: this.state.server.ownerId }): Channel {
    return new Channel(this.#surroundings, this.#surroundings.world.addThreadChannel(this.state, name, by.id));
  }

  /** Archives this ThreadChannel, as Discord does when it has been quiet for long. */
  archive(): void {
    this.#surroundings.world.archive(this.state, true);
  }

  /** A moderator locks this ThreadChannel: only who may manage them writes in it now. */
  lock(): void {
    if (this.state.thread) this.state.thread.locked = true;
    this.#surroundings.world.events.emit('channel', this.state);
  }

  /** A moderator unlocks it again. */
  unlock(): void {
    if (this.state.thread) this.state.thread.locked = false;
    this.#surroundings.world.events.emit('channel', this.state);
  }

  /** Makes this a channel whose messages people see only once they ask to (`1 << 21`). */
  hideAsSpoiler(): void {
    this.state.flags |= ChannelFlags.IsSpoilerChannel;
    this.#surroundings.world.events.emit('channel', this.state);
  }

  /** The channel that this ThreadChannel is in; undefined of any other channel. */
  get parent(): Channel | undefined {
    const { parent } = this.state;
    return parent && new Channel(this.#surroundings, parent);
  }

  /** The ThreadChannels, a forum's posts included, below this channel. */
  get threadChannels(): Channel[] {
    const { channels } = this.#surroundings.world;
    return [...channels.values()]
      .filter(({ parent }) => parent === this.state)
      .map((state) => new Channel(this.#surroundings, state));
  }

  /** Allows and denies things in this channel alone, to everyone, the bot or a member. */
  overwrite(
    whom: 'everyone' | 'bot' | { readonly id: string },
    { allow = [], deny = [] }: Partial<Record<'allow' | 'deny', PermissionResolvable>>,
  ): void {
    const { server, overwrites } = this.state;
    const id = whom === 'everyone' ? server.id : whom === 'bot' ? this.#surroundings.world.bot.id : whom.id;
    overwrites.push({ id, allow: PermissionsBitField.resolve(allow), deny: PermissionsBitField.resolve(deny) });
  }

  /** A webhook that another application made. */
  addForeignWebhook(name: string): void {
    this.#surroundings.world.addWebhook(this.state, name, this.#surroundings.world.newId());
  }

  /** Deletes the channel's webhooks. */
  deleteWebhooks(): void {
    this.#surroundings.world.deleteWebhooks(this.state);
  }

  /** Deletes the channel, with everything in it. */
  vanish(): void {
    this.#surroundings.world.removeChannel(this.state);
  }

  /** Resolves with the first message that fits, as soon as there is one. @throws Error as {@link waitFor} */
  async waitForMessage(fits: (message: APIMessage) => boolean): Promise<APIMessage> {
    let found: APIMessage | undefined;
    await this.waitFor(() => {
      found = this.messages.find(fits);
      return found !== undefined;
    });
    if (!found) throw new TypeError('waitFor resolved though its condition does not hold');
    return found;
  }

  /**
   * Resolves as soon as a condition holds; it is asked again whenever something happens.
   *
   * @throws Error when it does not hold within a minute
   */
  waitFor(condition: () => boolean): Promise<void> {
    const { events } = this.#surroundings.world;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const late = setTimeout(() => {
      const latest = this.messages.slice(-3).map(({ author, content }) => `${author.username}: ${content}`);
      reject(
        new Error(`Within ${WAIT} ms this did not happen in #${this.state.name}: ${condition}\n${latest.join('\n')}`),
      );
    }, WAIT);
    const check = () => {
      try {
        if (condition()) resolve();
      } catch (error) {
        reject(error);
      }
    };
    for (const event of WATCHED) events.on(event, check);
    check();
    return promise.finally(() => {
      clearTimeout(late);
      for (const event of WATCHED) events.off(event, check);
    });
  }
}

const WATCHED = ['message', 'edit', 'delete', 'typing', 'channel', 'request'] as const satisfies (keyof WorldEvents)[];
