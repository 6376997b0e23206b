import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanToken, tokenMistake } from '../../src/runtime/botToken.ts';

const TOKEN = `${Buffer.from('1234567890123456789').toString('base64url')}.Ga_c-e.${'x-Y_z'.repeat(8)}`;

describe('a token as people paste it', () => {
  it.each([
    ['as it is', TOKEN],
    ['with a line’s end', `${TOKEN}\r\n`],
    ['in quotes', `"${TOKEN}"`],
    ['in typographic quotes', `“${TOKEN}”`],
    ['in Japanese brackets', `「${TOKEN}」`],
    ['in angle brackets', `<${TOKEN}>`],
    ['as in JSON', `"${TOKEN}",`],
    ['with Discord’s prefix', `Bot ${TOKEN}`],
    ['with the prefix in lower case and quotes in quotes', `'"bot  ${TOKEN}"'`],
    ['with its header', `Authorization: Bot ${TOKEN}`],
    ['with the name of its variable', `DISCORD_TOKEN=${TOKEN}`],
    ['with the name twice', `DISCORD_TOKEN=DISCORD_TOKEN="${TOKEN}"`],
    ['with a shell’s word', `export DISCORD_TOKEN=${TOKEN};`],
    ['with invisible characters', `\uFEFF\u200B${TOKEN.slice(0, 9)}\u00AD${TOKEN.slice(9)}\u00A0`],
    ['in full width', [...TOKEN].map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join('')],
  ])('is read %s', (_, pasted) => {
    expect(cleanToken(pasted)).toBe(TOKEN);
    expect(tokenMistake(cleanToken(pasted))).toBeUndefined();
  });

  it('is the same whatever stands around it, as long as that is no part of a token', () => {
    const around = fc.string({ unit: fc.constantFrom(...' \t\n"\'`“”‘’「」（）<>,;:=') });
    fc.assert(
      fc.property(around, around, (before, after) => {
        expect(cleanToken(before + TOKEN + after)).toBe(TOKEN);
      }),
    );
  });

  it.each([
    ['id', '1234567890123456789'],
    ['public-key', '0123456789abcdef'.repeat(4)],
    ['client-secret', 'aB3-_'.repeat(6).padEnd(32, 'x')],
    ['words', `${TOKEN.slice(0, 30)}\n${TOKEN.slice(30)}`],
    ['other', 'your-token-here'],
    ['other', TOKEN.slice(0, 40)],
    ['other', TOKEN.replace('.', '')],
    ['other', 'eyJhbGciOiJIUzI1NiJ9abc.eyJpZCI6IjEifQ.c2lnbmF0dXJlLXNpZ25hdHVyZS1zaWc'],
    ['other', ''],
  ])('that is none is told by what it is: %s', (mistake, pasted) => {
    expect(tokenMistake(cleanToken(pasted))).toBe(mistake);
  });
});
