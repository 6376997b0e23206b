import { expect, it } from 'vitest';
import { isPairWithMark, personaLine, readPair, readPersonaLine } from '../../src/thread/personaLine.ts';

it.each([
  ['both names', 'Ann Smith (アン・スミス)', { en: 'Ann Smith', ja: 'アン・スミス' }],
  ['full-width brackets', 'Ann Smith（アン・スミス）', { en: 'Ann Smith', ja: 'アン・スミス' }],
  ['a full-width space', 'Ann Smith　（アン）', { en: 'Ann Smith', ja: 'アン' }],
  ['brackets of one width each', 'Ann （アン)', { en: 'Ann', ja: 'アン' }],
  ['brackets of its own in the Japanese name', 'Bob (ボブ(建設))', { en: 'Bob', ja: 'ボブ(建設)' }],
  ['brackets of its own in the English name', 'Editor (Evenings) (編集者)', { en: 'Editor (Evenings)', ja: '編集者' }],
  ['Latin letters in the Japanese name', 'Lead (DevOpsリード)', { en: 'Lead', ja: 'DevOpsリード' }],
  ['hyphens and digits', 'Ex-Intel 3 (元インテル3)', { en: 'Ex-Intel 3', ja: '元インテル3' }],
])('a persona line with %s gives both names', (_, line, names) => {
  expect(readPersonaLine(line)).toEqual({ names, bare: false });
  expect(readPair(line)).toEqual(names);
});

it.each([
  ['an English name alone', 'Anonymous', { en: 'Anonymous' }],
  ['a name with a mark in it', 'Dr. Ann', { en: 'Dr. Ann' }],
  ['a Japanese name alone', '名無し', { ja: '名無し' }],
  ['brackets without kana or kanji', 'Editor (Evenings)', { en: 'Editor (Evenings)' }],
  ['brackets with nothing before them', '(笑)', { ja: '(笑)' }],
  ['empty brackets', 'Anonymous ()', { en: 'Anonymous ()' }],
  ['a bracket that is not closed', 'Bobby Jones (ボブ', { en: 'Bobby Jones (ボブ' }],
  ['a bracket that opens nothing', 'Bobby Jones) ボブ (', { en: 'Bobby Jones) ボブ (' }],
  ['a full-width one', 'Bobby Jones）ボブ（', { en: 'Bobby Jones）ボブ（' }],
])('%s is a bare name', (_, line, names) => {
  expect(readPersonaLine(line)).toEqual({ names, bare: true });
  expect(readPair(line)).toBeUndefined();
});

it('a bare name has at most 60 characters, counted as people do', () => {
  expect(readPersonaLine('𠮷'.repeat(60))?.names).toEqual({ ja: '𠮷'.repeat(60) });
  expect(readPersonaLine('𠮷'.repeat(61))).toBeUndefined();
  expect(readPersonaLine('x'.repeat(1_000))).toBeUndefined();
});

it.each([...'.!?。｡．！？…:：;；,，、」』”"'])('a line that ends with the mark %s is no bare name', (mark) => {
  expect(readPersonaLine(`Bob${mark}`)).toBeUndefined();
});

it.each(['\\Bob (ボブ)', '\\Bob', 'Comments', 'コメント (件)', ''])('%j names nobody', (line) => {
  expect(readPersonaLine(line)).toBeUndefined();
});

it.each(['Bob (ボブ):', 'Dr. Bob (ボブ):', 'Bob (ボブ)。、', 'Bob (ボブ)：', 'Bob（ボブ）。', 'Bob (ボブ) :'])(
  '%s would be both names without its mark',
  (line) => {
    expect(isPairWithMark(line)).toBe(true);
  },
);

it.each(['Bob (ボブ)', 'Dr. Bob (ボブ)', 'Bob:', 'We did it.', '(笑)。'])(
  '%s is no pair of names that a mark spoils',
  (line) => {
    expect(isPairWithMark(line)).toBe(false);
  },
);

it.each([{ en: 'Bob', ja: 'ボブ' }, { en: 'Bob' }, { ja: 'ボブ' }])(
  '%o is read back from its persona line',
  (names) => {
    expect(readPersonaLine(personaLine(names))?.names).toEqual(names);
  },
);
