/** Why a PostgreSQL database cannot be opened, as far as a person can mend it. */
import { CERTIFICATE_CODE } from '../../runtime/networkError.ts';
import type { ServerFault } from '../../runtime/startupError.ts';

/** Codes of PostgreSQL (`postgresql.org/docs/current/errcodes-appendix.html`) and of the system, or what they begin with. */
const BY_CODE: readonly (readonly [code: string, fault: ServerFault])[] = [
  ['28', 'password'],
  ['3D000', 'no-database'],
  ['42501', 'rights'],
  ['53100', 'full'],
  ['53300', 'too-many-connections'],
  ['57P', 'not-ready'],
  ['ECONNREFUSED', 'refused'],
  ['ENOENT', 'refused'], // of a socket; the others are files that the address names for encryption
  ['ENOTFOUND', 'unknown-host'],
  ['EAI_AGAIN', 'unknown-host'],
  ['ETIMEDOUT', 'silent'],
  ['EHOSTUNREACH', 'silent'],
  ['ENETUNREACH', 'silent'],
  ['ECONNRESET', 'silent'],
];

/** What the driver says in words alone. */
const BY_WORDS: readonly (readonly [words: RegExp, fault: ServerFault])[] = [
  [/SSL|TLS|certificate|altnames/i, 'tls'],
  [/timeout|terminated/i, 'silent'],
  // What the driver says when a server asks for a password and the address has none, and what a pooler says.
  [/password|authentication|SASL/i, 'password'],
];

/** @returns the fault, and the server's, the system's or the driver's own words for it */
export function openingFault(error: unknown): { fault: ServerFault; reason: string } {
  const source = sourceOf(error);
  const code = source instanceof Error && 'code' in source ? String(source.code) : '';
  const reason = (source instanceof Error && source.message) || code || String(source);
  return { fault: faultOf(code, reason), reason: reason.replaceAll('\n', ' ') };
}

/** What was thrown first, below whatever it has been wrapped in; of several tries to connect, the first. */
function sourceOf(error: unknown): unknown {
  if (error instanceof AggregateError) return sourceOf(error.errors[0]);
  return error instanceof Error && error.cause instanceof Error ? sourceOf(error.cause) : error;
}

function faultOf(code: string, reason: string): ServerFault {
  if (CERTIFICATE_CODE.test(code) || /^(DEPTH_ZERO|SELF_SIGNED|ERR_TLS|ERR_SSL|EPROTO)/.test(code)) return 'tls';
  if (/^(ENOENT|EACCES|EISDIR): .*, (open|read)/.test(reason)) return 'tls';
  const known =
    BY_CODE.find(([beginning]) => code.startsWith(beginning)) ?? BY_WORDS.find(([words]) => words.test(reason));
  return known?.[1] ?? 'other';
}
