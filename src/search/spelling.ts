/** Words like a mistyped one. */
import { distance } from 'fastest-levenshtein';
import { isEnglish } from './tokens.ts';

/** A word that is in the texts, and in how many. */
export type KnownWord = { readonly word: string; readonly count: number };

/** Shorter words are not corrected, everything is like them; longer ones are no words. */
const SHORTEST_CORRECTED = 4;
const LONGEST_CORRECTED = 40;

/** From this length on two edits are a slip, below one. */
const TWO_EDITS_FROM = 8;

/** Beyond this share of a word that must change it is another word. */
const ALIKE = 0.4;

/** By how many letters a word may be longer or shorter to be like another. */
export const LENGTHS_APART = 2;

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];

/** Whether a word can be a mistyped one. */
export function isMistypable(word: string): boolean {
  return isEnglish(word) && word.length >= SHORTEST_CORRECTED && word.length <= LONGEST_CORRECTED;
}

/** Every text one slip away: a letter left out, doubled or alien, another in its place, two neighbours swapped. */
export function oneSlipAway(word: string): string[] {
  const places = Array.from({ length: word.length + 1 }, (_, at) => [word.slice(0, at), word.slice(at)] as const);
  return places.flatMap(([before, after]) => [
    before + after.slice(1),
    before + after.charAt(1) + after.charAt(0) + after.slice(2),
    ...LETTERS.flatMap((letter) => [before + letter + after, before + letter + after.slice(1)]),
  ]);
}

/** The words alike, the most alike first, and of these the most frequent. */
export function mostAlike(word: string, known: readonly KnownWord[]): string[] {
  return known
    .map(({ word: other, count }) => ({ other, count, edits: edits(word, other) }))
    .filter(({ other, edits }) => other !== word && edits <= Math.max(1, word.length * ALIKE))
    .sort((one, other) => one.edits - other.edits || other.count - one.count)
    .map(({ other }) => other);
}

/** Whether somebody who typed one word is likely to have meant the other. */
export function isSlip(word: string, meant: string): boolean {
  return edits(word, meant) <= (word.length >= TWO_EDITS_FROM ? 2 : 1);
}

/** Letters to insert, drop or replace; two neighbours swapped count as one. */
function edits(word: string, other: string): number {
  const plain = distance(word, other);
  if (plain !== 2 || word.length !== other.length) return plain;
  const at = [...word].findIndex((letter, index) => letter !== other.charAt(index));
  const swapped = word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
  return swapped === other ? 1 : plain;
}
