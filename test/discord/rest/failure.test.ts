import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { isRestFailure, restFailure } from '../../../src/discord/rest/failure.ts';
import { BudgetError } from '../../../src/discord/rest/requestBudget.ts';
import { answerError } from '../../support/restErrors.ts';

const failing = (code: string, more: object = {}) => Object.assign(new Error(code), { code, ...more });

describe('a failed request', () => {
  it('was refused by Discord, with its code and the fields it found wrong', () => {
    const errors = { username: { _errors: [{ code: 'BASE_TYPE_BAD', message: 'must be something else' }] } };
    const body = { message: 'Invalid Form Body', code: 50035, errors };
    const request = { body: { content: 'secret words' }, files: undefined };
    const error = new DiscordAPIError(body, 50035, 400, 'POST', 'https://discord.com/api', request);
    expect(restFailure(error)).toEqual({
      ...{ kind: 'refused', status: 400, code: 50035 },
      reason: 'Invalid Form Body\nusername[BASE_TYPE_BAD]: must be something else',
    });
  });

  it('was held back by our own count, or refused as one too many', () => {
    const limited = { limit: 5, method: 'POST', hash: '', url: '', route: '', majorParameter: '', global: false };
    const of = (timeToReset: number, retryAfter: number) =>
      restFailure(new RateLimitError({ ...limited, timeToReset, retryAfter, sublimitTimeout: 0, scope: 'user' }));
    expect(of(400.5, 400.5)).toEqual({ kind: 'rate-limited', for: 401, refused: false });
    expect(of(0, 400)).toEqual({ kind: 'rate-limited', for: 400, refused: true });
    expect(restFailure(new BudgetError(20.1))).toEqual({ kind: 'rate-limited', for: 21, refused: false });
  });

  it.each([
    failing('ECONNREFUSED', { syscall: 'connect' }),
    failing('EHOSTUNREACH', { syscall: 'connect' }),
    failing('ENETUNREACH', { syscall: 'connect' }),
    failing('ETIMEDOUT', { syscall: 'connect' }),
    failing('ENOTFOUND', { syscall: 'getaddrinfo' }),
    failing('EAI_AGAIN', { syscall: 'getaddrinfo' }),
    failing('UND_ERR_CONNECT_TIMEOUT'),
    failing('CERT_HAS_EXPIRED'),
    failing('ERR_TLS_CERT_ALTNAME_INVALID'),
    failing('DEPTH_ZERO_SELF_SIGNED_CERT'),
    failing('UNABLE_TO_VERIFY_LEAF_SIGNATURE'),
    new AggregateError([
      failing('ECONNREFUSED', { syscall: 'connect' }),
      failing('ENETUNREACH', { syscall: 'connect' }),
    ]),
  ])('was certainly never sent after %s', (error) => {
    expect(restFailure(error)).toEqual({ kind: 'unsent', reason: expect.stringMatching(/^[A-Z_]{9,}/) });
  });

  it.each([
    failing('ECONNRESET', { syscall: 'read' }),
    failing('EPIPE', { syscall: 'write' }),
    failing('ETIMEDOUT', { syscall: 'read' }),
    failing('EHOSTUNREACH', { syscall: 'read' }),
    failing('UND_ERR_SOCKET'),
    failing('UND_ERR_HEADERS_TIMEOUT'),
    Object.assign(new Error('This operation was aborted'), { name: 'AbortError' }),
    new AggregateError([failing('ECONNREFUSED', { syscall: 'connect' }), failing('ECONNRESET', { syscall: 'read' })]),
    new AggregateError([]),
    new HTTPError(502, 'Bad Gateway', 'POST', 'https://discord.com/api', { body: undefined, files: undefined }),
    answerError(408),
    'nothing we know',
  ])('may have been carried out after %s', (error) => {
    expect(restFailure(error)).toMatchObject({ kind: 'unanswered' });
  });

  it('tells how long whoever answered in Discord’s place asks to wait', () => {
    expect(restFailure(answerError(429, 30_000))).toMatchObject({
      kind: 'unanswered',
      retryAfter: 30_000,
    });
  });

  it.each([
    ['who answered, and how', answerError(407), 'Something other than Discord answered: text/html (status 407)'],
    ['the network’s code', failing('ECONNRESET', { message: 'broken' }), 'ECONNRESET broken'],
    ['that no answer came', Object.assign(new Error('aborted'), { name: 'AbortError' }), 'no answer in time'],
    ['the code of a host’s first address', new AggregateError([failing('EPIPE'), failing('EPIPE')]), 'EPIPE'],
  ])('says for the log %s', (_, error, reason) => {
    expect(restFailure(error)).toMatchObject({ kind: 'unanswered', reason });
  });

  it.each([
    failing('ECONNRESET', { syscall: 'read' }),
    failing('UND_ERR_SOCKET'),
    failing('HPE_INVALID_CONSTANT'),
    failing('ERR_SSL_WRONG_VERSION_NUMBER'),
    failing('CERT_HAS_EXPIRED'),
    Object.assign(new Error('This operation was aborted'), { name: 'AbortError' }),
    answerError(403),
    new BudgetError(10),
  ])('is no fault of ours: %s', (error) => {
    expect(isRestFailure(error)).toBe(true);
  });

  it('is not what any other fault is', () => {
    expect(isRestFailure(new TypeError('of ours'))).toBe(false);
    expect(isRestFailure(failing('ERR_INVALID_ARG_TYPE'))).toBe(false);
    expect(isRestFailure('nothing we know')).toBe(false);
  });
});
