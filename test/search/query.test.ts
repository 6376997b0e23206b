import { describe, expect, it } from 'vitest';
import { readQuery } from '../../src/search/query.ts';

const terms = (typed: string) => readQuery(typed).map(({ runs }) => runs.map(({ text }) => text).join('+'));
const isOpen = (typed: string) => readQuery(typed).map(({ open }) => open);

describe('a query', () => {
  it('a query is words, each of which must be there, and phrases whose words stay together', () => {
    expect(terms('night “list waiting” AWSの監視')).toEqual(['night', 'list+waiting', 'aws+ノ監視']);
    expect(terms('" ?! "')).toEqual([]);
  });

  it('a query reads no more than anybody means', () => {
    expect(terms('a '.repeat(1_000))).toHaveLength(12);
    expect(terms('x'.repeat(6_000))).toEqual(['x'.repeat(300)]);
  });

  it('a query takes its last word for one that is still being typed, unless it is quoted', () => {
    expect(isOpen('night shi')).toEqual([false, true]);
    expect(isOpen('night "shi"')).toEqual([false, false]);
  });

  it('a query takes a short word after another run for whole, a longer one for a beginning', () => {
    expect(isOpen('full-stac')).toEqual([false]);
    expect(isOpen('full-stack')).toEqual([true]);
  });

  it('a query takes signs at the end of a name for its end', () => {
    for (const typed of ['C++', 'C#', 'Ｃ＋＋']) expect(isOpen(typed)).toEqual([false]);
    expect(isOpen('.NET')).toEqual([true]);
    expect(readQuery('C++')[0]?.signs).toEqual({ before: '', after: '++' });
    expect(readQuery('node.js')[0]?.signs).toEqual({ before: '', after: '' });
    expect(readQuery('.NET')[0]?.signs).toEqual({ before: '.', after: '' });
  });

  it('a query leaves out a ー at the end of four or more kana, and knows long katakana without any', () => {
    expect(terms('サーバー')).toEqual(['サーバ']);
    expect(terms('バー')).toEqual(['バー']);
    expect(readQuery('インターフェイス')[0]?.katakana).toBe('インタフェイス');
  });

  it('a query reads an emoji as a word', () => {
    expect(terms('👵🏽')).toEqual(['👵']);
    expect(terms('👍👍')).toEqual(['👍+👍']);
  });
});
