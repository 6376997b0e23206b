import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatThread } from '../../src/thread/format.ts';
import { Thread } from '../../src/thread/model.ts';
import { parseThread } from '../../src/thread/parse.ts';
import { threads } from '../support/threads.ts';

describe('the thread format', () => {
  it('reads back every thread that the model allows', () => {
    fc.assert(
      fc.property(threads, (thread) => {
        const result = parseThread(formatThread(thread));
        expect(result.ok && result.thread).toEqual(thread);
      }),
      { numRuns: 500 },
    );
  });

  it('reads the shipped thread back from what it writes', () => {
    const shipped = parseThread(readFileSync('data/threads/2025-12-05-trainium3.txt'));
    expect(shipped.ok && parseThread(formatThread(shipped.thread))).toMatchObject({
      ok: true,
      thread: shipped.ok && shipped.thread,
    });
  });

  it('never throws, whatever it reads', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.uint8Array({ maxLength: 500 }), scraps()), (source) => {
        const result = parseThread(source);
        if (result.ok) expect(Thread.safeParse(result.thread).error?.issues).toBeUndefined();
        else expect(result.diagnostics.some(({ severity }) => severity === 'error')).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});

/** Lines that mean something, in any order. */
function scraps() {
  const lines = [
    'AI · 2025-12-05',
    'Bob (ボブ)',
    'Bob',
    '名無し',
    'コメント (2)',
    'Comments',
    '',
    '',
    'example.com',
    'Hello there.',
    'こんにちは。',
    '\\',
    '2025',
    '（）',
    'A (',
    '\\\\x',
  ];
  return fc.array(fc.constantFrom(...lines), { maxLength: 30 }).map((chosen) => chosen.join('\n'));
}
