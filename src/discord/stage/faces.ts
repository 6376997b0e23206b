/** Keeps every persona's face as an application emoji, whose address on Discord's CDN serves as the avatar. */
import { setTimeout } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Clock } from '../../runtime/clock.ts';
import type { DiscordApi, Emoji } from '../rest/discordApi.ts';
import { FACE_VERSION, faceName, renderFace } from './face.ts';
import type { FaceStore } from './ports.ts';

/** Pixels of the picture Discord is asked for. */
const SIZE = 256;

/** How many default avatars Discord has (`discord-api-docs reference#image-formatting`). */
const DEFAULT_AVATARS = 6;

/** How long no face is uploaded after one could not be, milliseconds: every post of every replay would ask anew. */
const REST_AFTER_FAILURE = 60_000;

/** That a face was not uploaded in time. */
const LATE = Symbol('late');

type FacesOptions = {
  api: DiscordApi;
  store: FaceStore;
  clock: Clock;
  log: Logger;
  applicationId: string;
  cdnUrl: string;
  /** How long a post waits for its face to be uploaded, milliseconds. */
  patience: number;
};

export class Faces {
  readonly #options: FacesOptions;
  readonly #underWay = new Map<string, Promise<string>>();
  #known: Promise<Map<string, string>> | undefined;
  #uploadsFrom = 0;

  constructor(options: FacesOptions) {
    this.#options = options;
  }

  /**
   * The address of a persona's face, drawn and uploaded if it does not exist yet. When that fails, or takes long, it is one
   * of Discord's default avatars: a post without any would be shown with the face of the one before.
   */
  async url(persona: string): Promise<string> {
    const { patience } = this.#options;
    try {
      // Requests wait for rate limits in real time, whatever clock the replay goes by.
      const late = setTimeout(patience, LATE, { ref: false });
      const emoji = await Promise.race([this.#emojiOf(persona), late]);
      if (emoji === LATE) this.#giveUpForAWhile({ persona, waited: patience });
      else if (emoji !== undefined) return this.#address(emoji);
    } catch (error) {
      this.#giveUpForAWhile({ persona, err: error });
    }
    return this.#otherwise(persona);
  }

  #giveUpForAWhile(facts: object): void {
    const { clock, log } = this.#options;
    // Whoever waited for the same upload has said so already.
    if (clock.now() >= this.#uploadsFrom) log.warn(facts, 'could not upload a face: using default avatars for a while');
    this.#uploadsFrom = clock.now() + REST_AFTER_FAILURE;
  }

  /** The address of a persona's face if there is one already: makes no request and draws nothing. */
  async known(persona: string): Promise<string | undefined> {
    this.#known ??= this.#load();
    const emoji = (await this.#known).get(persona);
    return emoji && this.#address(emoji);
  }

  /** The address of what a persona is shown with right now: its face if there is one, else a default avatar. */
  async ready(persona: string): Promise<string> {
    return (await this.known(persona)) ?? this.#otherwise(persona);
  }

  #otherwise(persona: string): string {
    return `${this.#options.cdnUrl}/embed/avatars/${persona.length % DEFAULT_AVATARS}.png`;
  }

  /** Makes faces exist that an answer had to do without: the next one has them. Call it once the answer is sent. */
  async prepare(personas: readonly string[]): Promise<void> {
    for (const persona of personas) await this.url(persona);
  }

  #address(emojiId: string): string {
    return `${this.#options.cdnUrl}/emojis/${emojiId}.png?size=${SIZE}`;
  }

  /** Undefined when there is none, and none shall be made now. */
  async #emojiOf(persona: string): Promise<string | undefined> {
    this.#known ??= this.#load();
    const known = await this.#known;
    const emoji = known.get(persona);
    return emoji ?? (this.#options.clock.now() < this.#uploadsFrom ? undefined : this.#once(persona, known));
  }

  #once(persona: string, known: Map<string, string>): Promise<string> {
    const running = this.#underWay.get(persona);
    if (running) return running;
    const started = this.#upload(persona, known).finally(() => this.#underWay.delete(persona));
    this.#underWay.set(persona, started);
    return started;
  }

  async #load(): Promise<Map<string, string>> {
    const { store, applicationId } = this.#options;
    try {
      return await store.all(applicationId, FACE_VERSION);
    } catch (error) {
      this.#known = undefined;
      throw error;
    }
  }

  async #upload(persona: string, known: Map<string, string>): Promise<string> {
    const { api, store, applicationId } = this.#options;
    const name = faceName(persona);
    const image = `data:image/png;base64,${Buffer.from(renderFace(persona)).toString('base64')}`;
    const emoji = (await this.#uploadedEarlier(name)) ?? (await api.makeEmoji(applicationId, { name, image }));
    known.set(persona, emoji.id);
    await store.set(applicationId, persona, FACE_VERSION, emoji.id);
    return emoji.id;
  }

  /** A face may be there although the store does not know it: from another database, or a lost answer. */
  async #uploadedEarlier(name: string) {
    this.#uploaded ??= this.#listUploaded();
    return (await this.#uploaded).find((emoji) => emoji.name === name);
  }

  #uploaded: Promise<Emoji[]> | undefined;

  async #listUploaded(): Promise<Emoji[]> {
    const { api, applicationId } = this.#options;
    try {
      return await api.emojis(applicationId);
    } catch (error) {
      this.#uploaded = undefined;
      throw error;
    }
  }
}
