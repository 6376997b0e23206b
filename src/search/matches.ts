/** Finds in a folded text what a query asks for, as the index does. */
import { stemmer } from 'stemmer';
import type { Query, Term } from './query.ts';
import type { TextRange } from './search.ts';
import { isEnglish, type Run, runsOf } from './tokens.ts';

/** Where each term is in a folded text, or undefined if one of them is not there. */
export function findMatches(folded: string, query: Query): TextRange[] | undefined {
  if (query.length === 0) return undefined;
  const runs = runsWhenNeeded(folded);
  const all: TextRange[] = [];
  for (const term of query) {
    const found = termMatches(folded, runs, term);
    if (found.length === 0) return undefined;
    all.push(...found);
  }
  return all;
}

/** Where any of the terms is. */
export function findAny(folded: string, query: Query): TextRange[] {
  const runs = runsWhenNeeded(folded);
  return query.flatMap((term) => termMatches(folded, runs, term));
}

/** A text's runs, which are not looked for until a term needs them. */
function runsWhenNeeded(folded: string): () => readonly Run[] {
  let runs: readonly Run[] | undefined;
  return () => {
    runs ??= runsOf(folded);
    return runs;
  };
}

function termMatches(folded: string, runs: () => readonly Run[], term: Term): TextRange[] {
  const [first, ...more] = term.runs;
  // Kana and kanji are found wherever they are: they are never but in a run of kana and kanji.
  if (more.length === 0 && first.kind === 'cjk') {
    return [...occurrences(folded, first.text), ...respelled(folded, term.katakana)];
  }
  const found =
    more.length > 0 ? runs().flatMap((_, at) => sequenceAt(runs(), at, term)) : wordMatches(runs(), first, term);
  return found.map((match) => withSigns(folded, match, term));
}

/** The signs that were typed beside a name, where they are there: C++ is more than its letter. */
function withSigns(folded: string, { start, end }: TextRange, { signs: { before, after } }: Term): TextRange {
  return {
    start: folded.endsWith(before, start) ? start - before.length : start,
    end: folded.startsWith(after, end) ? end + after.length : end,
  };
}

function wordMatches(runs: readonly Run[], { text: wanted }: Run, { forms, open }: Term): TextRange[] {
  const stem = forms && isEnglish(wanted) ? stemmer(wanted) : undefined;
  const found: TextRange[] = [];
  for (const run of runs) {
    // No form of a word begins with another letter.
    if (run.kind !== 'word' || run.text.charCodeAt(0) !== wanted.charCodeAt(0)) continue;
    if (run.text === wanted) found.push(run);
    else if (stem !== undefined && stemmer(run.text) === stem) found.push(run);
    else if (open && run.text.startsWith(wanted)) found.push(beginning(run, wanted));
  }
  return found;
}

function occurrences(folded: string, wanted: string): TextRange[] {
  const found: TextRange[] = [];
  for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + 1)) {
    found.push({ start: at, end: at + wanted.length });
  }
  return found;
}

function respelled(folded: string, katakana: string | undefined): TextRange[] {
  if (katakana === undefined) return [];
  const pattern = new RegExp([...katakana].map((letter) => `${letter}ー*`).join(''), 'gu');
  return Array.from(folded.matchAll(pattern), ({ 0: found, index }) => ({ start: index, end: index + found.length }));
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
  return [{ start, end: beginning(last, wantedLast.text).end }];
}

/** The part of a run that its beginning takes; all of a word with apostrophes, which are not compared. */
function beginning({ text, start, end }: Run, wanted: string): TextRange {
  return { start, end: text.length === end - start ? start + wanted.length : end };
}
