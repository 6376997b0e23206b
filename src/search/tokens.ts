/**
 * Cuts texts into the tokens that the index holds. Texts and queries go through the same functions, so they agree.
 *
 * Kana and kanji are written without spaces: they are held as pairs of neighbours, which find any part of them, and as
 * words, which tell the parts that are words from those that only look so.
 */
import { stemmer } from 'stemmer';
import { fold } from './fold.ts';

/** To be raised whenever a text is folded or cut otherwise than before: what was indexed then is indexed anew. */
export const TOKENS_VERSION = 1;

/** A part of a folded text without a gap: kana and kanji, or a word of any other script. */
export type Run = {
  readonly kind: 'cjk' | 'word';
  /** As it is compared: a word without its apostrophes. */
  readonly text: string;
  /** Where it stands in the folded text, UTF-16 units. */
  readonly start: number;
  readonly end: number;
};

/**
 * What a token says of a text, its first letter in the index: a word; a piece (a pair of kana or kanji, or a word among
 * them); a joint of two runs; a stem; a run of katakana without ー; a beginning: one kana or kanji, or the first letters
 * of a word.
 */
export type TokenKind = 'w' | 'b' | 'j' | 's' | 'k' | 'u';

/** The beginnings of words that are held, letters: what the first keystrokes ask for. Longer ones are few enough. */
export const LONGEST_BEGINNING = 4;

/** Runs of katakana of at least so many characters are the same with and without ー. */
export const SHORTEST_KATAKANA = 4;

const CJK = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー〆';
const OTHER = `(?![${CJK}])[\\p{L}\\p{N}]`;
const RUN = new RegExp(`([${CJK}]+)|${OTHER}(?:${OTHER}|\\p{M}|'(?=${OTHER}))*`, 'gu');
const CJK_LETTER = new RegExp(`[${CJK}]`, 'u');
const KATAKANA = /[\p{Script=Katakana}ー]+/gu;
const ENGLISH = /^[a-z]+$/;

const japanese = new Intl.Segmenter('ja', { granularity: 'word' });

/** The runs of a folded text, in order. */
export function runsOf(folded: string): Run[] {
  return Array.from(folded.matchAll(RUN), ({ 0: found, 1: cjk, index }) => ({
    kind: cjk === undefined ? 'word' : 'cjk',
    text: cjk ?? found.replaceAll("'", ''),
    start: index,
    end: index + found.length,
  }));
}

/** Every token of a text, in the order in which phrases look for them. */
export function tokensOf(text: string, folded: string): string[] {
  const runs = runsOf(folded);
  const cjk = runs.filter(({ kind }) => kind === 'cjk');
  const words = [...new Set(runs.filter(({ kind }) => kind === 'word').map((run) => run.text))];
  return [
    ...runs.flatMap(wordsOf).map(tokenOf('w')),
    ...(cjk.length > 0 ? runs.flatMap(piecesOf) : []).map(tokenOf('b')),
    ...unique(runs.slice(1).flatMap((run, at) => jointOf(runs[at], run))).map(tokenOf('j')),
    ...unique(words.filter(isEnglish).map(stemmer)).map(tokenOf('s')),
    ...unique(katakanaOf(text)).map(tokenOf('k')),
    ...unique([...cjk.flatMap((run) => [...run.text]), ...words.flatMap(beginningsOf)]).map(tokenOf('u')),
  ];
}

/** What makes a word, a piece and so on a token. */
export function tokenOf(kind: TokenKind): (text: string) => string {
  return (text) => kind + text;
}

/** A run as words. */
export function wordsOf({ kind, text }: Run): string[] {
  return kind === 'word' ? [text] : Array.from(japanese.segment(text), ({ segment }) => segment);
}

/** A whole run as pieces. It ends with its last character alone: else 東京。京都 would hold 東京都. */
export function piecesOf({ kind, text }: Run): string[] {
  if (kind === 'word') return [text];
  const characters = [...text];
  return characters.map((character, at) => character + (characters[at + 1] ?? ''));
}

/** What tells that a run of kana and kanji begins right after another run: one token, since pieces are pairs. */
export function jointOf(before: Run | undefined, { kind, text }: Run): string[] {
  if (before === undefined || kind === 'word') return [];
  const [first = ''] = text;
  return [`${before.kind === 'word' ? before.text : [...before.text].at(-1)}${first}`];
}

/** Katakana without the mark that lengthens a vowel, which is written or left out at will. */
export function withoutLength(katakana: string): string {
  return katakana.replaceAll('ー', '');
}

/** Whether a word is one that has stems and can be mistyped. */
export function isEnglish(word: string): boolean {
  return ENGLISH.test(word);
}

/** Whether a character is kana or kanji. */
export function isCjk(character: string): boolean {
  return CJK_LETTER.test(character);
}

/** Folding makes katakana of hiragana, so the runs of it are those of the text as it is written. */
function katakanaOf(text: string): string[] {
  return (text.normalize('NFKC').match(KATAKANA) ?? [])
    .filter((run) => run.length >= SHORTEST_KATAKANA)
    .map((run) => withoutLength(fold(run)));
}

function beginningsOf(word: string): string[] {
  const letters = [...word].slice(0, LONGEST_BEGINNING);
  return letters.map((_, at) => letters.slice(0, at + 1).join(''));
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
