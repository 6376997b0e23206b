/** Keeps the gallery's faces as application emojis, whose addresses on Discord's CDN serve as avatars. */
import { setTimeout } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { FaceGallery, FacePainter } from '../../app/ports.ts';
import { FaceNumber } from '../../replay/face.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { DiscordApi } from '../rest/discordApi.ts';
import type { FaceStore } from './ports.ts';

/** The design of the faces: a change of the pictures needs a new number, under which all are made anew. */
const VERSION = 2;

/** Pixels of the picture Discord is asked for. */
const SIZE = 256;

/** How many default avatars Discord has (`discord-api-docs reference#image-formatting`). */
const DEFAULT_AVATARS = 6;

/** Pixels of an uploaded face's side. */
const AVATAR = 256;

/** How long no face is uploaded after one could not be, milliseconds: every post of every replay would ask anew. */
const REST_AFTER_FAILURE = 60_000;

/** That a face was not uploaded in time. */
const LATE = Symbol('late');

type FacesOptions = {
  api: Pick<DiscordApi, 'emojis' | 'makeEmoji'>;
  store: FaceStore;
  painter: FacePainter;
  clock: Pick<Clock, 'wait'>;
  log: Logger;
  applicationId: string;
  cdnUrl: string;
  /** How long a post waits for its face to be uploaded, milliseconds. */
  patience: number;
};

/** The gallery as far as it is uploaded. */
export class Faces implements FaceGallery {
  readonly #options: FacesOptions;
  readonly #underWay = new Map<FaceNumber, Promise<string>>();
  /** Ids of emojis. */
  #known: Promise<Map<FaceNumber, string>> | undefined;
  #listed: Promise<void> | undefined;
  /** Nothing is uploaded for a while after a failure. */
  #isResting = false;

  constructor(options: FacesOptions) {
    this.#options = options;
  }

  /**
   * The address of a face, drawn and uploaded if it does not exist yet. When that fails, or takes long, it is one of
   * Discord's default avatars: a post without any would be shown with the face of the one before.
   */
  async url(face: FaceNumber): Promise<string> {
    const { patience } = this.#options;
    try {
      // Requests wait for rate limits in real time, whatever clock the replay goes by.
      const late = setTimeout(patience, LATE, { ref: false });
      const emoji = await Promise.race([this.#emojiOf(face), late]);
      if (emoji === LATE) this.#giveUpForAWhile({ face, waited: patience });
      else if (emoji !== undefined) return this.#address(emoji);
    } catch (error) {
      this.#giveUpForAWhile({ face, err: error });
    }
    return this.#otherwise(face);
  }

  /** The address of a face if there is one already: makes no request and draws nothing. */
  async known(face: FaceNumber): Promise<string | undefined> {
    const emoji = (await this.#load()).get(face);
    return emoji && this.#address(emoji);
  }

  /** The address of what is shown right now: the face if it is there, else a default avatar. */
  async ready(face: FaceNumber): Promise<string> {
    return (await this.known(face)) ?? this.#otherwise(face);
  }

  /** As {@link url} for each, after a look at what Discord has: an emoji that somebody deleted is made anew. */
  async prepare(faces: readonly FaceNumber[]): Promise<void> {
    try {
      await this.#list();
    } catch (error) {
      this.#options.log.warn(
        { err: error },
        'could not look which faces Discord has: will do so before the next upload',
      );
    }
    for (const face of faces) await this.url(face);
  }

  #giveUpForAWhile(facts: object): void {
    const { clock, log } = this.#options;
    // Whoever waited for the same upload has said so already.
    if (this.#isResting) return;
    log.warn(facts, 'could not upload a face: using default avatars for a while');
    this.#isResting = true;
    void clock.wait(REST_AFTER_FAILURE).then(() => {
      this.#isResting = false;
    });
  }

  #otherwise(face: FaceNumber): string {
    return `${this.#options.cdnUrl}/embed/avatars/${face % DEFAULT_AVATARS}.png`;
  }

  #address(emojiId: string): string {
    return `${this.#options.cdnUrl}/emojis/${emojiId}.png?size=${SIZE}`;
  }

  /** Undefined when there is none, and none shall be made now. */
  async #emojiOf(face: FaceNumber): Promise<string | undefined> {
    const emoji = (await this.#load()).get(face);
    return emoji ?? (this.#isResting ? undefined : this.#once(face));
  }

  #once(face: FaceNumber): Promise<string> {
    const running = this.#underWay.get(face);
    if (running) return running;
    const started = this.#make(face).finally(() => this.#underWay.delete(face));
    this.#underWay.set(face, started);
    return started;
  }

  async #make(face: FaceNumber): Promise<string> {
    const known = await this.#load();
    await this.#list();
    const emojiId = known.get(face) ?? (await this.#upload(face, known));
    await this.#note(face, emojiId, known);
    return emojiId;
  }

  async #upload(face: FaceNumber, known: ReadonlyMap<FaceNumber, string>): Promise<string> {
    const { api, painter, applicationId } = this.#options;
    const image = `data:image/png;base64,${Buffer.from(await painter.draw(face, AVATAR)).toString('base64')}`;
    try {
      return (await api.makeEmoji(applicationId, { name: emojiName(face), image })).id;
    } catch (error) {
      // A name is taken once: by a request whose answer was lost, or by another process.
      this.#listed = undefined;
      await this.#list();
      const emojiId = known.get(face);
      if (emojiId === undefined) throw error;
      return emojiId;
    }
  }

  async #note(face: FaceNumber, emojiId: string, known: Map<FaceNumber, string>): Promise<void> {
    const { store, applicationId } = this.#options;
    known.set(face, emojiId);
    await store.set(applicationId, VERSION, face, emojiId);
  }

  async #load(): Promise<Map<FaceNumber, string>> {
    const { store, applicationId } = this.#options;
    this.#known ??= store.all(applicationId, VERSION);
    try {
      return await this.#known;
    } catch (error) {
      this.#known = undefined;
      throw error;
    }
  }

  /** Compares what is known with what Discord has, once; another database, or a lost answer, may have left a face there. */
  async #list(): Promise<void> {
    this.#listed ??= this.#compare();
    try {
      await this.#listed;
    } catch (error) {
      this.#listed = undefined;
      throw error;
    }
  }

  async #compare(): Promise<void> {
    const { api, applicationId } = this.#options;
    const known = await this.#load();
    const before = new Map(known);
    const there = new Map<FaceNumber, string>();
    for (const { id, name } of await api.emojis(applicationId)) {
      const face = faceNamed(name);
      if (face !== undefined) there.set(face, id);
    }
    for (const face of before.keys()) if (!there.has(face)) known.delete(face);
    for (const [face, id] of there) if (before.get(face) !== id) await this.#note(face, id, known);
  }
}

/** The name of the emoji that holds a face: 2 to 32 letters, digits and underscores (`resources/emoji`), unlike any other's. */
function emojiName(face: FaceNumber): string {
  return `face${VERSION}_${String(face).padStart(4, '0')}`;
}

/** The face that an emoji holds; undefined for what is no face, or one of another design. */
function faceNamed(name: string): FaceNumber | undefined {
  const [, digits] = /^face(\d+_\d{4})$/.exec(name) ?? [];
  const [version, face] = digits?.split('_').map(Number) ?? [];
  return version === VERSION ? FaceNumber.safeParse(face).data : undefined;
}
