/** Writes what is searched for as SQLite's FTS5 reads it (`sqlite.org/fts5.html` 3). */
import { stemmer } from 'stemmer';
import type { Term } from '../../search/query.ts';
import {
  isEnglish,
  jointOf,
  LONGEST_BEGINNING,
  piecesOf,
  type Run,
  type TokenKind,
  tokenOf,
  wordsOf,
} from '../../search/tokens.ts';

/** Where a term stands in a text: `words` if it begins and ends where words do, else anywhere. */
export type Tier = 'words' | 'anywhere';

/** All of them. */
export function allOf(expressions: readonly string[]): string {
  return expressions.map((expression) => `(${expression})`).join(' AND ');
}

/** At least one of them. */
export function anyOf(expressions: readonly string[]): string {
  return expressions.map((expression) => `(${expression})`).join(' OR ');
}

/** What holds a term. */
export function termExpression(term: Term, tier: Tier): string {
  const [first, ...more] = term.runs;
  if (more.length > 0) return sequence(term, tier);
  return first.kind === 'word' ? word(first.text, term, tier) : kana(first, term, tier);
}

/** Tokens that follow each other; tokens are letters and digits, so nothing in them is syntax. */
function phrase(kind: TokenKind, texts: readonly string[]): string {
  return `"${texts.map(tokenOf(kind)).join(' ')}"`;
}

function word(text: string, { open, forms }: Term, tier: Tier): string {
  const itself = phrase('w', [text]);
  if (tier === 'words') return itself;
  return anyOf([
    itself,
    ...(forms && isEnglish(text) ? [phrase('s', [stemmer(text)])] : []),
    ...(open ? [[...text].length > LONGEST_BEGINNING ? `${itself} *` : phrase('u', [text])] : []),
  ]);
}

function kana(run: Run, { katakana }: Term, tier: Tier): string {
  const pairs = piecesOf(run).slice(0, -1);
  const anywhere = pairs.length > 0 ? phrase('b', pairs) : phrase('u', [run.text]);
  const found = tier === 'words' ? allOf([anywhere, phrase('w', wordsOf(run))]) : anywhere;
  return katakana === undefined ? found : anyOf([found, phrase('k', [katakana])]);
}

/** Texts without kana and kanji hold no pieces; their words are all there is to a sequence. */
function sequence({ runs, open }: Term, tier: Tier): string {
  const kind = runs.some((run) => run.kind === 'cjk') ? 'b' : 'w';
  const last = runs.at(-1) ?? runs[0];
  const pieces = runs.flatMap(piecesOf);
  const anywhere =
    last.kind === 'word'
      ? `${phrase(kind, pieces)}${open ? ' *' : ''}`
      : allOf([phrase(kind, pieces.slice(0, -1)), ...jointOf(runs.at(-2), last).map((joint) => phrase('j', [joint]))]);
  return tier === 'anywhere' ? anywhere : allOf([anywhere, phrase('w', runs.flatMap(wordsOf))]);
}
