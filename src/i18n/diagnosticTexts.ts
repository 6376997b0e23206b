/** Families of sentences about a thread's source that must be complete, and a piece that they are made of. */
import { shorten } from '../text/shorten.ts';
import type { DiagnosticCode, Finding } from '../thread/diagnostics.ts';
import type { JsonFinding } from '../thread/json.ts';

/** A sentence, plain text, for everything that can be found in a thread's text. */
export type DiagnosticTexts = {
  readonly [Code in DiagnosticCode]: (finding: Extract<Finding, { code: Code }>) => string;
};

/** A sentence, plain text, for everything that can be wrong in a thread's JSON. */
export type JsonTexts = {
  readonly [Code in JsonFinding['code']]: (finding: Extract<JsonFinding, { code: Code }>) => string;
};

/** UTF-16 units of a line that a sentence repeats. */
const LONGEST_LINE = 60;

/** A line of a source, cut if it is long. */
export function cutLine(line: string): string {
  return shorten(line, LONGEST_LINE);
}
