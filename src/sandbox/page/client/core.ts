/** What every action needs: the state and the line to the sandbox. And what every part of the page is drawn from. */
import type { Whereabouts } from './actions/whereabouts.ts';
import type { Connection } from './connection.ts';
import type { Words } from './i18n/en.ts';
import { wordsFor } from './i18n/words.ts';
import { me, type State } from './state/state.ts';
import type { StateKeeper } from './stateKeeper.ts';

export type Core = { readonly keeper: StateKeeper; readonly connection: Connection; readonly whereabouts: Whereabouts };

export type Page = {
  readonly state: State;
  readonly words: Words;
  /** Of whom one is, for dates and numbers. */
  readonly locale: string;
  readonly core: Core;
};

export function pageOf(core: Core): Page {
  const { state } = core.keeper;
  const locale = me(state)?.locale ?? navigator.language;
  return { state, words: wordsFor(locale), locale, core };
}
