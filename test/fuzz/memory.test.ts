import { expect, it } from 'vitest';
import { memoryFault } from './memory.ts';

it.each(['\u000e\t', 'a\t', '日\t', '\ufeffa', 'a\u202e', 'x\u00ad', '\u200b\t'])(
  'a line of a mebibyte of %j alone is read in twenty times its memory',
  async (unit) => {
    const bytes = Buffer.from(unit.repeat(2 ** 20 / Buffer.byteLength(unit)));
    expect(await memoryFault({ name: 'thread.txt', bytes })).toBeUndefined();
  },
  60_000,
);
