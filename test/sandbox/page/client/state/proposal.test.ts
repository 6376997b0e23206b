import type { APIApplicationCommand } from 'discord.js';
import { expect, it } from 'vitest';
import { proposed } from '../../../../../src/sandbox/page/client/state/proposal.ts';
import { channel, following, overview, seen } from '../../../../support/pageState.ts';

const option = { type: 3, name: 'words', description: 'x' };
const library = { id: '1', type: 1, name: 'library', name_localizations: { ja: 'ライブラリ' }, description: 'x' };
const help = {
  id: '2',
  type: 1,
  name: 'help',
  name_localizations: { ja: 'ヘルプ' },
  description: 'x',
  options: [option],
};
// What Discord would add to each, nobody here reads.
const commands = [library, help] as unknown as APIApplicationCommand[];
const state = following(seen, { ...overview('ann', [channel('a')]), commands, usable: ['2'] });

it('a command that is proposed is in the composer in the language of whoever reads it, whether they may use it or not', () => {
  expect(proposed(state, 'help', {}, 'ja')).toMatchObject({ kind: 'command', command: { title: 'ヘルプ' } });
  expect(proposed(state, 'library', {}, 'ja')).toMatchObject({ kind: 'text', text: '/ライブラリ' });
  expect(proposed(state, 'library', {}, 'en-US')).toMatchObject({ kind: 'text', text: '/library' });
  expect(proposed(state, 'unknown', {}, 'ja')).toMatchObject({ kind: 'text', text: '/unknown' });
});

it('texts that are proposed with a command are in its options', () => {
  expect(proposed(state, 'help', { words: 'tea' }, 'ja')).toMatchObject({ fields: { words: { text: 'tea' } } });
});
