import { describe, expect, it } from 'vitest';
import { AnswerError, readAnswer, withRetryAfter } from '../../../src/discord/rest/answer.ts';

const HTML = '<!doctype html><title>Just a moment</title>';

function answer(status: number, text: string, headers: Record<string, string> = {}): Response {
  return new Response(text || null, { status, headers: { 'Content-Type': 'application/json', ...headers } });
}

const read = (status: number, text: string, headers?: Record<string, string>) =>
  readAnswer(answer(status, text, headers)).then(async (response) => response.text());

describe('an answer', () => {
  it.each([
    [200, '{"id":"1"}'],
    [204, ''],
    [400, '{"message":"Invalid Form Body","code":50035,"errors":{}}'],
    [401, '{"message":"401: Unauthorized","code":0}'],
    [404, '{"message":"Unknown Webhook","code":10015}'],
    [429, '{"message":"You are being rate limited.","retry_after":0.3,"global":false}'],
    [429, '{"message":"Maximum number of edits to messages older than 1 hour reached","code":30046}'],
  ])('is Discord’s with %i and %s', async (status, text) => {
    expect(await read(status, text)).toBe(text);
  });

  it.each([
    [200, HTML],
    [301, ''],
    [302, '{"code":10015}'],
    [400, ''],
    [403, HTML],
    [403, '{"error":"blocked"}'],
    [403, '{"code":403,"message":"Forbidden"}'],
    [404, '{"code":"not_found"}'],
    [408, 'Request Timeout'],
    [429, 'error code: 1015'],
    [429, '{"message":"slow down"}'],
  ])('is not Discord’s with %i and %s', async (status, text) => {
    await expect(read(status, text)).rejects.toThrow(AnswerError);
    await expect(read(status, text)).rejects.toMatchObject({ status });
  });

  it('that is not Discord’s is told with all that it said, and where it sends us', async () => {
    const portal = { 'Content-Type': 'text/html', Location: 'https://portal.invalid/' };
    await expect(read(302, HTML, portal)).rejects.toMatchObject({
      message: 'Something other than Discord answered: text/html (status 302)',
      text: HTML,
      location: 'https://portal.invalid/',
    });
  });

  it.each([500, 502, 504])('of %i is passed on, whatever it says, to be repeated or given up', async (status) => {
    expect(await read(status, HTML)).toBe(HTML);
  });

  it('that is empty does not claim to be JSON', async () => {
    const read = await readAnswer(answer(200, ''));
    expect(read.headers.has('Content-Type')).toBe(false);
  });

  it('that asks to wait for longer than any timer holds is believed for a day', async () => {
    await expect(read(429, HTML, { 'Retry-After': '9'.repeat(30) })).rejects.toMatchObject({ retryAfter: 86_400_000 });
  });

  it('that asks to wait says how long, in milliseconds, and five seconds where it does not', async () => {
    await expect(read(429, HTML, { 'Retry-After': '30' })).rejects.toMatchObject({ retryAfter: 30_000 });
    await expect(read(429, HTML)).rejects.toMatchObject({ retryAfter: 5_000 });
    await expect(read(403, HTML)).rejects.toMatchObject({ retryAfter: undefined });
    for (const none of ['0', '', '-1', 'Thu, 26 Nov 2026 14:00:00 GMT']) {
      await expect(read(429, HTML, { 'Retry-After': none })).rejects.toMatchObject({ retryAfter: 5_000 });
    }
    expect(withRetryAfter(answer(429, HTML)).headers.get('Retry-After')).toBe('5');
    expect(withRetryAfter(answer(429, HTML, { 'Retry-After': '7' })).headers.get('Retry-After')).toBe('7');
    expect(withRetryAfter(answer(429, HTML, { 'Retry-After': '0' })).headers.get('Retry-After')).toBe('5');
    expect(withRetryAfter(answer(200, '{}')).headers.has('Retry-After')).toBe(false);
  });
});
