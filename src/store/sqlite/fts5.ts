/** Writes what is searched for as SQLite's FTS5 reads it (`sqlite.org/fts5.html` 3). */
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

/** All of them, at least one. */
export function allOf(expressions: readonly string[]): string {
  return expressions.map((expression) => `(${expression})`).join(' AND ');
}

/** At least one of them. */
export function anyOf(expressions: readonly string[]): string {
  return expressions.map((expression) => `(${expression})`).join(' OR ');
}

/**
 * The words in the index that begin so, if that is known and they are few: asking for each is quicker than for a prefix,
 * for which FTS5 gathers all their texts before it gives the first.
 */
export type WordsFrom = (beginning: string) => readonly string[] | undefined;

/** What holds every term of a query. */
export function queryExpression(query: Query, tier: Tier, wordsFrom: WordsFrom): string {
  return allOf(query.map((term) => termExpression(term, tier, wordsFrom)));
}

/** What holds a word as it is. */
export function wordExpression(word: string): string {
  return phrase('w', [word]);
}

/**
 * Whether an expression finds nothing but what holds the query. Inside of words a lone kana or kanji right after another
 * run is asked for apart from what stands before it, since the index knows pairs.
 */
export function isExact(query: Query, { place }: Tier): boolean {
  return place === 'words' || query.every(({ runs }) => runs.length === 1 || !isLoneKana(runs.at(-1)));
}

function isLoneKana(run: Run | undefined): boolean {
  return run?.kind === 'cjk' && [...run.text].length === 1;
}

function termExpression(term: Term, { asTyped, place }: Tier, wordsFrom: WordsFrom): string {
  const spelling = asTyped ? term.spelling.map(phraseExpression) : [];
  const found = place === 'words' ? atWords(term, wordsFrom) : anywhere(term, wordsFrom);
  // What holds katakana holds what folds alike: where it is all there is, nothing else need be asked for.
  const isAll = asTyped && place === 'anywhere' && isKatakana(term);
  const expression = allOf(isAll ? spelling : [found, ...spelling]);
  // ー is written or left out at will, so either is as good.
  return term.katakana === undefined ? expression : anyOf([expression, phrase('k', [term.katakana])]);
}

function isKatakana({ runs: [first, ...more] }: Term): boolean {
  return more.length === 0 && KATAKANA.test(first.written);
}

function phraseExpression(looked: Phrase): string {
  return `"${phraseTokens(looked).join(' ')}"`;
}

function phrase(kind: TokenKind, texts: readonly string[]): string {
  return phraseExpression({ kind, texts });
}

/** One word is all there is to it. Several are found sooner by their pairs, which are rarer than short words. */
function atWords(term: Term, wordsFrom: WordsFrom): string {
  const words = wordsOf(term.runs);
  const found = phrase('w', words);
  return words.length === 1 || term.runs.every(({ kind }) => kind === 'word')
    ? found
    : allOf([anywhere(term, wordsFrom), found]);
}

function anywhere(term: Term, wordsFrom: WordsFrom): string {
  const [first, ...more] = term.runs;
  if (more.length > 0) return sequence(term);
  return first.kind === 'word' ? word(first.text, term, wordsFrom) : kana(first);
}

/** What holds a word holds its stem and its beginning as well: they alone are asked for. */
function word(text: string, { open, forms }: Term, wordsFrom: WordsFrom): string {
  const stem = forms && isEnglish(text) ? [phrase('s', [stemmer(text)])] : [];
  const wanted = [...(open ? beginningWith(text, wordsFrom) : []), ...stem];
  return wanted.length > 0 ? anyOf(wanted) : phrase('w', [text]);
}

function beginningWith(text: string, wordsFrom: WordsFrom): string[] {
  if ([...text].length <= LONGEST_BEGINNING) return [phrase('u', [text])];
  return wordsFrom(text)?.map(wordExpression) ?? [`${phrase('w', [text])} *`];
}

function kana(run: Run): string {
  const pairs = piecesOf(run).slice(0, -1);
  return pairs.length > 0 ? phrase('b', pairs) : phrase('u', [run.text]);
}

/** Texts without kana and kanji hold no pieces; their words are all there is to a sequence. */
function sequence({ runs, open }: Term): string {
  const kind = runs.some((run) => run.kind === 'cjk') ? 'b' : 'w';
  const last = runs.at(-1) ?? runs[0];
  const pieces = runs.flatMap(piecesOf);
  return last.kind === 'word'
    ? `${phrase(kind, pieces)}${open ? ' *' : ''}`
    : allOf([phrase(kind, pieces.slice(0, -1)), ...jointOf(runs.at(-2), last).map((joint) => phrase('j', [joint]))]);
}
