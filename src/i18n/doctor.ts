/** What `npm run doctor` says, in either language. */
import type { Finding } from '../doctor/finding.ts';
import type { Language } from '../thread/bilingual.ts';
import { doctorEn } from './doctor.en.ts';
import { doctorJa } from './doctor.ja.ts';
import type { DoctorTexts } from './doctorTexts.ts';

export const doctorTexts: Readonly<Record<Language, DoctorTexts>> = { en: doctorEn, ja: doctorJa };

/** Words a finding. */
export function findingText<Kind extends Finding['kind']>(
  { finding: texts }: DoctorTexts,
  finding: Extract<Finding, { kind: Kind }>,
): string {
  // The kind of a finding names the only text that takes it.
  return texts[finding.kind as Kind](finding);
}
