import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockOf, windowsOf } from '../../../src/store/postgres/searchBlocks.ts';

const newest = fc.integer({ min: 0, max: 10_000_000 });

describe('the windows of a search', () => {
  it('the windows of a search hold every id once, the newest first', () => {
    fc.assert(
      fc.property(newest, fc.nat(), (last, part) => {
        const id = part % (last + 1);
        const windows = windowsOf(last);
        expect(windows.filter(({ from, to }) => from <= id && id < to)).toHaveLength(1);
        for (const [at, window] of windows.slice(1).entries()) expect(window.to).toBe(windows[at]?.from);
      }),
    );
  });

  it('the windows of a search name the blocks that their ids are in, but for the last, which goes on to the oldest', () => {
    fc.assert(
      fc.property(newest, (last) => {
        const windows = windowsOf(last);
        for (const { from, to, blocks } of windows.slice(0, -1)) {
          expect(blocks.toSorted((one, other) => one - other).at(0)).toBe(blockOf(from));
          expect(Math.max(...blocks)).toBe(blockOf(to - 1));
          expect(blocks).toHaveLength(blockOf(to - 1) - blockOf(from) + 1);
        }
        expect(windows.at(-1)).toMatchObject({ from: 0, blocks: [] });
      }),
    );
  });

  it('the windows of a search are one where there is little to search', () => {
    expect(windowsOf(4_000)).toEqual([{ from: 0, to: 4_096, blocks: [] }]);
  });
});
