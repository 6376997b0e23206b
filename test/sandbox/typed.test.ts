import type { APIApplicationCommand } from 'discord.js';
import { expect, it } from 'vitest';
import { readTyped } from '../../src/sandbox/typed.ts';

const option = (type: number, name: string, required = false) => ({ type, name, description: name, required });
const subcommand = (name: string, ...options: object[]) => ({ type: 1, name, description: name, options });
const commands = [
  {
    name: 'thread',
    options: [
      subcommand('replay', option(3, 'thread', true), option(3, 'pace'), option(4, 'from')),
      subcommand('search', option(3, 'words'), option(5, 'private')),
      subcommand('list'),
    ],
  },
  // What the terminal reads of a registered command.
] as unknown as APIApplicationCommand[];

it.each([
  ['/thread replay night bus pace:fast from:2', { thread: 'night bus', pace: 'fast', from: 2 }],
  ['/thread search night bus private:true', { words: 'night bus', private: true }],
  ['/thread search words:bread private:no', { words: 'bread', private: false }],
  ['/thread search see https://example.com', { words: 'see https://example.com' }],
  ['/thread list', {}],
])('%s is read as its options’ values', (typed, values) => {
  expect(readTyped(typed, commands)).toEqual({ path: typed.split(' ').slice(0, 2).join(' '), values });
});
