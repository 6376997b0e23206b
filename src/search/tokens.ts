/**
 * Cuts texts into the tokens that the index holds. Texts and queries go through the same functions, so they agree.
 *
 * Kana and kanji are written without spaces: they are held as pairs of neighbours, which find any part of them, and as
 * words, which tell the parts that are words from those that only look so.
 */
import { stemmer } from 'stemmer';
import { segmenterOf } from '../text/segmenters.ts';
import { asKatakana } from './fold.ts';
import { oldFormsIn } from './kanji.ts';

/** To be raised whenever a text is folded or cut otherwise than before: what was indexed then is indexed anew. */
export const TOKENS_VERSION = 3;

/** A part of a text without a gap: kana and kanji, or a word of any other script, or an emoji. */
export type Run = {
  readonly kind: 'cjk' | 'word';
  /** As it is compared: folded, a word without its apostrophes. */
  readonly text: string;
  /** With the kana that it is written in, if it was cut from a text that is only unified. */
  readonly written: string;
  /** Where it stands in the folded text, UTF-16 units. */
  readonly start: number;
  readonly end: number;
};

/**
 * What a token says of a text, its first letter in the index: a word; a piece (a pair of kana or kanji, or a word among
 * them); a joint of two runs; a stem; a run of katakana without ー; a beginning: one kana or kanji, or the first letters
 * of a word. And of how a text is written, which folding hides: a piece of katakana; a single katakana; an old form of a
 * kanji; a name with signs, such as `c++`.
 */
export type TokenKind = 'w' | 'b' | 'j' | 's' | 'k' | 'u' | 'p' | 'q' | 'v' | 'x';

/** Tokens of one kind that follow each other. */
export type Phrase = { readonly kind: TokenKind; readonly texts: readonly string[] };

/** The beginnings of words that are held, letters: what the first keystrokes ask for. Longer ones are few enough. */
export const LONGEST_BEGINNING = 4;

/** Runs of katakana of at least so many characters are the same with and without ー. */
const SHORTEST_KATAKANA = 4;

