import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { Random } from '../chaos/random.ts';
import { FuzzInputs } from './inputs.ts';
import { judge } from './judge.ts';
import { memoryFault } from './memory.ts';

const text = (written: string) => ({ name: 'thread.txt', bytes: Buffer.from(written) }) as const;

it('mutilated thread files are read or refused with a reason, and what is read comes back from its exports', () => {
  const inputs = new FuzzInputs(new Random(11));
  const verdicts = Array.from({ length: 60 }, () => judge(inputs.next()));
  expect(verdicts.flatMap(({ faults }) => faults)).toEqual([]);
  const loaded = verdicts.filter((verdict) => verdict.loaded).length;
  expect(loaded).toBeGreaterThan(5);
  expect(loaded).toBeLessThan(50);
});

it('a good file is read without a fault', () => {
  const seed = readFileSync('data/threads/2025-12-05-trainium3.txt', 'utf8');
  expect(judge(text(seed))).toMatchObject({ loaded: true, faults: [] });
});

it.each([
  ['lines of one character', 'x\n'.repeat(524_288)],
  ['control characters', '\u0001\n'.repeat(524_288)],
  ['speakers', 'B (ボ)\nx\n\n'.repeat(87_000)],
])('a file of nothing but %s is read in twenty times its memory', async (_, written) => {
  expect(await memoryFault(text(written))).toBeUndefined();
});

it('JSON of nothing but brackets, or objects, or keys is read in twenty times its memory', async () => {
  const keys = Array.from({ length: 100_000 }, (_, key) => `"${key.toString(36)}":0`);
  for (const json of ['['.repeat(1_000_000), `[${'{},'.repeat(349_000)}{}]`, `{${keys}}`]) {
    expect(await memoryFault({ name: 'thread.json', bytes: Buffer.from(json) })).toBeUndefined();
  }
});
