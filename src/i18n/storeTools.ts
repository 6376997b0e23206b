/** What `npm run backup` and `npm run migrate-store` say, in either language. */
import type { Language } from '../thread/bilingual.ts';
import { storeToolsEn } from './storeTools.en.ts';
import { storeToolsJa } from './storeTools.ja.ts';
import type { StoreToolTexts } from './storeToolTexts.ts';

export const storeToolTexts: Readonly<Record<Language, StoreToolTexts>> = { en: storeToolsEn, ja: storeToolsJa };
