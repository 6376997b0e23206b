/** What the program says when it starts, cannot start, or must end, in the language of whoever starts it. */
import type { StartupProblem } from '../runtime/startupError.ts';
import type { Language } from '../thread/bilingual.ts';
import { startupEn } from './startup.en.ts';
import { startupJa } from './startup.ja.ts';
import type { StartupTexts } from './startupTexts.ts';

const texts: Record<Language, StartupTexts> = { en: startupEn, ja: startupJa };

/** All that is said at a start, in one language. */
export function startupTexts(language: Language): StartupTexts {
  return texts[language];
}

/** Words a problem. */
export function startupProblemText<Kind extends StartupProblem['kind']>(
  language: Language,
  problem: Extract<StartupProblem, { kind: Kind }>,
): string {
  // The kind of a problem names the only text that takes it.
  return texts[language].problem[problem.kind as Kind](problem);
}

/**
 * The language of whoever starts the program: Japanese if the environment's locale is (POSIX: `LC_ALL` before
 * `LC_MESSAGES` before `LANG`); where none is set, as on Windows, the system's own.
 */
export function startupLanguage(
  environment: Readonly<Record<string, string | undefined>>,
  systemLocale: string = Intl.DateTimeFormat().resolvedOptions().locale,
): Language {
  const locale = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || systemLocale;
  return /^ja(\W|_|$)/i.test(locale) ? 'ja' : 'en';
}
