import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equalPages, filledPages, pageAt, pageCount } from '../../src/text/pages.ts';

const lengthOf = (block: string) => block.length;

describe('equal pages', () => {
  it('equal pages hold every item once and in order, and only the last is not full', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer({ min: 1, max: 9 }), (items, size) => {
        const pages = equalPages(items, size);
        expect(pages.flat()).toEqual(items);
        expect(pages.slice(0, -1).every((page) => page.length === size)).toBe(true);
        expect(pages.every((page) => page.length > 0 && page.length <= size)).toBe(true);
        expect(pageCount(items.length, size)).toBe(Math.max(1, pages.length));
      }),
    );
  });
});

describe('filled pages', () => {
  const blocks = fc.array(fc.string({ maxLength: 12 }));
  const room = fc.record({ length: fc.integer({ min: 1, max: 20 }), blocks: fc.integer({ min: 1, max: 5 }) });

  it('filled pages hold every block once and in order, within their room unless one block alone is too long', () => {
    fc.assert(
      fc.property(blocks, room, (all, each) => {
        const pages = filledPages(all, each, lengthOf);
        expect(pages.flat()).toEqual(all);
        for (const page of pages) {
          expect(page.length).toBeLessThanOrEqual(each.blocks);
          expect(page.length === 1 || page.join('').length <= each.length).toBe(true);
        }
      }),
    );
  });

  it('a page is left only when the next block does not fit', () => {
    fc.assert(
      fc.property(blocks, room, (all, each) => {
        const pages = filledPages(all, each, lengthOf);
        for (const [at, page] of pages.slice(0, -1).entries()) {
          const next = pages[at + 1]?.[0] ?? '';
          expect(page.length === each.blocks || page.join('').length + next.length > each.length).toBe(true);
        }
      }),
    );
  });
});

describe('the page asked for', () => {
  it('a page beyond the last is the last', () => {
    expect(pageAt([['a'], ['b']], 3)).toEqual({ items: ['b'], number: 2, of: 2 });
  });

  it('of nothing there is one empty page', () => {
    expect(pageAt([], 1)).toEqual({ items: [], number: 1, of: 1 });
    expect(pageCount(0, 5)).toBe(1);
  });
});
