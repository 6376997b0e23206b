/** What the doctor says: one line a finding, and one about all of them. */
import { doctorTexts, findingText } from '../i18n/doctor.ts';
import type { Language } from '../thread/bilingual.ts';
import { type Finding, verdictOf } from './finding.ts';

/** Looks at findings as they come, and writes what they are. The exit code is 1 if one of them is bad. */
export async function report(
  findings: AsyncIterable<Finding>,
  language: Language,
  write: (line: string) => void,
): Promise<number> {
  const texts = doctorTexts[language];
  const count = { good: 0, warning: 0, bad: 0, skipped: 0 };
  for await (const finding of findings) {
    const verdict = verdictOf(finding);
    count[verdict] += 1;
    // The start's message about the environment has a line for each variable.
    write(`${texts.verdict[verdict]}: ${findingText(texts, finding).replaceAll('\n', '\n  ')}\n`);
  }
  write(`\n${texts.summary(count.bad, count.warning)}\n`);
  return count.bad > 0 ? 1 : 0;
}
