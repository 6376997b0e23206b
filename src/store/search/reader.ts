/** What a search asks of the index: the port between what is common to all stores and each store's own statements. */
import type { Owner } from '../../search/search.ts';
import type { KnownWord } from '../../search/spelling.ts';
import type { Language } from '../../thread/bilingual.ts';
import type { PersonaKey } from '../../thread/identity.ts';
import type { Expression } from './expression.ts';
import type { Answer } from './reading.ts';

/** A text as it is compared. */
export type FoldedText = { readonly id: number; readonly folded: string };

/** A text to be ranked, and whether it holds what was typed as it was typed. */
export type RankedText = FoldedText & { readonly spelled: boolean };

/** A text to be shown, with its thread's id and its comment's number there. */
export type ShownText = FoldedText & { readonly text: string; readonly threadId: string; readonly comment: number };

/** What holds for all texts while a search runs. */
export type Standing = {
  /** How many texts anybody has but the owners asked for; where they are few, each that is found is looked at. */
  readonly others: 'none' | 'few' | 'many';
  /** Whether there are texts in the index that are being added or removed. */
  readonly someAreHidden: boolean;
};

/** Which of the texts that an expression finds are wanted. */
export type Wanted = {
  readonly language: Language | undefined;
  /** Those of these owners alone; of everybody's where it is left out. */
  readonly owners?: readonly [Owner, Owner] | undefined;
  /** Whether there are any that are not shown. */
  readonly someAreHidden: boolean;
};

/** Which texts are listed where nothing is searched for. */
export type Listing = {
  readonly owners: readonly [Owner, Owner];
  /** Ids of the first owner's threads that are left out. */
  readonly unseen: readonly string[];
  /** Whose texts are left out. */
  readonly muted: readonly PersonaKey[];
  readonly persona: string | undefined;
  readonly threadId: string | undefined;
  readonly language: Language | undefined;
};

/** Reads the index as it was at one moment. */
export type SearchReader = {
  /** Tokens of one phrase that the index looks for: it finds too much for a longer one. */
  readonly longestPhrase: number;
  standing(owners: readonly [Owner, Owner]): Answer<Standing>;
  /** The ids of the texts that an expression finds, the newest first. */
  matching(expression: Expression, most: number, wanted: Wanted): Answer<number[]>;
  /** Texts by their ids. */
  folded(ids: readonly number[]): Answer<FoldedText[]>;
  /**
   * The same, to be ranked.
   *
   * @param typed what they should hold; only the first few are looked for
   */
  ranked(ids: readonly number[], typed: readonly string[]): Answer<RankedText[]>;
  /** The same, to be shown; only texts of these owners. */
  shown(ids: readonly number[], owners: readonly [Owner, Owner]): Answer<ShownText[]>;
  /** How many comments a listing has. */
  count(listing: Listing): Answer<number>;
  /** Their numbers: the newest thread's first, each in its order. */
  list(listing: Listing, offset: number, limit: number): Answer<number[]>;
  /** Those of the words that the owners' texts hold. */
  known(owners: readonly [Owner, Owner], words: readonly string[]): Answer<KnownWord[]>;
  /** Words that begin so, some of them at most. */
  wordsFrom(owners: readonly [Owner, Owner], beginning: string, most: number): Answer<string[]>;
  /** The words that begin with a letter and are so long. */
  beginning(owners: readonly [Owner, Owner], letter: string, shortest: number, longest: number): Answer<KnownWord[]>;
};
