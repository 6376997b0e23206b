import { describe, expect, it } from 'vitest';
import { isFailed, shownEntries } from '../../../../../src/sandbox/page/client/state/log.ts';
import { logEntry } from '../../../../support/pageState.ts';

describe('the log', () => {
  it('the log is filtered by kind and words, newest first', () => {
    const gateway = logEntry(2, { kind: 'gateway', title: '→ INTERACTION_CREATE', status: null, took: null });
    const log = [logEntry(1, { title: 'DELETE /y', status: 404 }), gateway, logEntry(3, { violations: ['rule'] })];
    const shown = (kind: 'all' | 'rest' | 'gateway' | 'problems', words = '') =>
      shownEntries(log, kind, words).map(({ number }) => number);
    expect(shown('all')).toEqual([3, 2, 1]);
    expect(shown('rest')).toEqual([3, 1]);
    expect(shown('gateway')).toEqual([2]);
    expect(shown('problems')).toEqual([3, 1]);
    expect(shown('all', 'delete 404')).toEqual([1]);
  });

  it('the log tells a lost answer from one that is still awaited', () => {
    expect(isFailed(logEntry(1, { status: null, took: null }))).toBe(false);
    expect(isFailed(logEntry(1, { status: null, took: 9 }))).toBe(true);
  });
});
