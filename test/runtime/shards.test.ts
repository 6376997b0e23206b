import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ShardPart, Shards, shardIds, shareOf } from '../../src/runtime/shards.ts';

const part = fc
  .tuple(fc.nat({ max: 200 }), fc.nat({ max: 200 }), fc.integer({ min: 1, max: 200 }))
  .map(([first, more, rest]): ShardPart => ({ first, last: first + more, count: first + more + rest }));

describe('the part of the shards that a process takes on', () => {
  it('is read as it is written', () => {
    expect(Shards.parse('0-3/16')).toEqual({ first: 0, last: 3, count: 16 });
    expect(Shards.parse(' 4 - 7 / 16 ')).toEqual({ first: 4, last: 7, count: 16 });
    expect(Shards.parse('5/16')).toEqual({ first: 5, last: 5, count: 16 });
    expect(Shards.parse('Auto')).toBe('auto');
  });

  it.each([
    '',
    '4',
    '[0,1]',
    '3-0/16',
    '0-16/16',
    '16/16',
    '0/0',
    '-1/2',
    '0-3',
    '0-3/',
    '1.5/2',
    '0-3/16,4',
    '0-3/16x',
  ])('is not guessed from "%s"', (written) => {
    expect(Shards.safeParse(written).success).toBe(false);
  });

  it('has the shards from its first to its last, and as much of what all share', () => {
    fc.assert(
      fc.property(part, (given) => {
        const { first, last, count } = given;
        const ids = shardIds(given);
        expect([ids[0], ids.at(-1), new Set(ids).size]).toEqual([first, last, last - first + 1]);
        expect(shareOf(given)).toBe(ids.length / count);
      }),
    );
    expect(shareOf('auto')).toBe(1);
  });
});
