/** Words what was found in a thread's source, in both languages, as plain text. */
import { shorten } from '../text/shorten.ts';
import type { Language } from '../thread/bilingual.ts';
import type { Diagnostic, DiagnosticCode, Finding } from '../thread/diagnostics.ts';
import type { JsonFinding, JsonProblem } from '../thread/json.ts';
import * as english from './diagnostics.en.ts';
import * as japanese from './diagnostics.ja.ts';
import type { DiagnosticTexts, JsonTexts } from './diagnosticTexts.ts';

const TEXTS: Readonly<Record<Language, { diagnosticTexts: DiagnosticTexts; jsonTexts: JsonTexts }>> = {
  en: english,
  ja: japanese,
};

/** UTF-16 units of a path in a JSON text; a key may have any length. */
const LONGEST_PATH = 100;

/** What was found, what was expected, and what to do about it. */
export function diagnosticText(diagnostic: Diagnostic, language: Language): string {
  return wordFinding(TEXTS[language].diagnosticTexts, diagnostic);
}

/** The same for JSON, behind the path of the value it is about: `comments[3].text.en: …`. */
export function jsonProblemText(problem: JsonFinding & Pick<JsonProblem, 'path'>, language: Language): string {
  const sentence = wordJsonFinding(TEXTS[language].jsonTexts, problem);
  return problem.path === '' ? sentence : `${shorten(problem.path, LONGEST_PATH)}: ${sentence}`;
}

function wordFinding<Code extends DiagnosticCode>(texts: DiagnosticTexts, finding: Extract<Finding, { code: Code }>) {
  return texts[finding.code as Code](finding);
}

function wordJsonFinding<Code extends JsonFinding['code']>(
  texts: JsonTexts,
  finding: Extract<JsonFinding, { code: Code }>,
) {
  return texts[finding.code as Code](finding);
}
