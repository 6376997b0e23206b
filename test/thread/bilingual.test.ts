import { expect, expectTypeOf, it } from 'vitest';
import { type Bilingual, Language } from '../../src/thread/bilingual.ts';

it('there are two languages, English and Japanese', () => {
  expect(Language.options).toEqual(['en', 'ja']);
  expect(Language.safeParse('fr').success).toBe(false);
});

it('a text is in one language at least, by its type', () => {
  expectTypeOf<{ en: string }>().toExtend<Bilingual>();
  expectTypeOf<{ ja: string }>().toExtend<Bilingual>();
  expectTypeOf<Record<never, string>>().not.toExtend<Bilingual>();
});
