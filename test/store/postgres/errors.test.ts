import { describe, expect, it } from 'vitest';
import { storeErrorOf } from '../../../src/store/postgres/errors.ts';

const PLACE = 'postgres://db.example/reprise';
const coded = (code: string, message = 'as PostgreSQL says it') => Object.assign(new Error(message), { code });

describe('what an error of PostgreSQL means', () => {
  it.each([
    ['conflict', coded('40001')],
    ['conflict', coded('40P01')],
    ['busy', coded('55P03')],
    ['busy', coded('57014')],
    ['full', coded('53100')],
    ['unreachable', coded('53300')],
    ['unreachable', coded('57P01')],
    ['unreachable', coded('57P03')],
    ['unreachable', coded('08006')],
    ['unreachable', coded('25006')],
    ['unreachable', coded('ECONNREFUSED')],
    ['unreachable', coded('ECONNRESET')],
    ['unreachable', new Error('Connection terminated unexpectedly')],
    ['unreachable', new Error('Connection terminated due to connection timeout')],
    ['unreachable', new Error('timeout exceeded when trying to connect')],
    ['unreachable', new Error('Query read timeout')],
    ['unreachable', new Error('Client has encountered a connection error and is not queryable')],
    ['broken', coded('28P01')],
    ['broken', coded('3D000')],
    ['broken', coded('XX001')],
    ['broken', coded('58030')],
  ])('is %s for whoever must go on without the store: %s', (kind, error) => {
    const failure = storeErrorOf(error, PLACE);
    expect(failure).toMatchObject({ name: 'StoreError', kind, path: PLACE, cause: error });
    expect(failure).toMatchObject({
      message: expect.stringMatching(/^The database postgres:\/\/db\.example\/reprise .+\.$/),
    });
  });

  it.each([coded('23505'), coded('42601'), coded('22P02'), new TypeError('something else')])(
    'is a fault of ours, and no failure of the store: %s',
    (error) => {
      expect(storeErrorOf(error, PLACE)).toBe(error);
    },
  );
});
