/** Cuts what is too long for one message into pages. */

/** One page of several. */
export type Page<Item> = {
  readonly items: readonly Item[];
  /** Which page it is, from 1. */
  readonly number: number;
  /** How many pages there are, at least 1. */
  readonly of: number;
};

/** The page asked for, counted from 1; one beyond the last is the last, and of nothing there is one empty page. */
export function pageAt<Item>(pages: readonly (readonly Item[])[], asked: number): Page<Item> {
  const of = Math.max(1, pages.length);
  const number = Math.min(asked, of);
  return { items: pages[number - 1] ?? [], number, of };
}

/** How many pages of `size` items `total` items take, at least 1. */
export function pageCount(total: number, size: number): number {
  return Math.max(1, Math.ceil(total / size));
}

/** Pages of `size` items; the last may have fewer. */
export function equalPages<Item>(items: readonly Item[], size: number): Item[][] {
  const starts = Array.from({ length: Math.ceil(items.length / size) }, (_, page) => page * size);
  return starts.map((start) => items.slice(start, start + size));
}

/** What one page holds: UTF-16 units of all its blocks, and blocks. */
export type Room = { readonly length: number; readonly blocks: number };

/** Pages filled one after the other, in order; a block that is longer than a page has one of its own. */
export function filledPages<Block>(
  blocks: readonly Block[],
  room: Room,
  lengthOf: (block: Block) => number,
): Block[][] {
  const pages: Block[][] = [];
  let filled = 0;
  for (const block of blocks) {
    const length = lengthOf(block);
    const page = pages.at(-1);
    if (page && filled + length <= room.length && page.length < room.blocks) {
      page.push(block);
      filled += length;
    } else {
      pages.push([block]);
      filled = length;
    }
  }
  return pages;
}
