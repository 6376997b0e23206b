import { describe, expect, it } from 'vitest';
import { oldFormsIn, usualKanji } from '../../src/search/kanji.ts';

describe('usual kanji', () => {
  it.each([
    ['old forms', '學校、國體、櫻', '学校、国体、桜'],
    ['forms of family names', '髙橋、𠮷田、渡邉、山﨑', '高橋、吉田、渡辺、山崎'],
    ['radicals from PDF files', '⻑野の⺠間、⻄日本、⻘い', '長野の民間、西日本、青い'],
    ['a radical that is an old form', '⻱', '亀'],
  ])('usual kanji stand in the place of %s', (_, text, usual) => {
    expect(usualKanji(text)).toBe(usual);
  });

  it('usual kanji stay as they are, with everything that is no kanji', () => {
    expect(usualKanji('学校 school がっこう 🎒')).toBe('学校 school がっこう 🎒');
  });

  it('usual kanji never become another character when made usual again', () => {
    const all = Array.from({ length: 0xa000 - 0x2e80 }, (_, at) => String.fromCodePoint(0x2e80 + at)).join('');
    expect(usualKanji(usualKanji(all))).toBe(usualKanji(all));
  });
});

describe('old forms', () => {
  it('old forms of a text are those that have a newer one, as written, and no radicals', () => {
    expect(oldFormsIn('髙橋さんの學校、⻑野の学校')).toEqual(['髙', '學']);
  });
});
