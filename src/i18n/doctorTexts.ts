/** What the doctor says: the shape that each language fills. */
import type { Finding, SkippedCheck, Verdict } from '../doctor/finding.ts';

export type DoctorTexts = {
  /** A sign, and what it means in words: not everybody sees the sign. */
  readonly verdict: Record<Verdict, string>;
  /** One line each: what was found and, where it is not good, what to do about it. */
  readonly finding: { readonly [Kind in Finding['kind']]: (found: Extract<Finding, { kind: Kind }>) => string };
  readonly skipped: Record<SkippedCheck, string>;
  readonly summary: (problems: number, warnings: number) => string;
};
