import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outsideQuiet, type QuietHours, quietUntil } from '../../src/schedule/quietHours.ts';

const night: QuietHours = { from: '22:00', to: '07:00', zone: 'Asia/Tokyo' };

/** When the quiet hours end that a moment is in, as UTC writes it. */
function until(quiet: QuietHours, moment: string): string | undefined {
  const end = quietUntil(quiet, Date.parse(moment));
  return end === undefined ? undefined : new Date(end).toISOString();
}

describe('quiet hours', () => {
  it.each([
    ['the minute before', '2026-11-26T12:59Z', undefined],
    ['their first moment', '2026-11-26T13:00Z', '2026-11-26T22:00:00.000Z'],
    ['before midnight', '2026-11-26T14:59Z', '2026-11-26T22:00:00.000Z'],
    ['after midnight', '2026-11-26T15:00Z', '2026-11-26T22:00:00.000Z'],
    ['their last minute', '2026-11-26T21:59Z', '2026-11-26T22:00:00.000Z'],
    ['their end', '2026-11-26T22:00Z', undefined],
  ])('quiet hours go from one evening to the next morning: %s', (_, moment, end) => {
    expect(until(night, moment)).toBe(end);
  });

  it('quiet hours of a siesta do not go over midnight', () => {
    const siesta = { from: '13:00', to: '15:30', zone: 'Europe/Madrid' };
    expect(until(siesta, '2026-07-01T12:00Z')).toBe('2026-07-01T13:30:00.000Z');
    expect(until(siesta, '2026-07-01T22:00Z')).toBeUndefined();
  });

  it('quiet hours end once where clocks show their end twice', () => {
    const dawn = { from: '22:00', to: '02:30', zone: 'Europe/Berlin' };
    expect(until(dawn, '2026-10-25T00:15Z')).toBe('2026-10-25T00:30:00.000Z');
    expect(until(dawn, '2026-10-25T01:15Z')).toBeUndefined();
  });

  it('quiet hours that are in the hour which clocks leave out are not there that day', () => {
    const missing = { from: '02:10', to: '02:50', zone: 'Europe/Berlin' };
    expect(until(missing, '2026-03-29T00:59Z')).toBeUndefined();
    expect(until(missing, '2026-03-29T01:00Z')).toBeUndefined();
    expect(until(missing, '2026-03-30T00:30Z')).toBe('2026-03-30T00:50:00.000Z');
  });

  it('quiet hours let what is in them wait for a moment that is in none, a day away at most', () => {
    const time = fc.constantFrom('00:00', '01:59', '02:30', '06:45', '12:00', '22:15', '23:59');
    const zone = fc.constantFrom('UTC', 'Asia/Tokyo', 'Europe/Berlin', 'America/Havana', 'Australia/Lord_Howe');
    const moments = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) });
    fc.assert(
      fc.property(time, time, zone, moments, (from, to, where, moment) => {
        fc.pre(from !== to);
        const quiet = { from, to, zone: where };
        const begins = outsideQuiet(quiet, moment);
        expect(quietUntil(quiet, begins)).toBeUndefined();
        expect(begins - moment).toBeGreaterThanOrEqual(0);
        expect(begins - moment).toBeLessThanOrEqual(25 * 3_600_000);
      }),
    );
  });

  it('quiet hours that are off let everything begin', () => {
    expect(outsideQuiet('off', 1_000)).toBe(1_000);
  });
});
