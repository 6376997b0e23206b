import { describe, expect, it } from 'vitest';
import { type Answer, answered, type Reading, readAtOnce, readWaiting } from '../../../src/store/search/reading.ts';

function* sumOf(answers: readonly Answer<number>[]): Reading<number> {
  let sum = 0;
  for (const answer of answers) sum += yield* answered(answer);
  return sum;
}

describe('code that reads a store', () => {
  it('code that reads a store comes to the same whether the answers are there at once or come later', async () => {
    expect(readAtOnce(sumOf([1, 2, 3]))).toBe(6);
    expect(await readWaiting(sumOf([1, Promise.resolve(2), 3]))).toBe(6);
  });

  it('code that reads a store goes on with an answer that is undefined', async () => {
    const nothing = Promise.resolve(undefined);
    expect(await readWaiting(answered(nothing))).toBeUndefined();
  });

  it('code that reads a store fails where it is not waited for an answer that comes later', () => {
    expect(() => readAtOnce(sumOf([Promise.resolve(1)]))).toThrow('does not wait');
  });

  it('code that reads a store fails with what the store throws', async () => {
    await expect(readWaiting(sumOf([1, Promise.reject(new Error('gone'))]))).rejects.toThrow('gone');
  });
});
