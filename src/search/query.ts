/** Reads what somebody typed to search: words that must all be there, and `"phrases"` whose words stay together. */
import { fold } from './fold.ts';
import { LONGEST_BEGINNING, type Run, runsOf, SHORTEST_KATAKANA, withoutLength } from './tokens.ts';

/** One thing that must be in a text: runs that follow each other, such as `full-stack`, `AWSの宣言` or a phrase. */
export type Term = {
  /** As it was typed, without quotation marks. */
  readonly typed: string;
  /** At least one. Kana and kanji at either end may go on in the text. */
  readonly runs: readonly [Run, ...Run[]];
  /**
   * Whether the last run, if a word, may be the beginning of a longer one: it is still being typed. After other runs a
   * short one is not: too many words begin with it.
   */
  readonly open: boolean;
  /** Whether a single word also means its other forms. */
  readonly forms: boolean;
  /** A single run of katakana without ー, which is also found by that. */
  readonly katakana?: string;
};

export type Query = readonly Term[];

/** UTF-16 units and terms that are read: more than anybody means. */
const LONGEST = 300;
const MOST_TERMS = 12;

/** From this length on, kana and kanji are found without the ー at their end, which is written or left out at will. */
const SHORTEST_WITHOUT_END = 4;

const QUOTES = /[“”‟″＂]/g;
const PART = /"([^"]*)"|[^\s"]+/gu;
const KATAKANA = /^[\u30a1-\u30fa\u30fc]+$/;

/** The terms of what was typed; none if there is nothing in it to search for. Nothing but `"` means anything else. */
export function readQuery(typed: string): Query {
  const parts = [...typed.slice(0, LONGEST).replace(QUOTES, '"').matchAll(PART)];
  return parts
    .flatMap(({ 0: found, 1: phrase }, index) =>
      readTerm(phrase ?? found, phrase === undefined, index === parts.length - 1),
    )
    .slice(0, MOST_TERMS);
}

function readTerm(typed: string, plain: boolean, last: boolean): Term[] {
  const [first, ...more] = runsOf(fold(typed));
  if (!first) return [];
  const whole = more.at(-1) ?? first;
  const ending = withoutEnd(whole);
  return [
    {
      typed,
      runs: more.length === 0 ? [ending] : [first, ...more.slice(0, -1), ending],
      open: plain && last && (more.length === 0 || whole.text.length > LONGEST_BEGINNING),
      forms: plain,
      ...(more.length === 0 && isLongKatakana(whole) && { katakana: withoutLength(whole.text) }),
    },
  ];
}

function withoutEnd(run: Run): Run {
  const cut = run.kind === 'cjk' && [...run.text].length >= SHORTEST_WITHOUT_END;
  return cut ? { ...run, text: run.text.replace(/ー$/, '') } : run;
}

function isLongKatakana({ text }: Run): boolean {
  return text.length >= SHORTEST_KATAKANA && KATAKANA.test(text) && withoutLength(text) !== '';
}
