/** One file, read, with everything that is wrong with it worded and placed. */

import { commandLineTexts } from '../i18n/commandLine.ts';
import { type PathFailure, pathFailureText } from '../i18n/commandLineTexts.ts';
import { diagnosticText, jsonProblemText } from '../i18n/diagnostics.ts';
import { readThreadFile, type ThreadFile } from '../library/threadFiles.ts';
import type { Language } from '../thread/bilingual.ts';
import type { JsonProblem } from '../thread/json.ts';
import type { Thread } from '../thread/model.ts';
import { jsonFault } from './jsonFault.ts';
import { jsonOffsets } from './jsonOffsets.ts';
import type { NamedFile } from './namedFiles.ts';

/** What is wrong at a place; line and column from 1, the column in code points. */
export type PlacedProblem = {
  readonly line: number;
  readonly column: number;
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly message: string;
};

export type CheckedFile = {
  readonly path: string;
  readonly thread?: Thread | undefined;
  /** Undefined if the file could not be read. */
  readonly source?: Uint8Array | undefined;
  readonly isJson: boolean;
  readonly problems: readonly PlacedProblem[];
};

/** Reads a file and words what is wrong with it. */
export async function checkFile({ path, failure }: NamedFile, language: Language): Promise<CheckedFile> {
  if (failure) return failed(path, failure, language);
  const file = await readThreadFile(path);
  if (file.kind === 'failure') return failed(path, file.failure, language);
  const { thread, source } = file;
  return { path, thread, source, isJson: file.kind === 'json', problems: problemsOf(file, language) };
}

function failed(path: string, failure: PathFailure, language: Language): CheckedFile {
  const message = pathFailureText(commandLineTexts[language], failure);
  return { path, isJson: false, problems: [{ line: 1, column: 1, severity: 'error', code: failure.code, message }] };
}

function problemsOf(file: Exclude<ThreadFile, { kind: 'failure' }>, language: Language): PlacedProblem[] {
  const found = file.found.map((one) => {
    const { line, column, severity, code } = one;
    return { line, column, severity, code, message: diagnosticText(one, language) };
  });
  if (file.kind === 'text' || file.problems.length === 0) return found;
  const placeOf = placesIn(new TextDecoder().decode(file.source));
  const inValues = file.problems.map((one) => ({
    ...placeOf(one),
    severity: 'error' as const,
    code: one.code,
    message: jsonProblemText(one, language),
  }));
  return [...found, ...inValues.sort((one, other) => one.line - other.line || one.column - other.column)];
}

type Place = { readonly line: number; readonly column: number };

/** Tells where a problem of a JSON text is; where a value is missing, that which should hold it. */
function placesIn(text: string): (problem: JsonProblem) => Place {
  let offsets: Map<string, number> | undefined;
  return (problem) => {
    if (problem.code === 'not-json') return placeAt(text, jsonFault(text) ?? 0);
    if (problem.steps.length === 0) return { line: 1, column: 1 };
    offsets ??= jsonOffsets(text);
    for (let length = problem.steps.length; length > 0; length -= 1) {
      const offset = offsets.get(JSON.stringify(problem.steps.slice(0, length)));
      if (offset !== undefined) return placeAt(text, offset);
    }
    return { line: 1, column: 1 };
  };
}

function placeAt(text: string, offset: number): Place {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: [...(before.at(-1) ?? '')].length + 1 };
}