const CJK = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー〆';
const OTHER = `(?![${CJK}])[\\p{L}\\p{N}]`;
/** Plain letters are by far the most, and quickly told. */
const LETTERS = `[a-z0-9]+|${OTHER}`;
/** Marks that are emoji by name only are left out: they stand between words as commas do. */
const EMOJI = '\\p{RI}{2}|(?![©®〰])\\p{Extended_Pictographic}';
const RUN = new RegExp(`([${CJK}]+)|(?:${LETTERS})(?:${LETTERS}|\\p{M}|'(?=${OTHER}))*|${EMOJI}`, 'gu');
/** The same in a text of ASCII alone, as most in English are: there it is found three times as soon. */
const ASCII_RUN = /[a-z0-9]+(?:'[a-z0-9]+)*/g;
const BEYOND_ASCII = /\P{ASCII}/u;
const CJK_LETTER = new RegExp(`[${CJK}]`, 'u');
const KATAKANA = /[\p{Script=Katakana}ー]*\p{Script=Katakana}[\p{Script=Katakana}ー]*/gu;
const ENGLISH = /^[a-z]+$/;
/** Letters and digits with signs in them or right beside them that belong to the name: `c++`, `c#`, `.net`, `node.js`. */
const NAME = /(?<![a-z0-9.+#])\.?[a-z0-9]+(?:\.[a-z0-9]+)*(?:\+\+|#|\+(?![a-z0-9]))?/g;
const SIGNS: Readonly<Record<string, string>> = { '.': '．', '+': '＋', '#': '＃' };

/** The runs of a text, in order. It is folded, or unified only: then they know how they are written. */
export function runsOf(text: string): Run[] {
  const runs: Run[] = [];
  for (const { 0: found, 1: cjk, index } of text.matchAll(BEYOND_ASCII.test(text) ? RUN : ASCII_RUN)) {
    const where = { written: found, start: index, end: index + found.length };
    if (cjk !== undefined) runs.push({ kind: 'cjk', text: asKatakana(cjk), ...where });
    else runs.push({ kind: 'word', text: found.includes("'") ? found.replaceAll("'", '') : found, ...where });
  }
  return runs;
}

/**
 * Every token of a text, in the order in which phrases look for them.
 *
 * @param text as it is written
 * @param unified the same, unified
 */
export function tokensOf(text: string, unified: string): string[] {
  const runs = runsOf(unified);
  const cjk = runs.filter(({ kind }) => kind === 'cjk');
  const words = [...new Set(runs.filter(({ kind }) => kind === 'word').map((run) => run.text))];
  const katakana = katakanaOf(unified);
  const phrases: Phrase[] = [
    { kind: 'w', texts: wordsOf(runs) },
    { kind: 'b', texts: cjk.length > 0 ? runs.flatMap(piecesOf) : [] },
    { kind: 'p', texts: katakana.flatMap(pairsOf) },
    { kind: 'j', texts: unique(runs.slice(1).flatMap((run, at) => jointOf(runs[at], run))) },
    { kind: 's', texts: unique(words.filter(isEnglish).map(stemmer)) },
    { kind: 'k', texts: unique(katakana.filter(isLongKatakana).map(withoutLength)) },
    { kind: 'u', texts: unique([...cjk.flatMap((run) => [...run.text]), ...words.flatMap(beginningsOf)]) },
    { kind: 'q', texts: unique(katakana.flatMap((run) => [...run])) },
    { kind: 'v', texts: unique(oldFormsIn(text)) },
    { kind: 'x', texts: unique(namesOf(unified)) },
  ];
  return phrases.flatMap(phraseTokens);
}

/** The tokens of a phrase as the index holds them: none has anything but letters, digits and what is not ASCII. */
export function phraseTokens({ kind, texts }: Phrase): string[] {
  return texts.map((text) => kind + text);
}

/**
 * Runs as words, which are those of the text as it is written: folding would divide them wrongly. Runs of kana and kanji
 * that follow each other are kept apart by an empty word: else 東京。京都 would hold the words of 東京京都.
 */
export function wordsOf(runs: readonly Run[]): string[] {
  return runs.flatMap(({ kind, text, written }, at) => {
    if (kind === 'word') return [text];
    const words = Array.from(segmenterOf('word').segment(written), ({ segment }) => asKatakana(segment));
    return runs[at - 1]?.kind === 'cjk' ? ['', ...words] : words;
  });
}

/** A whole run as pieces. It ends with its last character alone: else 東京。京都 would hold 東京都. */
export function piecesOf({ kind, text }: Run): string[] {
  return kind === 'word' ? [text] : pairsOf(text);
}

function pairsOf(text: string): string[] {
  const characters = [...text];
  return characters.map((character, at) => character + (characters[at + 1] ?? ''));
}

/** What tells that a run of kana and kanji begins right after another run: one token, since pieces are pairs. */
export function jointOf(before: Run | undefined, { kind, text }: Run): string[] {
  if (before === undefined || kind === 'word') return [];
  const [first = ''] = text;
  return [`${before.kind === 'word' ? before.text : [...before.text].at(-1)}${first}`];
}

/**
 * What tells the texts that spell something as it was typed from those that are only folded alike: its katakana, its old
 * forms of kanji, its signs.
 *
 * @param typed as it is written
 * @param unified the same, unified
 * @param runs what is looked for of it
 */
export function spellingOf(typed: string, unified: string, runs: readonly Run[]): Phrase[] {
  const katakana = runs.flatMap(({ written }) => katakanaOf(written));
  return [
    ...katakana.map((run): Phrase => {
      const pairs = pairsOf(run).slice(0, -1);
      return pairs.length > 0 ? { kind: 'p', texts: pairs } : { kind: 'q', texts: [run] };
    }),
    ...oldFormsIn(typed).map((form): Phrase => ({ kind: 'v', texts: [form] })),
    ...namesOf(unified).map((name): Phrase => ({ kind: 'x', texts: [name] })),
  ];
}

/** Katakana without the mark that lengthens a vowel, which is written or left out at will. */
export function withoutLength(katakana: string): string {
  return katakana.replaceAll('ー', '');
}

/** Whether katakana are so many that they are found without ー too. */
export function isLongKatakana(katakana: string): boolean {
  return katakana.length >= SHORTEST_KATAKANA;
}

/** Whether a word is one that has stems and can be mistyped. */
export function isEnglish(word: string): boolean {
  return ENGLISH.test(word);
}

/** Whether a character is kana or kanji. */
export function isCjk(character: string): boolean {
  return CJK_LETTER.test(character);
}

function katakanaOf(unified: string): string[] {
  return unified.match(KATAKANA) ?? [];
}

/** Names with signs; the signs in their wide forms, which no unified text holds. */
function namesOf(unified: string): string[] {
  const names = unified.match(NAME) ?? [];
  return names.filter((name) => /[.+#]/.test(name)).map((name) => name.replace(/[.+#]/g, (sign) => SIGNS[sign] ?? ''));
}

function beginningsOf(word: string): string[] {
  const letters = [...word].slice(0, LONGEST_BEGINNING);
  return letters.map((_, at) => letters.slice(0, at + 1).join(''));
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
