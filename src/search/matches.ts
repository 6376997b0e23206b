/** Finds in a folded text what a query asks for, as the index does. */
import { stemmer } from 'stemmer';
import type { Query, Term } from './query.ts';
import type { TextRange } from './search.ts';
import { isEnglish, type Run, runsOf } from './tokens.ts';

/** Where each term is in a folded text, or undefined if one of them is not there. */
export function findMatches(folded: string, query: Query): TextRange[] | undefined {
  if (query.length === 0) return undefined;
  const runs = runsOf(folded);
  const found = query.map((term) => termMatches(folded, runs, term));
  return found.every((matches) => matches.length > 0) ? found.flat() : undefined;
}

/** Where any of the terms is. */
export function findAny(folded: string, query: Query): TextRange[] {
  const runs = runsOf(folded);
  return query.flatMap((term) => termMatches(folded, runs, term));
}

function termMatches(folded: string, runs: readonly Run[], term: Term): TextRange[] {
  const [first, ...more] = term.runs;
  const found =
    more.length > 0
      ? runs.flatMap((_, at) => sequenceAt(runs, at, term))
      : runs.filter(({ kind }) => kind === first.kind).flatMap((run) => singleMatches(run, first, term));
  return found.map((match) => withSigns(folded, match, term));
}

/** The signs that were typed beside a name, where they are there: C++ is more than its letter. */
function withSigns(folded: string, { start, end }: TextRange, { signs: { before, after } }: Term): TextRange {
  return {
    start: before !== '' && folded.endsWith(before, start) ? start - before.length : start,
    end: folded.startsWith(after, end) ? end + after.length : end,
  };
}

function singleMatches(run: Run, wanted: Run, term: Term): TextRange[] {
  if (wanted.kind === 'cjk') return [...occurrences(run, wanted.text), ...respelled(run, term.katakana)];
  if (run.text === wanted.text) return [run];
  if (term.forms && isEnglish(run.text) && isEnglish(wanted.text) && stemmer(run.text) === stemmer(wanted.text)) {
    return [run];
  }
  return term.open && run.text.startsWith(wanted.text) ? [beginning(run, wanted)] : [];
}

function occurrences(run: Run, wanted: string): TextRange[] {
  const found: TextRange[] = [];
  for (let at = run.text.indexOf(wanted); at >= 0; at = run.text.indexOf(wanted, at + 1)) {
    found.push({ start: run.start + at, end: run.start + at + wanted.length });
  }
  return found;
}

function respelled(run: Run, katakana: string | undefined): TextRange[] {
  if (katakana === undefined) return [];
  const pattern = new RegExp([...katakana].map((letter) => `${letter}ー*`).join(''), 'gu');
  return Array.from(run.text.matchAll(pattern), ({ 0: found, index }) => ({
    start: run.start + index,
    end: run.start + index + found.length,
  }));
}

/** Runs that follow each other: kana and kanji may go on before the first and after the last. */
function sequenceAt(runs: readonly Run[], at: number, { runs: wanted, open }: Term): TextRange[] {
  const found = runs.slice(at, at + wanted.length);
  const [first, last] = [found[0], found.at(-1)];
  const [wantedFirst, wantedLast] = [wanted[0], wanted.at(-1)];
  if (!first || !last || !wantedLast || found.length < wanted.length) return [];
  const fits = wanted.every((want, index) => {
    const { kind, text } = found[index] ?? want;
    if (kind !== want.kind) return false;
    if (index === wanted.length - 1) return kind === 'cjk' || open ? text.startsWith(want.text) : text === want.text;
    return index === 0 && kind === 'cjk' ? text.endsWith(want.text) : text === want.text;
  });
  if (!fits) return [];
  const start = first.kind === 'cjk' ? first.end - wantedFirst.text.length : first.start;
  return [{ start, end: beginning(last, wantedLast).end }];
}

/** The part of a run that its beginning takes; all of a word with apostrophes, which are not compared. */
function beginning({ text, start, end }: Run, wanted: Run): TextRange {
  return { start, end: text.length === end - start ? start + wanted.text.length : end };
}
