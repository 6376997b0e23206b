import { describe, expect, it } from 'vitest';
import { zoneNamed, zonesProposed } from '../../src/schedule/zones.ts';

/** The zone that a text names, or the nearest. */
function named(typed: string) {
  const resolution = zoneNamed(typed);
  return resolution.kind === 'found' ? resolution.item.id : resolution.nearest.map(({ id }) => id);
}

describe('a time zone that somebody names', () => {
  it.each([
    ['Asia/Tokyo', 'Asia/Tokyo'],
    ['asia/tokyo', 'Asia/Tokyo'],
    ['tokyo', 'Asia/Tokyo'],
    ['東京', 'Asia/Tokyo'],
    ['utc', 'UTC'],
    ['US/Eastern', 'America/New_York'],
    ['Pacific/Kiritimati', 'Pacific/Kiritimati'],
    ['lord howe', 'Australia/Lord_Howe'],
  ])('a time zone is found by its name, a part of it or the place: %s', (typed, zone) => {
    expect(named(typed)).toBe(zone);
  });

  it.each([
    ['Asia/Calcutta', 'Asia/Kolkata'],
    ['Asia/Kolkata', 'Asia/Kolkata'],
    ['Europe/Kiev', 'Europe/Kyiv'],
    ['america/godthab', 'America/Nuuk'],
  ])('a time zone has the name that is in use today, whatever this machine calls it: %s', (typed, zone) => {
    expect(named(typed)).toBe(zone);
  });

  it('no time zone is meant where several have that part, and the first of them are named', () => {
    expect(named('america/indiana')).toEqual([
      'America/Indiana/Knox',
      'America/Indiana/Marengo',
      'America/Indiana/Petersburg',
    ]);
  });

  it.each(['', '+09:00', 'UTC+9', '9', 'somewhere else entirely'])(
    'no time zone is meant by something else: %s',
    (typed) => {
      expect(zoneNamed(typed).kind).toBe('unknown');
    },
  );

  it('every time zone that is proposed is one that this machine can reckon with', () => {
    for (const { id } of zonesProposed(''))
      expect(() => new Intl.DateTimeFormat('en', { timeZone: id }), id).not.toThrow();
    expect(zonesProposed('').length).toBeGreaterThan(400);
  });
});

describe('time zones proposed while somebody types', () => {
  it('the time zones that most people ask for are proposed before anything is typed', () => {
    expect(
      zonesProposed('')
        .slice(0, 3)
        .map(({ id }) => id),
    ).toEqual(['Asia/Tokyo', 'UTC', 'America/New_York']);
  });

  it('the time zones that contain what was typed are proposed, in either language', () => {
    expect(zonesProposed('argentina/bu').map(({ id }) => id)).toEqual(['America/Argentina/Buenos_Aires']);
    expect(zonesProposed('カナダ').map(({ id }) => id)).toEqual(['America/Toronto', 'America/Vancouver']);
  });

  it('what an old name of a time zone means is proposed first', () => {
    expect(zonesProposed('asia/saigon')[0]?.id).toBe('Asia/Ho_Chi_Minh');
  });
});
