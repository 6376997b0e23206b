import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditReason } from '../../../src/discord/rest/auditReason.ts';

describe('the reason in an audit log', () => {
  it('the reason in an audit log is the sentence itself where that fits', () => {
    expect(auditReason('Replay started by member 1: Tea\n&  more')).toBe('Replay started by member 1: Tea & more');
  });

  it('the reason in an audit log is cut where it would be longer than Discord takes, URL-encoded', () => {
    const reason = auditReason(`Replay of ${'お茶'.repeat(100)}`);
    expect(reason).toMatch(/^Replay of お茶.*…$/);
    expect(encodeURIComponent(reason).length).toBeLessThanOrEqual(512);
    expect(encodeURIComponent(reason).length).toBeGreaterThan(490);
  });

  it('the reason in an audit log always fits, and never ends in half a character, whatever somebody’s title holds', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 700 }).map((text) => `👨‍👩‍👧‍👦${text}\ud800`),
        (text) => {
          const encoded = encodeURIComponent(auditReason(text));
          expect(encoded.length).toBeLessThanOrEqual(512);
          expect(auditReason(text).isWellFormed()).toBe(true);
        },
      ),
    );
  });
});
