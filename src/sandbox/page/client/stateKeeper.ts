/** Holds the state; everything that happens passes through here, and the page is drawn once for all that happens in a frame. */
import { type Happening, reduce } from './state/reduce.ts';
import type { State } from './state/state.ts';

export class StateKeeper {
  #state: State;
  readonly #draw: (state: State) => void;
  #drawing = false;

  constructor(state: State, draw: (state: State) => void) {
    this.#state = state;
    this.#draw = draw;
  }

  get state(): State {
    return this.#state;
  }

  happen(happening: Happening): void {
    this.#state = reduce(this.#state, happening);
    this.redraw();
  }

  /** Draws the page soon. */
  redraw(): void {
    if (this.#drawing) return;
    this.#drawing = true;
    queueMicrotask(() => {
      this.#drawing = false;
      this.#draw(this.#state);
    });
  }
}
