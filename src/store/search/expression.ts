/** What the index is asked for: which tokens a text must hold, and how. Each store writes it in a language of its own. */
import { stemmer } from 'stemmer';
import type { Query, Term } from '../../search/query.ts';
import {
  isEnglish,
  jointOf,
  LONGEST_BEGINNING,
  type Phrase,
  phraseTokens,
  piecesOf,
  type Run,
  type TokenKind,
  wordsOf,
} from '../../search/tokens.ts';
import type { Reading } from './reading.ts';

/** What a text must hold. */
export type Expression =
  /** These tokens, one right after the other; where it is `open`, the last may be the beginning of a longer one. */
  | { readonly kind: 'phrase'; readonly tokens: readonly string[]; readonly open: boolean }
  /** All of several, at least one of several; there is always one. */
  | { readonly kind: 'all' | 'any'; readonly of: readonly Expression[] }
  /** One without another. */
  | { readonly kind: 'without'; readonly of: Expression; readonly never: Expression };

/** How a text may hold a term. */
export type Tier = {
  /** Whether its katakana, old forms of kanji and signs are as they were typed. */
  readonly asTyped: boolean;
  /** Where it stands: `words` if it begins and ends where words do, else anywhere. */
  readonly place: 'words' | 'anywhere';
};

const KATAKANA = /^[\p{Script=Katakana}ー]*\p{Script=Katakana}[\p{Script=Katakana}ー]*$/u;

/** The tier that holds whatever is found. */
export const FOUND: Tier = { asTyped: false, place: 'anywhere' };

const FOLDED: readonly Tier[] = [{ asTyped: false, place: 'words' }, FOUND];
const ALL: readonly Tier[] = [{ asTyped: true, place: 'words' }, { asTyped: true, place: 'anywhere' }, ...FOLDED];

/** How texts may hold what is searched for, the best first; each text of the others is in the last. */
export function tiersOf(query: Query): readonly Tier[] {
  return query.some(({ spelling }) => spelling.length > 0) ? ALL : FOLDED;
}

/** All of these, of which there is at least one. */
export function allOf(of: readonly Expression[]): Expression {
  const [only, ...more] = of;
  return only && more.length === 0 ? only : { kind: 'all', of };
}

/** At least one of these. */
export function anyOf(of: readonly Expression[]): Expression {
  const [only, ...more] = of;
  return only && more.length === 0 ? only : { kind: 'any', of };
}

/** A single token. */
export function tokenOf(token: string): Expression {
  return { kind: 'phrase', tokens: [token], open: false };
}

/**
 * The words in the index that begin so, if they are few: asking for each is quicker than for a prefix, for which an index
 * gathers all their texts before it gives the first.
 */
export type WordsFrom = (beginning: string) => Reading<readonly string[] | undefined>;

/** What holds every term of a query. */
export function* queryExpression(query: Query, tier: Tier, wordsFrom: WordsFrom): Reading<Expression> {
  const terms: Expression[] = [];
  for (const term of query) terms.push(yield* termExpression(term, tier, wordsFrom));
  return allOf(terms);
}

/** What holds a word as it is. */
export function wordExpression(word: string): Expression {
  return phrase('w', [word]);
}

/**
 * Whether an expression finds nothing but what holds the query. Inside of words a lone kana or kanji right after another
 * run is asked for apart from what stands before it, since the index knows pairs.
 *
 * @param longestPhrase tokens of a phrase that the index looks for
 */
export function isExact(query: Query, { place }: Tier, longestPhrase: number): boolean {
  return query.every(
    ({ runs }) =>
      runs.reduce((length, { text }) => length + text.length, 0) <= longestPhrase &&
      (place === 'words' || runs.length === 1 || !isLoneKana(runs.at(-1))),
  );
}

function isLoneKana(run: Run | undefined): boolean {
  return run?.kind === 'cjk' && [...run.text].length === 1;
}

function* termExpression(term: Term, { asTyped, place }: Tier, wordsFrom: WordsFrom): Reading<Expression> {
  const spelling = asTyped ? term.spelling.map((looked) => phraseExpression(looked)) : [];
  // What holds katakana holds what folds alike: where it is all there is, nothing else need be asked for.
  const isAll = asTyped && place === 'anywhere' && isKatakana(term);
  const found = isAll ? [] : [yield* place === 'words' ? atWords(term, wordsFrom) : anywhere(term, wordsFrom)];
  const expression = allOf([...found, ...spelling]);
  // ー is written or left out at will, so either is as good.
  return term.katakana === undefined ? expression : anyOf([expression, phrase('k', [term.katakana])]);
}

function isKatakana({ runs: [first, ...more] }: Term): boolean {
  return more.length === 0 && KATAKANA.test(first.written);
}

function phraseExpression(looked: Phrase, open = false): Expression {
  return { kind: 'phrase', tokens: phraseTokens(looked), open };
}

function phrase(kind: TokenKind, texts: readonly string[], open = false): Expression {
  return phraseExpression({ kind, texts }, open);
}

/** One word is all there is to it. Several are found sooner by their pairs, which are rarer than short words. */
function* atWords(term: Term, wordsFrom: WordsFrom): Reading<Expression> {
  const words = wordsOf(term.runs);
  const found = phrase('w', words);
  if (words.length === 1 || term.runs.every(({ kind }) => kind === 'word')) return found;
  return allOf([yield* anywhere(term, wordsFrom), found]);
}

function* anywhere(term: Term, wordsFrom: WordsFrom): Reading<Expression> {
  const [first, ...more] = term.runs;
  if (more.length > 0) return sequence(term);
  return first.kind === 'word' ? yield* word(first.text, term, wordsFrom) : kana(first);
}

/** What holds a word holds its stem and its beginning as well: they alone are asked for. */
function* word(text: string, { open, forms }: Term, wordsFrom: WordsFrom): Reading<Expression> {
  const stem = forms && isEnglish(text) ? [phrase('s', [stemmer(text)])] : [];
  const wanted = [...(open ? yield* beginningWith(text, wordsFrom) : []), ...stem];
  return wanted.length > 0 ? anyOf(wanted) : phrase('w', [text]);
}

function* beginningWith(text: string, wordsFrom: WordsFrom): Reading<Expression[]> {
  if ([...text].length <= LONGEST_BEGINNING) return [phrase('u', [text])];
  const words = yield* wordsFrom(text);
  return words ? words.map(wordExpression) : [phrase('w', [text], true)];
}

function kana(run: Run): Expression {
  const pairs = piecesOf(run).slice(0, -1);
  return pairs.length > 0 ? phrase('b', pairs) : phrase('u', [run.text]);
}

/** Texts without kana and kanji hold no pieces; their words are all there is to a sequence. */
function sequence({ runs, open }: Term): Expression {
  const kind = runs.some((run) => run.kind === 'cjk') ? 'b' : 'w';
  const last = runs.at(-1) ?? runs[0];
  const pieces = runs.flatMap(piecesOf);
  return last.kind === 'word'
    ? phrase(kind, pieces, open)
    : allOf([phrase(kind, pieces.slice(0, -1)), ...jointOf(runs.at(-2), last).map((joint) => phrase('j', [joint]))]);
}
