/** Shows how far a long piece of work is. */
import type { Terminal } from './terminal.ts';

/** Fewer steps are over before anybody looks. */
const FEWEST = 20;

/** Columns of the bar. */
const WIDTH = 30;

/** Does something for each item, one after the other, with a bar where a person looks and there are many. */
export async function forEach<Item>(
  items: readonly Item[],
  terminal: Terminal,
  act: (item: Item) => Promise<void>,
): Promise<void> {
  const isShown = terminal.isWatched && items.length >= FEWEST;
  let drawn = '';
  for (const [done, item] of items.entries()) {
    const bar = barOf(done, items.length);
    // Drawn again only when it changes: a terminal is slower than a file.
    if (isShown && bar !== drawn) terminal.err(`\r${bar}`);
    drawn = bar;
    await act(item);
  }
  if (isShown) terminal.err(`\r${' '.repeat(drawn.length)}\r`);
}

function barOf(done: number, all: number): string {
  const full = Math.floor((done / all) * WIDTH);
  return `[${'#'.repeat(full)}${' '.repeat(WIDTH - full)}] ${Math.floor((done / all) * 100)} %`;
}
