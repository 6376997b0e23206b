import { expect, it } from 'vitest';
import { readLink } from '../../src/thread/link.ts';

it.each([
  ['techcrunch.com', 'https://techcrunch.com'],
  ['news.example.co.jp', 'https://news.example.co.jp'],
  ['my_page-2.example.com', 'https://my_page-2.example.com'],
  ['someone.github.io', 'https://someone.github.io'],
  ['例え.jp', 'https://例え.jp'],
])('%s is a domain, and leads to its page', (line, url) => {
  expect(readLink(line)).toBe(url);
});

it.each(['https://example.com', 'http://Example.com/a_b?c=d#e', 'https://localhost:3000/x', 'HTTPS://例え.jp/道?q=1'])(
  '%s is an address, and is kept as written',
  (line) => {
    expect(readLink(line)).toBe(line);
  },
);

it.each([
  'Node.js',
  'node.js',
  'README.txt',
  'TechCrunch.com',
  'e.g',
  '3.14',
  'v1.2.3',
  '192.168.0.1',
  'co.jp',
  'com',
  'localhost',
  'example.com.',
  'example..com',
  'example.com/path',
  'example.com and more',
  'see https://example.com',
  'https://example.com and more',
  'https://',
  'ftp://example.com',
  'me@example.com',
  '',
])('a line that is not a link alone, or leads nowhere, is none: %j', (line) => {
  expect(readLink(line)).toBeUndefined();
});

it('an address beyond 2,000 characters is text', () => {
  expect(readLink(`https://example.com/${'x'.repeat(1_980)}`)).toBeDefined();
  expect(readLink(`https://example.com/${'x'.repeat(1_981)}`)).toBeUndefined();
});
