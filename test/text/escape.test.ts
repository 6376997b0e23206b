import fc from 'fast-check';
import { expect, it } from 'vitest';
import { clickable, escapeLineStart, escapeMarkdown, escapePiece, heading } from '../../src/text/escape.ts';
import { linksIn } from '../../src/text/links.ts';
import { asDiscordTakesIt, shownByDiscord, shownByLibrary } from '../support/discordMarkdown.ts';
import { hostileText, sentenceWithLink } from '../support/hostileText.ts';

function linksOf(text: string): string[] {
  return [...linksIn(text)].map(({ start, end }) => text.slice(start, end));
}

it.each([
  ['emphasis', '*not emphasis*', '\\*not emphasis\\*'],
  ['an underscore', 'snake_case', 'snake\\_case'],
  ['a heading', '# no heading', '\\# no heading'],
  ['a heading whose words are on the next line', '#\nno heading', '\\#\nno heading'],
  ['a heading behind an odd line break', 'a\r# no heading', 'a\n\\# no heading'],
  ['small print', '-# no small print', '\\-# no small print'],
  ['a quote', '> no quote', '\\> no quote'],
  ['a quote of all that follows', '>>> no quote', '\\>>> no quote'],
  ['a list', '- no list', '\\- no list'],
  ['a list behind a tab', '-\tno list', '\\-\tno list'],
  ['a numbered list', '2. no list', '2\\. no list'],
  ['a spoiler', '||no spoiler||', '\\||no spoiler\\||'],
  ['another link', '[no](link)', '[no]\\(link)'],
  [
    'another link whose words are an address',
    '[more https://a/](https://evil/)',
    '[more <https://a/>]\\(https://evil/)',
  ],
  ['another link within an address', 'https://a/[b](c)', '<https://a/[b>]\\(c)'],
  ['mentions, an emoji and a time', '<@1> <#2> <:a:3> <t:1>', '\\<@1> \\<#2> \\<\\:a:3> \\<t:1>'],
  ['an emoji by its name', ':smile: at 10:30:00', '\\:smile: at 10\\:30:00'],
  ['an emoji by a name with an accent', ':piñata:', '\\:piñata:'],
  ['an emoji right behind a link', 'https://example.com/a:":', '<https://example.com/a>\\:":'],
  ['a list behind a form feed, which Discord would drop', '-\f no list', '\\-  no list'],
  ['everybody', '@everyone', '\\@everyone'],
  ['an address that only Discord would take for one', 'https://)_x_', 'https\\://)\\_x\\_'],
  ['an address of a game', 'steam://run/my_game', 'steam\\://run/my\\_game'],
])('an escaped text does not become %s', (_, written, escaped) => {
  expect(escapeMarkdown(written)).toBe(escaped);
  expect(shownByDiscord(escaped)).toEqual({ text: asDiscordTakesIt(written), links: linksOf(written), marks: [] });
});

it.each([
  '#1 is no heading',
  '500K+ chips - really',
  '+ plus',
  '>a prompt',
  '1) one',
  'a < b > c ~ d | e',
  '[a] (b) {c}',
  'name@example.com',
  'https://example.com/a_b_c stays, (https://example.com/*/x) too.',
  'https://en.wikipedia.org/wiki/A_(b)',
])('what Discord shows as written is left alone: %j', (written) => {
  expect(escapeMarkdown(written)).toBe(written);
});

it.each([
  [
    'an escape in it',
    'Already escaped: https://example.com/watch?v=l03\\_BnPRIKc end',
    'https://example.com/watch?v=l03\\_BnPRIKc',
  ],
  ['angle brackets around it', 'In angle brackets <https://example.com/plain> end', 'https://example.com/plain'],
  ['HTML around it', 'HTML: <a href="https://example.com/a_b">text</a> end', 'https://example.com/a_b'],
  ['marks of emphasis around it', 'Emphasised _https://example.com/_ end', 'https://example.com/'],
  [
    'backslashes in it',
    'Windows share https://example.com/dl/C:\\new_folder\\x end',
    'https://example.com/dl/C:\\new_folder\\x',
  ],
  ['a label behind a bar', 'Pipe <https://example.com/a_b|label> end', 'https://example.com/a_b'],
  ['JSON around it', 'JSON {"u":"https://example.com/a","k":"v_w_x"} end', 'https://example.com/a'],
  ['a backslash before it', '\\https://example.com/', 'https://example.com/'],
  ['Japanese right behind it', '詳しくはhttps://example.com/a_bを参照。', 'https://example.com/a_b'],
  ['a Japanese bracket right behind it', '「https://example.com/a_b」', 'https://example.com/a_b'],
  ['a page of Discord’s own', 'https://discord.com/channels/1/2', 'https://discord.com/channels/1/2'],
])('readers see a link as it was written, and it leads there, with %s', (_, written, link) => {
  const escaped = escapeMarkdown(written);
  expect(shownByDiscord(escaped)).toEqual({ text: written, links: [link], marks: [] });
  expect(shownByLibrary(escaped)).toEqual({ text: written, links: [link], marks: [] });
});

