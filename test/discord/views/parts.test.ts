import fc from 'fast-check';
import { expect, it } from 'vitest';
import { brief, titled } from '../../../src/discord/views/parts.ts';
import { shownByDiscord } from '../../support/discordMarkdown.ts';
import { hostileText } from '../../support/hostileText.ts';

const line = hostileText.map((text) => text.trim().replace(/\s+/g, ' ')).filter((text) => text !== '');

it('a name is shown as written wherever it stands, and no address in it leads anywhere', () => {
  fc.assert(
    fc.property(line, (name) => {
      const shown = brief(name, 10_000);
      expect(shownByDiscord(shown)).toEqual({ text: name, links: [], marks: [] });
      expect(shownByDiscord(`**${shown}** · 1/2`)).toEqual({ text: `${name} · 1/2`, links: [], marks: ['strong'] });
    }),
  );
});

it('a long name is cut so that it keeps to its limit with everything that had to be escaped', () => {
  fc.assert(
    fc.property(line, fc.integer({ min: 20, max: 60 }), (name, limit) => {
      const shown = brief(name, limit);
      expect(shown.length).toBeLessThanOrEqual(limit);
      const { text } = shownByDiscord(shown);
      expect(text === name || (text.endsWith('…') && name.startsWith(text.slice(0, -1)))).toBe(true);
    }),
  );
});

it('a title is a heading with facts below it, a number sign at its end included', () => {
  expect(titled('Why C#', 'AI')).toBe('### **Why C#**\n-# AI');
  fc.assert(
    fc.property(line, (title) => {
      const { text, links, marks } = shownByDiscord(titled(title, '2 comments'));
      expect({ text, links }).toEqual({ text: `${title}2 comments`, links: [] });
      expect(marks.filter((mark) => mark !== 'strong')).toEqual(['heading', 'small']);
    }),
  );
});
