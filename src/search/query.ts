/** Reads what somebody typed to search: words that must all be there, and `"phrases"` whose words stay together. */
import { unify } from './fold.ts';
import {
  isLongKatakana,
  LONGEST_BEGINNING,
  type Phrase,
  type Run,
  runsOf,
  spellingOf,
  withoutLength,
} from './tokens.ts';

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
  /** What texts hold that spell it as it was typed. Others are found as well, after them. */
  readonly spelling: readonly Phrase[];
  /** The signs right before and after it that belong to it, as in `.net` and `c++`. */
  readonly signs: { readonly before: string; readonly after: string };
};

export type Query = readonly Term[];

/** UTF-16 units and terms that are read: more than anybody means. */
const LONGEST = 300;
const MOST_TERMS = 12;

/** From this length on, kana and kanji are found without the ー at their end, which is written or left out at will. */
const SHORTEST_WITHOUT_END = 4;

const QUOTES = /[“”‟″＂]/g;
const PART = /"([^"]*)"|[^\s"]+/gu;
const BEFORE = /^\.(?=[a-z0-9])/;
const AFTER = /(?<=[a-z0-9])[+#]+$/;
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
  const unified = unify(typed);
  const [first, ...more] = runsOf(unified);
  if (!first) return [];
  const whole = more.at(-1) ?? first;
  const ending = withoutEnd(whole);
  const runs: Term['runs'] = more.length === 0 ? [ending] : [first, ...more.slice(0, -1), ending];
  const signs = { before: BEFORE.exec(unified)?.[0] ?? '', after: AFTER.exec(unified)?.[0] ?? '' };
  return [
    {
      typed,
      runs,
      // Signs end a name: C++ is no beginning of another word.
      open: plain && last && signs.after === '' && (more.length === 0 || whole.text.length > LONGEST_BEGINNING),
      forms: plain,
      ...(more.length === 0 && isAllKatakana(whole) && { katakana: withoutLength(whole.text) }),
      spelling: spellingOf(typed, unified, runs),
      signs,
    },
  ];
}

function withoutEnd(run: Run): Run {
  const cut = run.kind === 'cjk' && [...run.text].length >= SHORTEST_WITHOUT_END;
  return cut ? { ...run, text: run.text.replace(/ー$/, ''), written: run.written.replace(/ー$/, '') } : run;
}

function isAllKatakana({ text }: Run): boolean {
  return isLongKatakana(text) && KATAKANA.test(text) && withoutLength(text) !== '';
}
