import { describe, expect, it } from 'vitest';
import { isOwnHost, isOwnPage } from '../../../src/sandbox/page/guard.ts';

describe('the sandbox answers', () => {
  it.each([
    ['127.0.0.1', ['127.0.0.1:8787', 'localhost:8787', 'LOCALHOST', '[::1]:8787'], ['192.168.1.5:8787', 'tea.example']],
    [
      '192.168.1.5',
      ['192.168.1.5:8787', 'localhost:8787'],
      ['192.168.1.6:8787', 'tea.example', '1.192.168.1.5.example'],
    ],
    ['Tea.local', ['tea.local:8787'], ['evil.tea.local', 'tea.local.example', '192.168.1.5']],
    ['0.0.0.0', ['192.168.1.5:8787', '[fe80::1]:8787', 'localhost'], ['tea.example', 'localhost.example', '']],
    ['::', ['[fe80::1]:8787', '10.0.0.1'], ['tea.example']],
  ])('the sandbox answers at %s under the names %j, not under %j', (listening, own, others) => {
    expect(own.filter((host) => !isOwnHost(host, listening))).toEqual([]);
    expect(others.filter((host) => isOwnHost(host, listening))).toEqual([]);
    expect(isOwnHost(undefined, listening)).toBe(false);
  });

  it('the sandbox answers pages that it served itself, on the same port', () => {
    const host = '127.0.0.1:8787';
    expect(isOwnPage({ host, origin: 'http://127.0.0.1:8787' })).toBe(true);
    for (const origin of [
      undefined,
      'null',
      '',
      'http://127.0.0.1:3000',
      'http://127.0.0.1',
      'http://evil.example:8787',
    ]) {
      expect(isOwnPage({ host, origin })).toBe(false);
    }
  });
});
