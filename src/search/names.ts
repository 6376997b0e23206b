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

/**
 * The items whose name or id contains what was typed, the best first: at the start before at a word's start before
 * inside; equals stay in the order given. Nothing typed: all of them.
 */
export function matchNames<Item extends Named>(typed: string, items: readonly Item[]): Item[] {
  const wanted = fold(typed).trim();
  return items
    .map((item) => ({ item, rank: Math.min(...namesOf(item).map((name) => rankOf(name, wanted))) }))
    .filter(({ rank }) => rank < Number.POSITIVE_INFINITY)
    .sort((one, other) => one.rank - other.rank)
    .map(({ item }) => item);
}

/** The item with this id or name, or the only one whose name contains it. */
export function resolveName<Item extends Named>(typed: string, items: readonly Item[]): Resolution<Item> {
  const byId = items.find((item) => item.id === typed);
  if (byId) return { kind: 'found', item: byId };

  const wanted = fold(typed).trim();
  const exact = items.filter((item) => namesOf(item).includes(wanted));
  const matching = exact.length > 0 ? exact : wanted === '' ? [] : matchNames(typed, items);
  const [first, ...others] = matching;
  if (first && others.length === 0) return { kind: 'found', item: first };
  return { kind: 'unknown', nearest: (first ? matching : alike(wanted, items)).slice(0, NEAREST) };
}

function alike<Item extends Named>(wanted: string, items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, unlike: Math.min(...namesOf(item).map((name) => unlikeness(wanted, name))) }))
    .filter(({ unlike }) => unlike <= ALIKE)
    .sort((one, other) => one.unlike - other.unlike)
    .map(({ item }) => item);
}

/** The share of a name, or of the part of it nearest in length, that would have to change. */
function unlikeness(wanted: string, name: string): number {
  const parts = [name, ...name.split(/[\s-]+/)];
  return Math.min(...parts.map((part) => distance(wanted, part) / Math.max(wanted.length, part.length, 1)));
}

function namesOf({ id, name }: Named): string[] {
  return [name.en, name.ja, id].filter((text) => text !== undefined).map(fold);
}

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
