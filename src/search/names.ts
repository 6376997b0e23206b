/** Finds what has a name in two languages by any part of it: for completion, and for what people type unaided. */
import { distance } from 'fastest-levenshtein';
import type { Bilingual } from '../thread/bilingual.ts';
import { fold } from './fold.ts';

/** Something with an id and a name. */
export type Named = { readonly id: string; readonly name: Bilingual };

/** What a typed text names: one thing, or none for sure and those that come nearest. */
export type Resolution<Item> = { kind: 'found'; item: Item } | { kind: 'unknown'; nearest: Item[] };

/** How many of the nearest are worth telling. */
const NEAREST = 3;

/** The more of the longer text must be changed, the less alike two texts are; beyond this share they are not. */
const ALIKE = 0.6;

/** Nobody's name is longer, UTF-16 units; what is typed beyond it is not compared. */
const LONGEST_TYPED = 200;

/** The names of many things, folded once: what is asked at every key costs a look at each. */
export class Names<Item extends Named> {
  readonly items: readonly Item[];
  readonly #byId: ReadonlyMap<string, Item>;
  readonly #folded: readonly (readonly string[])[];

  /** @param items in the order in which equals are given */
  constructor(items: readonly Item[]) {
    this.items = items;
    this.#byId = new Map(items.map((item) => [item.id, item]));
    this.#folded = items.map(({ id, name }) =>
      [name.en, name.ja, id].filter((text) => text !== undefined).map((text) => fold(text)),
    );
  }

  /** The item with this id. */
  get(id: string): Item | undefined {
    return this.#byId.get(id);
  }

  /**
   * The items whose name or id contains what was typed, the best first: at the start before at a word's start before
   * inside; equals stay in the order given. Nothing typed: all of them.
   */
  match(typed: string): Item[] {
    const wanted = foldTyped(typed);
    if (wanted === '') return [...this.items];
    const ranks: Item[][] = [[], [], []];
    for (const [index, item] of this.items.entries()) {
      const rank = Math.min(...this.#namesOf(index).map((name) => rankOf(name, wanted)));
      ranks[rank]?.push(item);
    }
    return ranks.flat();
  }

  /** The item with this id or name, or the only one whose name contains it. */
  resolve(typed: string): Resolution<Item> {
    const byId = this.get(typed);
    if (byId) return { kind: 'found', item: byId };
    const matching = this.#meant(foldTyped(typed));
    const [first, ...others] = matching;
    if (first && others.length === 0) return { kind: 'found', item: first };
    return { kind: 'unknown', nearest: this.nearest(typed) };
  }

  /**
   * The few that a typed text may mean: those that contain it, else those that are most alike; none for a blank one.
   *
   * @param within the share of the longer text that may have to change
   */
  nearest(typed: string, within = ALIKE): Item[] {
    const wanted = foldTyped(typed);
    const matching = this.#meant(wanted);
    return (matching.length > 0 ? matching : this.#alike(wanted, within)).slice(0, NEAREST);
  }

  #meant(wanted: string): Item[] {
    if (wanted === '') return [];
    const exact = this.items.filter((_, index) => this.#namesOf(index).includes(wanted));
    return exact.length > 0 ? exact : this.match(wanted);
  }

  #alike(wanted: string, within: number): Item[] {
    return this.items
      .map((item, index) => ({
        item,
        unlike: Math.min(...this.#namesOf(index).map((name) => unlikeness(wanted, name, within))),
      }))
      .filter(({ unlike }) => unlike <= within)
      .sort((one, other) => one.unlike - other.unlike)
      .map(({ item }) => item);
  }

  #namesOf(index: number): readonly string[] {
    return this.#folded[index] ?? [];
  }
}

function foldTyped(typed: string): string {
  return fold(typed.slice(0, LONGEST_TYPED)).trim();
}

/** The share of a name, or of the part of it most like it, that would have to change; infinite when it is above `within`. */
function unlikeness(wanted: string, name: string, within: number): number {
  const shares = [name, ...name.split(/[\s-]+/)].map((part) => {
    const longest = Math.max(wanted.length, part.length, 1);
    // So many must be added or dropped at least: most names need no closer look.
    const least = Math.abs(wanted.length - part.length) / longest;
    return least > within ? Number.POSITIVE_INFINITY : distance(wanted, part) / longest;
  });
  return Math.min(...shares);
}

/** 0 at the start of a name, 1 at a word's start, 2 inside; infinite where it is not. */
function rankOf(name: string, wanted: string): number {
  const at = name.indexOf(wanted);
  if (at < 0) return Number.POSITIVE_INFINITY;
  if (at === 0) return 0;
  return startsWord(name, wanted) ? 1 : 2;
}

function startsWord(name: string, wanted: string): boolean {
  for (let at = name.indexOf(wanted, 1); at > 0; at = name.indexOf(wanted, at + 1)) {
    if (!/[\p{L}\p{N}]/u.test(name.charAt(at - 1))) return true;
  }
  return false;
}
