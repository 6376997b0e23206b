import type { APIApplicationCommand } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { en } from '../../../../../src/sandbox/page/client/i18n/en.ts';
import { commandTyped } from '../../../../../src/sandbox/page/client/state/commands.ts';
import { beginCommand, textLine } from '../../../../../src/sandbox/page/client/state/composer.ts';
import { suggestionsFor } from '../../../../../src/sandbox/page/client/state/suggestions.ts';
import { channel, following, overview, seen } from '../../../../support/pageState.ts';

describe('completions', () => {
  const option = { name: 'leaf', title: 'leaf', description: '', type: 3, required: true, completes: true } as const;
  const command = {
    ...{ path: 'tea', title: 'tea', description: '' },
    options: [{ ...option, choices: [], min: undefined, max: undefined, channelTypes: [] }],
  };
  const line = beginCommand(command);
  const offered = following(
    seen,
    { kind: 'composer', composer: line, focus: true },
    { kind: 'completion', completion: { option: 'leaf', text: '', choices: [{ name: 'Sencha', value: 's' }] } },
  );

  it('completions are offered for the text they were made for', () => {
    expect(suggestionsFor(offered, en)).toEqual({
      items: [{ kind: 'value', name: 'Sencha', value: 's' }],
      stale: false,
    });
  });

  it('completions are stale for another text', () => {
    const field = { text: 'x', value: 'x', settled: false };
    const typed = following(offered, {
      kind: 'composer',
      composer: { ...line, fields: { leaf: field } },
      focus: false,
    });
    expect(suggestionsFor(typed, en).stale).toBe(true);
  });
});

describe('a text behind a command', () => {
  const option = { type: 3, name: 'leaf', description: 'Which', required: true } as const;
  const registered = [
    { id: '1', type: 1, name: 'tea', description: 'Tea', options: [option] },
    { id: '2', type: 1, name: 'help', description: 'Help' },
    // What Discord would add to each, nobody here reads.
  ] as unknown as APIApplicationCommand[];
  const all = { ...overview('ann', [channel('a')]), commands: registered, usable: ['1', '2'] };
  const offered = (text: string) =>
    suggestionsFor(following(seen, all, { kind: 'composer', composer: textLine(text), focus: false }), en).items;

  it('a text behind a command is offered to go into it', () => {
    expect(offered('/tea green or black')).toMatchObject([{ command: { path: 'tea' }, behind: 'green or black' }]);
    expect(offered('/tea')).toMatchObject([{ command: { path: 'tea' }, behind: '' }]);
  });

  it('a text behind a command that takes none is not offered to go anywhere', () => {
    expect(offered('/help me')).toEqual([]);
  });
});

it('a command that one may not use is not offered', () => {
  const registered = ['tea', 'close'].map((name, id) => ({ id: String(id), type: 1, name, description: name }));
  // What Discord would add to each, nobody here reads.
  const all = { ...overview('ann', [channel('a')]), commands: registered as APIApplicationCommand[], usable: ['0'] };
  const typed = following(seen, all, { kind: 'composer', composer: textLine('/'), focus: false });
  expect(suggestionsFor(typed, en).items).toMatchObject([{ command: { path: 'tea' } }]);
});

it('a full-width slash begins a command as a half-width one does', () => {
  const typed = (text: string) =>
    suggestionsFor(following(seen, { kind: 'composer', composer: textLine(text), focus: false }), en);
  expect(commandTyped('／tea')).toBe('tea');
  expect(commandTyped('tea ／')).toBeUndefined();
  expect(typed('／')).toEqual(typed('/'));
});
