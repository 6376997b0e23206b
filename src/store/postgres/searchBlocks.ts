/**
 * The newest texts first, without looking at all others. PostgreSQL's index finds texts in no order, and a common word is in
 * very many; but the block of ids that a text is in is a token like any other, and each block is newer than those before it.
 */

/** Ids of a block: of some two thousand, a few are enough for what nearly every text holds. */
const BLOCK = 2_048;

/** Blocks that are looked through together, the newest first; all others after them at once. */
const WINDOWS = [2, 8, 32];

/** Ids from `from` to before `to`, in these blocks. */
export type Window = { readonly from: number; readonly to: number; readonly blocks: readonly number[] };

/** The token of the block that an id is in: no text has one that begins so. */
export function blockToken(block: number): string {
  return `n${block}`;
}

/** The block that an id is in. */
export function blockOf(id: number): number {
  return Math.floor(id / BLOCK);
}

/** Windows that hold all ids up to the newest, the newest first. The last has no blocks where it goes on to the oldest. */
export function windowsOf(newest: number): Window[] {
  const windows: Window[] = [];
  let end = blockOf(newest) + 1;
  for (const size of WINDOWS) {
    if (end <= size) break;
    const blocks = Array.from({ length: size }, (_, at) => end - 1 - at);
    windows.push({ from: (end - size) * BLOCK, to: end * BLOCK, blocks });
    end -= size;
  }
  return [...windows, { from: 0, to: end * BLOCK, blocks: [] }];
}
