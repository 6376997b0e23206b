/** What a server chose for itself: read by all, changed by those who manage it. */
import type { QuietHours } from '../schedule/quietHours.ts';
import { type Choices, defaultZone, type Settings, settingsInForce, speechOf } from '../settings.ts';
import type { Language } from '../thread/bilingual.ts';
import { type Call, type Place, requireManageServer } from './call.ts';
import type { SettingsStore } from './ports.ts';
import { Refusal } from './problem.ts';
import { timeNamed, zoneIdNamed } from './timeNaming.ts';

/** The settings in force in a place, and the language of the sentences that everybody there reads. */
export type Manner = { readonly settings: Settings; readonly speech: Language };

/** Quiet hours as somebody types them: two times of day, in a zone that is the server's where it is left out. */
export type QuietRequest = {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly timezone?: string | undefined;
};

/** Hears when a server's quiet hours were changed, and to which. */
export type QuietListener = (serverId: string, quiet: QuietHours | 'off') => Promise<void>;

/** The settings of all servers, each for itself. */
export class ServerSettings {
  readonly #store: SettingsStore;
  readonly #onQuiet: QuietListener | undefined;

  constructor(store: SettingsStore, onQuiet?: QuietListener) {
    this.#store = store;
    this.#onQuiet = onQuiet;
  }

  /** What holds in a place, whoever asks. */
  async inForce({ serverId, preferredLocale }: Pick<Place, 'serverId' | 'preferredLocale'>): Promise<Manner> {
    const settings = settingsInForce(await this.#store.get(serverId), preferredLocale);
    return { settings, speech: speechOf(settings.language.value, preferredLocale) };
  }

  /** @throws Refusal when the requester may not manage the server */
  async show(call: Call): Promise<Settings> {
    requireManageServer(call);
    return (await this.inForce(call.place)).settings;
  }

  /**
   * Replaces the choices given and keeps the others.
   *
   * @returns what holds from now on
   * @throws Refusal when the requester may not manage the server
   */
  async choose(call: Call, choices: Choices): Promise<Manner> {
    requireManageServer(call);
    await this.#store.set(call.place.serverId, choices);
    return this.inForce(call.place);
  }

  /**
   * Says when nothing begins by schedule: from one time of day to another, over midnight where that comes first. Without
   * either it may begin at any time.
   *
   * @throws Refusal when the requester may not manage the server, or something of it is missing or not understood
   */
  async chooseQuiet(call: Call, { from, to, timezone }: QuietRequest): Promise<QuietHours | 'off'> {
    requireManageServer(call);
    const quiet = from === undefined && to === undefined ? 'off' : await this.#quietHours(call, from, to, timezone);
    await this.choose(call, { quiet });
    await this.#onQuiet?.(call.place.serverId, quiet);
    return quiet;
  }

  async #quietHours(
    { place }: Call,
    from: string | undefined,
    to: string | undefined,
    timezone: string | undefined,
  ): Promise<QuietHours> {
    if (from === undefined || to === undefined) throw new Refusal({ code: 'quiet-half-said' });
    const zone = timezone === undefined ? defaultZone((await this.inForce(place)).speech) : zoneIdNamed(timezone);
    const quiet = { from: timeNamed(from), to: timeNamed(to), zone };
    if (quiet.from === quiet.to) throw new Refusal({ code: 'quiet-all-day' });
    return quiet;
  }

  /**
   * Forgets every choice.
   *
   * @throws Refusal when the requester may not manage the server
   */
  async reset(call: Call): Promise<void> {
    requireManageServer(call);
    await this.#store.reset(call.place.serverId);
    await this.#onQuiet?.(call.place.serverId, (await this.inForce(call.place)).settings.quiet.value);
  }
}
