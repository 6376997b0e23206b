import fc from 'fast-check';
import { expect, it } from 'vitest';
import { discordLink, linksIn } from '../../src/text/links.ts';
import { hostileText } from '../support/hostileText.ts';

function found(text: string): string[] {
  return [...linksIn(text)].map(({ start, end }) => text.slice(start, end));
}

it.each([
  ['the end of a sentence', 'see https://example.com/a.', 'https://example.com/a'],
  ['a comma and more', 'see https://example.com/a, then go', 'https://example.com/a'],
  ['an exclamation mark', 'https://example.com/a!', 'https://example.com/a'],
  ['a closing bracket that nothing in it opens', '(https://example.com/a)', 'https://example.com/a'],
  ['a closing bracket and Japanese', '(https://example.com/a)を見る', 'https://example.com/a'],
  ['the words of another link', '[https://example.com/a](https://evil.example)', 'https://example.com/a'],
  ['Japanese', 'https://example.com/aを参照', 'https://example.com/a'],
  ['Japanese behind a slash that begins with a particle', 'https://example.com/を参照', 'https://example.com/'],
  ['a full-width bracket', '「https://example.com/a」を参照', 'https://example.com/a'],
  ['a full-width comma', 'https://example.com/a、https://b.example', 'https://example.com/a'],
  ['a full-width letter', 'https://example.com/aＢ', 'https://example.com/a'],
  ['an emoji', 'https://example.com/a👩‍👩‍👧', 'https://example.com/a'],
  ['a quotation mark', '<a href="https://example.com/a_b">', 'https://example.com/a_b'],
  ['the single quotation mark that opened it', "{'u':'https://example.com/a','k':1}", 'https://example.com/a'],
  ['an angle bracket', '<https://example.com/a>', 'https://example.com/a'],
  ['a vertical bar', '<https://example.com/a_b|label>', 'https://example.com/a_b'],
  ['a mark of emphasis', '_https://example.com/_ **https://b.example**', 'https://example.com/'],
  ['a backslash', 'https://example.com/a\\ b', 'https://example.com/a'],
])('a link ends before %s', (_, text, link) => {
  expect(found(text)[0]).toBe(link);
});

it.each([
  ['brackets that are opened in it', 'https://en.wikipedia.org/wiki/A_(b)'],
  ['an apostrophe', "https://en.wikipedia.org/wiki/Conway's_Game_of_Life"],
  ['a name in Japanese', 'https://ja.wikipedia.org/wiki/東京_(曖昧さ回避)'],
  ['a value in Japanese', 'https://example.com/?q=東京・大阪&page=2'],
  ['a host in Japanese', 'http://例え.jp/道?q=1'],
  ['letters of other scripts', 'https://de.wikipedia.org/wiki/Zürich'],
  ['a backslash within', 'https://example.com/dl/C:\\new_folder\\x'],
  ['an escape that somebody wrote', 'https://example.com/watch?v=l03\\_BnPRIKc'],
  ['another address', 'https://web.archive.org/web/2020/https://example.com/'],
])('a link keeps %s', (_, link) => {
  expect(found(`Before ${link} behind`)).toEqual([link]);
});

it.each([
  ['a scheme alone', 'https:// begins an address, 「https://」も'],
  ['a scheme that Japanese goes on behind', 'https://で始まる'],
  ['a scheme in capitals, in which Discord sees none', 'HTTPS://EXAMPLE.COM'],
  ['addresses that begin with a sign', 'https://-a.example/ and http://[::1]/'],
  ['an address that no browser can read', 'https://example.com:port/'],
  ['an address with a password, which Discord would leave out', 'https://me:secret@example.com/'],
])('there is no link in %s', (_, text) => {
  expect(found(text)).toEqual([]);
});

it('links are found in order, and none within another', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      let reached = 0;
      for (const { start, end } of linksIn(text)) {
        expect(start).toBeGreaterThanOrEqual(reached);
        expect(end).toBeGreaterThan(start);
        expect(text.slice(start, end)).toMatch(/^https?:\/\/[\p{L}\p{N}][^\s"<>`|]*$/u);
        reached = end;
      }
    }),
  );
});

it.each([
  ['https://example.com/a. More', 'https://example.com/a'],
  ['https://example.com/aを参照。', 'https://example.com/aを参照。'],
  ['https://example.com/a*', 'https://example.com/a*'],
  ['https://example.com/a)', 'https://example.com/a'],
  ['https://example.com/a)).', 'https://example.com/a)'],
  ['https://example.com/(a))', 'https://example.com/(a)'],
  ['https://example.com/a<b', 'https://example.com/a'],
  ['https://a', ''],
  ['no link', ''],
])('Discord would make a link of %j as far as %j', (text, link) => {
  expect(discordLink(text)).toBe(link);
});
