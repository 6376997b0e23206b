/** What is wrong with a thread's file, place by place, as plain text: for the log, the command line and people. */
import type { Language } from '../thread/bilingual.ts';
import type { Diagnostic } from '../thread/diagnostics.ts';
import { excerpt } from '../thread/excerpt.ts';
import type { JsonProblem } from '../thread/json.ts';
import { sourceLines } from '../thread/lines.ts';
import { diagnosticText, jsonProblemText } from './diagnostics.ts';

/** What was found in a file. */
export type FoundInFile = {
  readonly source: Uint8Array;
  readonly diagnostics: readonly Diagnostic[];
  readonly problems?: readonly JsonProblem[];
};

/** One text for each finding: `line:column sentence`, and below it the place with a caret; of JSON the path of the value. */
export function threadReport({ source, diagnostics, problems = [] }: FoundInFile, language: Language): string[] {
  const lines = diagnostics.length > 0 ? sourceLines(source) : [];
  return [
    ...diagnostics.map((one) => {
      const place = excerpt(lines[one.line - 1] ?? '', one.column);
      return [`${one.line}:${one.column} ${diagnosticText(one, language)}`, place].filter(Boolean).join('\n');
    }),
    ...problems.map((one) => jsonProblemText(one, language)),
  ];
}
