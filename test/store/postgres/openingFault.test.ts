import { describe, expect, it } from 'vitest';
import { openingFault } from '../../../src/store/postgres/openingFault.ts';

const coded = (code: string, message = 'said') => Object.assign(new Error(message), { code });

describe('why a PostgreSQL database cannot be opened', () => {
  it.each([
    ['password', coded('28P01')],
    ['password', coded('28000')],
    ['password', new Error('SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string')],
    ['no-database', coded('3D000')],
    ['rights', coded('42501')],
    ['full', coded('53100')],
    ['too-many-connections', coded('53300')],
    ['not-ready', coded('57P03')],
    ['refused', coded('ECONNREFUSED')],
    ['refused', new AggregateError([coded('ECONNREFUSED', 'connect ECONNREFUSED ::1:5432')], '')],
    ['refused', coded('ENOENT')],
    ['unknown-host', coded('ENOTFOUND')],
    ['silent', coded('ETIMEDOUT')],
    ['silent', new Error('timeout expired')],
    ['silent', new Error('Connection terminated unexpectedly')],
    ['tls', new Error('The server does not support SSL connections')],
    ['tls', coded('DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed certificate')],
    ['tls', coded('ERR_TLS_CERT_ALTNAME_INVALID')],
    ['other', coded('XX000')],
    ['other', 'no error at all'],
    ['password', new Error('wrapped', { cause: coded('28P01') })],
  ])('is told from the error: %s', (fault, error) => {
    expect(openingFault(error).fault).toBe(fault);
  });

  it('is told in the words of whatever was thrown first, on one line', () => {
    const wrapped = new Error('the store failed', { cause: coded('3D000', 'database "x"\ndoes not exist') });
    expect(openingFault(wrapped).reason).toBe('database "x" does not exist');
    expect(openingFault(new AggregateError([coded('ECONNREFUSED', '')], '')).reason).toBe('ECONNREFUSED');
  });
});
