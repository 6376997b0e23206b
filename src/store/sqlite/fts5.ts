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

const FOLDED: readonly Tier[] = [
  { asTyped: false, place: 'words' },
  { asTyped: false, place: 'anywhere' },
];
const ALL: readonly Tier[] = [{ asTyped: true, place: 'words' }, { asTyped: true, place: 'anywhere' }, ...FOLDED];

/** How texts may hold what is searched for, the best first; each text of the others is in the last. */
export function tiersOf(query: Query): readonly Tier[] {
  return query.some(({ spelling }) => spelling.length > 0) ? ALL : FOLDED;
}

/** All of them. */
export function allOf(expressions: readonly string[]): string {
  return expressions.map((expression) => `(${expression})`).join(' AND ');
}

/** At least one of them. */
export function anyOf(expressions: readonly string[]): string {
  return expressions.map((expression) => `(${expression})`).join(' OR ');
}

/** What holds a term. */
export function termExpression(term: Term, { asTyped, place }: Tier): string {
  const spelling = asTyped ? term.spelling.map(phraseExpression) : [];
  const found = allOf([(place === 'words' ? atWords : anywhere)(term), ...spelling]);
  // ー is written or left out at will, so either is as good.
  return term.katakana === undefined ? found : anyOf([found, phrase('k', [term.katakana])]);
}

function phraseExpression(looked: Phrase): string {
  return `"${phraseTokens(looked).join(' ')}"`;
}

function phrase(kind: TokenKind, texts: readonly string[]): string {
  return phraseExpression({ kind, texts });
}

/** Words of kana and kanji that follow each other are the whole of a run's part: their pairs need not be asked for. */
function atWords({ runs }: Term): string {
  return phrase('w', wordsOf(runs));
}

function anywhere(term: Term): string {
  const [first, ...more] = term.runs;
  if (more.length > 0) return sequence(term);
  return first.kind === 'word' ? word(first.text, term) : kana(first);
}

/** What holds a word holds its stem and its beginning as well: they alone are asked for. */
function word(text: string, { open, forms }: Term): string {
  const beginning = [...text].length > LONGEST_BEGINNING ? `${phrase('w', [text])} *` : phrase('u', [text]);
  const stem = forms && isEnglish(text) ? [phrase('s', [stemmer(text)])] : [];
  const wanted = [...(open ? [beginning] : []), ...stem];
  return wanted.length > 0 ? anyOf(wanted) : phrase('w', [text]);
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
