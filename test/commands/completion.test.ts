import { describe, expect, it } from 'vitest';
import { personaCompletions, threadCompletions } from '../../src/discord/views/completions.ts';
import type { Thread } from '../../src/thread/model.ts';
import { shelfOfThreads } from '../support/library.ts';
import { startTestBed, TEST_THREADS } from '../support/testBed.ts';

const thread = (date: string, title: Thread['title'], persona: Thread['author'] = { en: 'Bob' }): Thread => ({
  ...{ category: '', date, title, author: persona },
  comments: [{ persona, text: { en: 'Hi.' } }],
});

describe('completion', () => {
  it('shows both titles, the reader’s first, with date and number of comments', async () => {
    await using bed = await startTestBed({ threadsDir: TEST_THREADS });
    const channel = bed.discord.addServer({ name: 'Tea House' }).addTextChannel('general');
    const server = bed.discord.addServer({ name: 'Bakery' });
    const bakery = server.addTextChannel('general');
    const mika = server.addMember({ name: 'Mika', locale: 'ja' }).in(bakery);
    expect(await mika.autocomplete('/thread search', { thread: 'story' })).toEqual([
      {
        name: 'パンの長い物語 / A long story of bread · 2026-03-03 · コメント2件',
        value: '2026-03-03-a-long-story-of-bread',
      },
    ]);
    expect(channel.messages).toEqual([]);
  });

  it('gives the most recent first while nothing is typed, in one request for every command', async () => {
    await using bed = await startTestBed({ threadsDir: TEST_THREADS });
    const server = bed.discord.addServer({ name: 'Tea House' });
    const alex = server.addMember({ name: 'Alex' }).in(server.addTextChannel('general'));
    for (const path of ['/thread show', '/thread replay', '/thread search']) {
      const before = bed.discord.requests.length;
      const choices = await alex.autocomplete(path, { thread: '' });
      expect(bed.discord.requests.length - before).toBe(1);
      expect(choices.map(({ value }) => String(value).slice(0, 10))).toEqual([
        '2026-03-03',
        '2026-02-20',
        '2026-01-10',
      ]);
    }
    const personas = await alex.autocomplete('/thread search', { persona: '' });
    expect(personas.map(({ value }) => value)).toEqual([
      ...['storyteller-without-end', 'night-baker', 'food-chemist'],
      ...['grandmother-of-five', 'rail-fan', 'anonymous-2', 'kenji', 'anonymous'],
    ]);
    const inThread = await alex.autocomplete('/thread search', { thread: 'night bus', persona: '' });
    expect(inThread).toHaveLength(4);
  });

  it('puts a name’s start before a word’s start before its inside, 25 at most', () => {
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

  it('keeps names to 100 UTF-16 units and values to 100, cutting no grapheme, both names in sight', () => {
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
