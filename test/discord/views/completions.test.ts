import { describe, expect, it } from 'vitest';
import { personaCompletions, threadCompletions } from '../../../src/discord/views/completions.ts';
import type { Thread } from '../../../src/thread/model.ts';
import { shelfOfThreads } from '../../support/library.ts';

const thread = (date: string, title: Thread['title'], persona: Thread['author'] = { en: 'Bob' }): Thread => ({
  ...{ category: '', date, title, author: persona },
  comments: [{ persona, text: { en: 'Hi.' } }],
});

describe('completions', () => {
  it('a name’s start comes before a word’s start before its inside, 25 at most', () => {
    const shelf = shelfOfThreads([
      thread('2026-01-01', { en: 'Recap of it all' }),
      thread('2026-01-02', { en: 'The cap' }),
      thread('2026-01-03', { en: 'Caption' }),
      ...Array.from({ length: 40 }, (_, n) => thread('2025-01-01', { en: `Capital ${n}` })),
    ]);
    const choices = threadCompletions(shelf.threads.match('CAP'), 'en');
    expect(choices).toHaveLength(25);
    expect(choices[0]?.name).toMatch(/^Caption/);
    expect(choices.map(({ name }) => name).join()).not.toContain('Recap');
    expect(threadCompletions(shelf.threads.match('cap').slice(-2), 'en').map(({ name }) => name.slice(0, 7))).toEqual([
      'The cap',
      'Recap o',
    ]);
  });

  it('completions keep names and values to 100 UTF-16 units, cutting no grapheme, both names in sight', () => {
    const family = '👩‍👩‍👧';
    const title = { en: `${family.repeat(40)} long`, ja: `${'が'.normalize('NFD')}${'長い題名'.repeat(40)}` };
    const persona = { en: `Very ${'long '.repeat(30)}name`, ja: '短い名前' };
    const shelf = shelfOfThreads([thread('2026-01-01', title, persona)]);
    for (const reader of ['en', 'ja'] as const) {
      const choices = [
        ...threadCompletions(shelf.threads.items, reader),
        ...personaCompletions(shelf.personas.names.items, reader),
      ];
      for (const { name, value } of choices) {
        expect(name.length).toBeLessThanOrEqual(100);
        expect(value.length).toBeLessThanOrEqual(100);
        expect(name.isWellFormed()).toBe(true);
        expect(name).toMatch(/ \/ /);
        expect(name.replaceAll(family, '')).not.toMatch(/\u200d|👩/u);
      }
      expect(choices[1]?.name).toContain('短い名前');
    }
  });
});
