import { describe, expect, it } from 'vitest';
import { pager } from '../../../src/discord/views/pager.ts';
import { turnThreads } from '../../../src/discord/views/threads.ts';
import { sentences } from '../../../src/i18n/i18n.ts';

const to = (page: number) => turnThreads.id({ page });

describe('the pager', () => {
  it('a single page has no pager', () => {
    expect(pager({ number: 1, of: 1 }, to, sentences.en)).toEqual([]);
  });

  it('the pager says which page it is, and leads to the ones beside it', () => {
    expect(pager({ number: 2, of: 3 }, to, sentences.ja)).toMatchObject([
      { content: '-# 2 / 3ページ' },
      {
        components: [
          { custom_id: 'list:1', label: '前へ' },
          { custom_id: 'list:3', label: '次へ' },
        ],
      },
    ]);
  });

  it('the pager leads nowhere before the first page and after the last', () => {
    const disabled = (number: number) =>
      JSON.stringify(pager({ number, of: 2 }, to, sentences.en)).match(/"disabled"/g);
    expect(disabled(1)).toHaveLength(1);
    expect(disabled(2)).toHaveLength(1);
    expect(pager({ number: 1, of: 2 }, to, sentences.en)).toMatchObject([{}, { components: [{ disabled: true }, {}] }]);
  });
});