it('readers see any text as it was written, and its bare links lead exactly where they did', () => {
  fc.assert(
    fc.property(hostileText, (written) => {
      const expected = { text: asDiscordTakesIt(written), links: linksOf(written), marks: [] };
      expect(shownByDiscord(escapeMarkdown(written))).toEqual(expected);
    }),
    { numRuns: 6_000 },
  );
});

it('a parser of Discord’s markdown by other hands shows any text as it was written', () => {
  fc.assert(
    fc.property(hostileText, (written) => {
      const { text, marks } = shownByLibrary(escapeMarkdown(written));
      expect({ text, marks }).toEqual({ text: asDiscordTakesIt(written), marks: [] });
    }),
    { numRuns: 3_000 },
  );
});

it('a link leads where its author meant, whatever a sentence of either language puts around it', () => {
  fc.assert(
    fc.property(sentenceWithLink, ({ written, link }) => {
      expect(shownByDiscord(escapeMarkdown(written))).toEqual({ text: written, links: [link], marks: [] });
    }),
    { numRuns: 3_000 },
  );
});

it('a piece of a text is plain text within any sentence, its addresses too', () => {
  const around = fc.constantFrom(['“', '”'], ['(', ')'], ['x', 'y']);
  fc.assert(
    fc.property(hostileText, around, (written, [before, behind]) => {
      const piece = written.trim().replace(/\s+/g, ' ');
      const { text, links, marks } = shownByDiscord(`Is ${before}${escapePiece(piece)}${behind} meant?`);
      expect({ text, links, marks }).toEqual({ text: `Is ${before}${piece}${behind} meant?`, links: [], marks: [] });
    }),
  );
});

it('a piece of a text in bold is bold, and nothing else', () => {
  fc.assert(
    fc.property(hostileText, (written) => {
      const piece = `x${written.replace(/\s+/g, ' ')}y`;
      expect(shownByDiscord(`**${escapePiece(piece)}** · 1`)).toEqual({
        text: `${piece} · 1`,
        links: [],
        marks: ['strong'],
      });
    }),
  );
});

it('an escaped start of a line stays as it is when it is escaped again', () => {
  expect(escapeLineStart('\\- once')).toBe('\\- once');
});

it('a heading shows any line as it was written, a number sign at its end too', () => {
  expect(heading(1, escapeMarkdown('All about C#'))).toBe('# **All about C#**');
  expect(heading(3, escapeMarkdown('# first'))).toBe('### \\# first');
  expect(heading(2, escapeMarkdown('See https://example.com/#'))).toBe('## See <https://example.com/#>');
  const line = hostileText.map((text) => text.trim().replace(/\s+/g, ' ')).filter((text) => text !== '');
  fc.assert(
    fc.property(line, (written) => {
      const { text, links, marks } = shownByDiscord(heading(1, escapeMarkdown(written)));
      expect({ text, links }).toEqual({ text: written, links: linksOf(written) });
      expect(marks.filter((mark) => mark !== 'strong')).toEqual(['heading']);
    }),
  );
});

it.each([
  ['https://example.com/a', 'https://example.com/a'],
  ['https://example.com/a.', '<https://example.com/a.>'],
  ['https://example.com/東京です', 'https://example.com/東京です'],
  ['https://discord.com/channels/1', '<https://discord.com/channels/1>'],
  ['https://example.com/a b_', 'https://example.com/a b\\_'],
])('an address by itself can be clicked up to its end: %s', (address, shown) => {
  expect(clickable(address)).toBe(shown);
});
