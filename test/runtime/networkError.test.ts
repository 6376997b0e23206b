import { describe, expect, it } from 'vitest';
import { isNetworkError } from '../../src/runtime/networkError.ts';

const failing = (code: string, more: object = {}) => Object.assign(new Error(code), { code, ...more });

describe('an error', () => {
  it.each([
    failing('ECONNREFUSED'),
    failing('EAI_AGAIN'),
    failing('UND_ERR_SOCKET'),
    failing('HPE_INVALID_CONSTANT'),
    failing('ERR_SSL_WRONG_VERSION_NUMBER'),
    failing('CERT_HAS_EXPIRED'),
    failing('UNABLE_TO_VERIFY_LEAF_SIGNATURE'),
    Object.assign(new Error(), { name: 'AbortError' }),
    Object.assign(new Error(), { name: 'TimeoutError' }),
  ])('that networks make is known as theirs: %s', (error) => {
    expect(isNetworkError(error)).toBe(true);
  });

  it.each([failing('ERR_INVALID_ARG_TYPE'), failing('ERR_SQLITE_ERROR'), new TypeError('of ours')])(
    'of our own is not taken for the network’s: %s',
    (error) => {
      expect(isNetworkError(error)).toBe(false);
    },
  );
});
