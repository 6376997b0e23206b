/** Shows how far a long piece of work is. */
import type { Terminal } from './terminal.ts';

/** Fewer steps are over before anybody looks. */
const FEWEST = 20;

/** Columns of the bar. */
const WIDTH = 30;

/** A bar where a person looks, and nothing elsewhere. */
export class ProgressBar {
  readonly #terminal: Terminal;
  #drawn = '';

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  /** Draws how far the work is, when that looks different: a terminal is slower than a file. */
  show(done: number, all: number): void {
    const bar = barOf(done, all);
    if (this.#terminal.isWatched && bar !== this.#drawn) this.#terminal.err(`\r${bar}`);
    this.#drawn = bar;
  }

  clear(): void {
    if (this.#terminal.isWatched) this.#terminal.err(`\r${' '.repeat(this.#drawn.length)}\r`);
    this.#drawn = '';
  }
}

/** Does something for each item, one after the other, with a bar where there are many. */
export async function forEach<Item>(
  items: readonly Item[],
  terminal: Terminal,
  act: (item: Item) => Promise<void>,
): Promise<void> {
  const bar = new ProgressBar({ ...terminal, isWatched: terminal.isWatched && items.length >= FEWEST });
  for (const [done, item] of items.entries()) {
    bar.show(done, items.length);
    await act(item);
  }
  bar.clear();
}

function barOf(done: number, all: number): string {
  const full = Math.floor((done / all) * WIDTH);
  return `[${'#'.repeat(full)}${' '.repeat(WIDTH - full)}] ${Math.floor((done / all) * 100)} %`;
}
