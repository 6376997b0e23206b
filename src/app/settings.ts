/** What a server chose for itself: read by all, changed by those who manage it. */
import { type Choices, type Settings, settingsInForce, speechOf } from '../settings.ts';
import type { Language } from '../thread/bilingual.ts';
import { type Call, type Place, requireManageServer } from './call.ts';
import type { SettingsStore } from './ports.ts';

/** The settings in force in a place, and the language of the sentences that everybody there reads. */
export type Manner = { readonly settings: Settings; readonly speech: Language };

/** The settings of all servers, each for itself. */
export class ServerSettings {
  readonly #store: SettingsStore;

  constructor(store: SettingsStore) {
    this.#store = store;
  }

  /** What holds in a place, whoever asks. */
  async inForce({ serverId, preferredLocale }: Place): Promise<Manner> {
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
   * Forgets every choice.
   *
   * @throws Refusal when the requester may not manage the server
   */
  async reset(call: Call): Promise<void> {
    requireManageServer(call);
    await this.#store.reset(call.place.serverId);
  }
}
