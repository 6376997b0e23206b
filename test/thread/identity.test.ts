import fc from 'fast-check';
import { expect, expectTypeOf, it } from 'vitest';
import {
  numbered,
  type PersonaId,
  type PersonaKey,
  personaId,
  personaKey,
  personaMark,
  threadSlug,
} from '../../src/thread/identity.ts';

const bob = { en: 'Bob Jones', ja: 'ボブ・ジョーンズ' };

it.each([
  ['case', { ...bob, en: 'BOB jones' }],
  ['width', { en: 'Ｂｏｂ　Ｊｏｎｅｓ', ja: 'ﾎﾞﾌﾞ・ｼﾞｮｰﾝｽﾞ' }],
  ['white space', { ...bob, en: ' Bob \t Jones ' }],
  ['a zero-width space', { ...bob, en: 'Bob\u200b Jones' }],
  ['a soft hyphen', { ...bob, ja: 'ボブ・\u00adジョーンズ' }],
  ['a variation selector', { ...bob, ja: 'ボブ・ジョーンズ\ufe0f' }],
])('two signatures that differ in %s alone are one persona', (_, names) => {
  expect(personaKey(names)).toBe(personaKey(bob));
});

it('two signatures that differ in one of their names are two personas', () => {
  expect(personaKey({ en: 'Anonymous' })).not.toBe(personaKey({ en: 'Anonymous', ja: '名無し' }));
  expect(personaKey({ en: 'Bob Jones' })).not.toBe(personaKey({ ja: 'Bob Jones' }));
  expect(personaKey({ ...bob, ja: 'ボブ(建設)' })).not.toBe(personaKey(bob));
});

it('the key of a name in which everything can be seen is what it always was, for faces and stored posts hang on it', () => {
  expect(personaKey({ en: 'Cloud Skeptic PhD', ja: 'クラウドに懐疑的な博士' })).toBe(
    'cloud skeptic phd\u001fクラウドに懐疑的な博士',
  );
  expect(personaKey({ ja: '名無し' })).toBe('\u001f名無し');
  expect(personaMark(personaKey({ en: 'Cloud Skeptic PhD', ja: 'クラウドに懐疑的な博士' }))).toMatch(/^[0-9a-f]{8}$/);
});

it('a persona’s id is made of the words of its English name, numbered where it is taken', () => {
  expect(personaId(bob, new Set())).toBe('bob-jones');
  expect(personaId({ en: 'Déjà-vu O’Neil' }, new Set())).toBe('deja-vu-oneil');
  expect(personaId(bob, new Set(['bob-jones', 'bob-jones-2']))).toBe('bob-jones-3');
  expect(personaId({ ja: '名無し' }, new Set())).toMatch(/^[0-9a-f]{8}$/);
});

it('a thread’s id is its date and the first words of its English title', () => {
  const title = { en: 'Is it? Yes: it is!', ja: '題名' };
  expect(threadSlug({ date: '2025-12-05', title })).toBe('2025-12-05-is-it-yes-it-is');
  expect(threadSlug({ date: '2025-12-05', title: { ja: '題名' } })).toMatch(/^2025-12-05-[0-9a-f]{8}$/);
});

it('an id has at most 60 characters before it is numbered, cut between words if there are several', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 200 }), (en) => {
      expect(personaId({ en }, new Set())).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
      expect(personaId({ en }, new Set()).length).toBeLessThanOrEqual(60);
      expect(threadSlug({ date: '2025-12-05', title: { en } }).length).toBeLessThanOrEqual(60);
    }),
  );
  expect(personaId({ en: `${'word '.repeat(30)}` }, new Set())).toBe(Array(12).fill('word').join('-'));
});

it('a number is added to an id only where it is taken, the smallest that is free', () => {
  expect(numbered('a', new Set(['b']))).toBe('a');
  expect(numbered('a', new Set(['a', 'a-3']))).toBe('a-2');
});

it('who a persona is and what people type for it cannot be mistaken for one another', () => {
  expectTypeOf<PersonaKey>().not.toExtend<PersonaId>();
  expectTypeOf<PersonaId>().not.toExtend<PersonaKey>();
  expectTypeOf<string>().not.toExtend<PersonaKey>();
  expectTypeOf<PersonaKey>().toExtend<string>();
});
