/** Errors of networks, and of whatever answers there in another's place: nothing of ours is broken when one is thrown. */

/**
 * Certificates that are not trusted (`nodejs.org/api/tls.html#x509-certificate-error-codes`): known before anything is
 * sent.
 */
export const CERTIFICATE_CODE = /(^|_)(CERT|CRL)(_|$)|^UNABLE_TO_VERIFY_LEAF_SIGNATURE$/;

/** The system's own (`ECONNREFUSED`), the HTTP client's, those of what is no HTTP (`HPE_INVALID_CONSTANT`) and of what is no TLS. */
const NETWORK_CODE = /^(E(?!RR_)[A-Z_]+|(UND_ERR|HPE|ERR_SSL)_\w+)$/;

/** Whether it was the network, or that no answer came in time. */
export function isNetworkError(error: Error): boolean {
  const code = 'code' in error ? String(error.code) : '';
  const isLate = error.name === 'AbortError' || error.name === 'TimeoutError';
  return isLate || 'syscall' in error || NETWORK_CODE.test(code) || CERTIFICATE_CODE.test(code);
}
