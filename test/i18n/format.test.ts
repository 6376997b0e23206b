import fc from 'fast-check';
import { expect, it } from 'vitest';
import { boldName, bracketed, quoted } from '../../src/i18n/format.ts';
import { sentences } from '../../src/i18n/i18n.ts';
import { shownByDiscord } from '../support/discordMarkdown.ts';
import { hostileText } from '../support/hostileText.ts';

const typed = hostileText.map((text) => text.slice(0, 100));

it('what a sentence repeats of what somebody typed is plain text: no link, mention, heading or mark', () => {
  fc.assert(
    fc.property(typed, (text) => {
      const line = text.trim().replace(/\s+/g, ' ');
      const shown = (sentence: string) => shownByDiscord(sentence);
      expect(shown(quoted(text))).toEqual({ text: `“${line}”`, links: [], marks: [] });
      expect(shown(bracketed(text))).toEqual({ text: `「${line}」`, links: [], marks: [] });
    }),
    { numRuns: 1_000 },
  );
});

it('a name in bold is bold, and nothing else', () => {
  fc.assert(
    fc.property(typed, (text) => {
      const line = text.trim().replace(/\s+/g, ' ');
      fc.pre(line !== '');
      expect(shownByDiscord(`${boldName(text)} says it.`)).toEqual({
        text: `${line} says it.`,
        links: [],
        marks: ['strong'],
      });
    }),
    { numRuns: 1_000 },
  );
});

it.each(['en', 'ja'] as const)('a sentence names a persona in bold without becoming a link: %s', (language) => {
  const problem = { code: 'nothing-to-play', persona: '**[x](https://a.b/c)', from: 2 } as const;
  const { text, links, marks } = shownByDiscord(sentences[language].problem[problem.code](problem));
  expect(text).toContain(problem.persona);
  expect(links).toEqual([]);
  expect(marks).toContain('strong');
});

it('what a sentence repeats is cut when it is long', () => {
  expect(quoted('x'.repeat(6_000))).toBe(`“${'x'.repeat(99)}…”`);
});
