import { describe, expect, it } from 'vitest';
import { connectTimeoutOf, driverUrl, placeOf } from '../../../src/store/postgres/address.ts';

describe('the address of a PostgreSQL database', () => {
  it.each([
    [
      'postgres://bot:hunter2@db.example:6432/reprise?sslmode=require&password=hunter2',
      'postgres://db.example:6432/reprise',
    ],
    ['postgresql://db.example/reprise', 'postgres://db.example/reprise'],
    ['postgres:///reprise?host=/var/run/postgresql&user=bot', 'postgres:///var/run/postgresql/reprise'],
    ['postgres:///reprise', 'postgres://localhost/reprise'],
  ] as const)('%s is shown as %s, without user and password', (url, place) => {
    expect(placeOf(url)).toBe(place);
  });

  it.each([
    ['?connect_timeout=5', 5_000],
    ['?sslmode=require&connect_timeout=60', 60_000],
    ['?connect_timeout=0', undefined],
    ['?connect_timeout=-1', undefined],
    ['?connect_timeout=soon', undefined],
    ['', undefined],
  ])('says with %j that a connection is waited for so many milliseconds: %s', (options, time) => {
    expect(connectTimeoutOf(`postgres://db.example/reprise${options}`)).toBe(time);
  });

  it('goes to the driver as it is where it does not speak of encryption', () => {
    expect(driverUrl('postgres://bot:a%40b@db.example/reprise')).toBe('postgres://bot:a%40b@db.example/reprise');
  });

  it.each([
    ['disable', 'disable'],
    ['require', 'require'],
    ['verify-full', 'verify-full'],
    ['no-verify', 'require'],
    ['prefer', 'require'],
  ])('asks with sslmode=%s for what PostgreSQL’s own programs mean by %s', (mode, meant) => {
    const { searchParams } = new URL(driverUrl(`postgres://db.example/reprise?sslmode=${mode}`));
    expect(Object.fromEntries(searchParams)).toEqual({ sslmode: meant, uselibpqcompat: 'true' });
  });
});
