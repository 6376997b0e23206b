/** Numbers that look random and are the same in every run. */

export type Random = {
  /** From 0 up to, not including, 1. */
  next(): number;
  below(limit: number): number;
  /** One of them, the first ones far more often than the last, as words are used. */
  common<Item>(items: readonly Item[]): Item;
  any<Item>(items: readonly Item[]): Item;
};

export function random(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    next,
    below,
    common: (items) => at(items, Math.floor(items.length ** next()) - 1),
    any: (items) => at(items, below(items.length)),
  };
}

function at<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new RangeError(`no item ${index} of ${items.length}`);
  return item;
}
