import { describe, expect, it } from 'vitest';
import { type Named, Names } from '../../src/search/names.ts';

const historian = { id: 'historian', name: { en: 'Silicon Valley Historian', ja: 'シリコンバレーの歴史家' } };
const skeptic = { id: 'skeptic', name: { en: 'Cloud Skeptic PhD', ja: 'クラウドに懐疑的な博士' } };
const idealist = { id: 'idealist', name: { en: 'Open Source Idealist', ja: 'オープンソースを信じる人' } };
const people = [historian, skeptic, idealist];
const matchNames = (typed: string, items: readonly Named[]) => new Names(items).match(typed);
const resolveName = (typed: string, items: readonly Named[]) => new Names(items).resolve(typed);
const ids = (found: readonly { id: string }[]) => found.map(({ id }) => id);

describe('names', () => {
  it('names are all given, in their order, while nothing is typed', () => {
    expect(ids(matchNames('', people))).toEqual(['historian', 'skeptic', 'idealist']);
  });

  it('names that start with what was typed come before those of which a word does, and these before those that hold it inside', () => {
    const items = [
      { id: 'inside', name: { en: 'Recap' } },
      { id: 'word', name: { en: 'The cap' } },
      { id: 'start', name: { en: 'Caption' } },
    ];
    expect(ids(matchNames('cap', items))).toEqual(['start', 'word', 'inside']);
  });

  it('names are found in either language, in any case, width and kana', () => {
    expect(ids(matchNames('ＳＩＬＩＣＯＮ', people))).toEqual(['historian']);
    expect(ids(matchNames('ｸﾗｳﾄﾞ', people))).toEqual(['skeptic']);
    expect(ids(matchNames('そーす', people))).toEqual(['idealist']);
  });
});

describe('a typed name', () => {
  it('a typed name is read without the blanks around it, and no further than names go', () => {
    expect(ids(matchNames('  skeptic\t', people))).toEqual(['skeptic']);
    expect(ids(matchNames(`cloud skeptic phd${' '.repeat(200)}and what was pasted behind`, people))).toEqual([
      'skeptic',
    ]);
  });

  it('a typed name means the one with that id, that name, or that part of a name which no other has', () => {
    for (const typed of ['skeptic', 'cloud skeptic phd', '懐疑的']) {
      expect(resolveName(typed, people)).toEqual({ kind: 'found', item: skeptic });
    }
  });

  it('a typed name means the one with that id, though others have it in their names', () => {
    const cap = { id: 'cap', name: { en: 'Headgear' } };
    const names = new Names([{ id: 'other', name: { en: 'The cap' } }, cap]);
    expect(names.get('cap')).toBe(cap);
    expect(names.get('Cap')).toBeUndefined();
    expect(names.resolve('cap')).toEqual({ kind: 'found', item: cap });
  });

  it('a typed name that none has is answered with at most three, the most alike first', () => {
    const words = ['histories', 'historians', 'historical', 'histogram', 'umbrella'];
    const names = new Names(words.map((id) => ({ id, name: { en: id } })));
    expect(ids(names.nearest('historiams'))).toEqual(['historians', 'histories', 'historical']);
  });

  it('a typed name that several share means none of them, but they are named', () => {
    expect(resolveName('li', people)).toEqual({ kind: 'unknown', nearest: [historian, idealist] });
  });

  it('a typed name that none has is answered with the most alike, if any is alike', () => {
    expect(resolveName('histrian', people)).toMatchObject({ kind: 'unknown', nearest: [historian] });
    expect(resolveName('zzz', people)).toEqual({ kind: 'unknown', nearest: [] });
    expect(resolveName('', people)).toMatchObject({ kind: 'unknown' });
  });
});
