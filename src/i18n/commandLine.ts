/** What the command line for thread files says, in either language. */
import type { Language } from '../thread/bilingual.ts';
import { commandLineEn } from './commandLine.en.ts';
import { commandLineJa } from './commandLine.ja.ts';
import type { CommandLineTexts } from './commandLineTexts.ts';

export const commandLineTexts: Readonly<Record<Language, CommandLineTexts>> = { en: commandLineEn, ja: commandLineJa };
