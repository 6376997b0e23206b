import type { APIApplicationCommand } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { OptionType } from '../../../../../src/sandbox/page/client/discord.ts';
import {
  matching,
  messageCommands,
  namedFirst,
  slashCommands,
} from '../../../../../src/sandbox/page/client/state/commands.ts';
import {
  addOption,
  beginCommand,
  type CommandLine,
  excessOf,
  halfTyped,
  LONGEST_OPTION,
  optionsLeft,
  pick,
  readyOptions,
  removeOption,
  settle,
  step,
  typeBehind,
  typeInto,
  writtenIn,
} from '../../../../../src/sandbox/page/client/state/composer.ts';

const registered = [
  {
    id: '1',
    type: 1,
    name: 'tea',
    name_localizations: { ja: 'お茶' },
    description: 'Tea',
    options: [
      { type: OptionType.Subcommand, name: 'list', description: 'All teas', description_localizations: { ja: '一覧' } },
      {
        type: OptionType.Subcommand,
        name: 'brew',
        name_localizations: { ja: '淹れる' },
        description: 'Brew one',
        options: [
          { type: OptionType.String, name: 'leaf', description: 'Which', required: true, autocomplete: true },
          {
            type: OptionType.String,
            name: 'strength',
            description: 'How strong',
            choices: [
              { name: 'Weak', name_localizations: { ja: '薄め' }, value: 'w' },
              { name: 'Strong', value: 's' },
            ],
          },
          { type: OptionType.Integer, name: 'cups', description: 'How many', min_value: 1, max_value: 9 },
          { type: OptionType.Boolean, name: 'iced', description: 'With ice' },
        ],
      },
    ],
  },
  { id: '2', type: 1, name: 'help', description: 'Help' },
  { id: '3', type: 3, name: 'Translate', name_localizations: { ja: '翻訳' }, description: '' },
  // What Discord would add to each, nobody here reads.
] as unknown as APIApplicationCommand[];

const english = slashCommands(registered, 'en-US');
const japanese = slashCommands(registered, 'ja');

function brew(): CommandLine {
  const [command] = matching(english, 'tea brew');
  if (!command) throw new Error('There is no /tea brew.');
  return beginCommand(command);
}

describe('commands', () => {
  it('commands are listed by subcommand, in the person’s locale', () => {
    expect(english.map(({ path }) => path)).toEqual(['tea list', 'tea brew', 'help']);
    expect(japanese.map(({ title, description }) => [title, description])).toEqual([
      ['お茶 list', '一覧'],
      ['お茶 淹れる', 'Brew one'],
      ['help', 'Help'],
    ]);
    expect(japanese[1]?.options[1]?.choices).toEqual([
      { name: '薄め', value: 'w' },
      { name: 'Strong', value: 's' },
    ]);
    expect(messageCommands(registered, 'ja')).toEqual([{ name: 'Translate', title: '翻訳' }]);
  });

  it('commands are found by their beginning first, then by any of their words, in either language', () => {
    const found = (typed: string) => matching(japanese, typed).map(({ path }) => path);
    expect(found('')).toHaveLength(3);
    expect(found('TEA')).toEqual(['tea list', 'tea brew']);
    expect(found('淹れ')).toEqual(['tea brew']);
    expect(found('brew tea')).toEqual(['tea brew']);
    expect(found('ｈｅｌｐ')).toEqual(['help']);
    expect(found('coffee')).toEqual([]);
  });

  it('commands are named by their path or its last word, and what is typed behind the name stays as it is written', () => {
    const named = (typed: string) => namedFirst(japanese, typed).map(({ command, behind }) => [command.path, behind]);
    expect(named('tea brew Green  Tea ')).toEqual([['tea brew', 'Green  Tea ']]);
    expect(named('BREW x')).toEqual([['tea brew', 'x']]);
    expect(named('淹れる　煎茶')).toEqual([['tea brew', '煎茶']]);
    expect(named('help me')).toEqual([['help', 'me']]);
    expect(named('tea x')).toEqual([]);
    expect(named('brew')).toEqual([]);
  });
});

describe('a command being typed', () => {
  it('a command being typed begins with its required options, the first to be filled in', () => {
    const line = brew();
    expect(Object.keys(line.fields)).toEqual(['leaf']);
    expect(line.focus).toBe('leaf');
    expect(optionsLeft(line).map(({ name }) => name)).toEqual(['strength', 'cups', 'iced']);
  });

  it('a command being typed is not ready while a required option is empty', () => {
    expect(readyOptions(brew())).toEqual({ problem: 'leaf' });
    expect(readyOptions(typeInto(brew(), 'leaf', '   '))).toEqual({ problem: 'leaf' });
  });

  it('a command being typed goes on to the place after its options when a value is chosen', () => {
    const line = settle(brew(), 'leaf', 'Sencha (green)', 'sencha');
    expect(line.focus).toBeNull();
    expect(readyOptions(line)).toEqual({ options: { leaf: 'sencha' } });
  });

  it('a command being typed takes free text where the bot completes it', () => {
    expect(readyOptions(typeInto(brew(), 'leaf', ' sen '))).toEqual({ options: { leaf: 'sen' } });
  });

  it.each([
    ['3', { options: { leaf: 'x', cups: 3 } }],
    ['３', { options: { leaf: 'x', cups: 3 } }],
    ['0', { problem: 'cups' }],
    ['10', { problem: 'cups' }],
    ['2.5', { problem: 'cups' }],
    ['two', { problem: 'cups' }],
    ['', { options: { leaf: 'x' } }],
  ])('a command being typed understands %j as a number of cups from 1 to 9, or refuses it', (typed, ready) => {
    const line = addOption(settle(brew(), 'leaf', 'x', 'x'), 'cups');
    expect(readyOptions(typeInto(line, 'cups', typed))).toEqual(ready);
  });

  it('a command being typed takes only what is offered where there are choices', () => {
    const line = addOption(settle(brew(), 'leaf', 'x', 'x'), 'strength');
    expect(readyOptions(typeInto(line, 'strength', 'strong'))).toEqual({ options: { leaf: 'x', strength: 's' } });
    expect(readyOptions(typeInto(line, 'strength', 'very'))).toEqual({ problem: 'strength' });
    expect(readyOptions(typeInto(addOption(line, 'iced'), 'iced', 'perhaps'))).toEqual({ problem: 'iced' });
  });

  it('a command being typed takes a text behind it into its first option of free text, then into the next that takes any', () => {
    const typed = typeBehind(brew(), 'sencha');
    expect(typed).toMatchObject({ focus: 'leaf', seeking: '', fields: { leaf: { text: 'sencha', value: 'sencha' } } });
    expect(typeBehind(typed, 'strong')).toMatchObject({ focus: 'strength', fields: { strength: { value: 's' } } });
  });

  it('a command being typed keeps a text that no option takes, and says so', () => {
    const [help] = matching(english, 'help');
    if (!help) throw new Error('There is no /help.');
    expect(typeBehind(beginCommand(help), 'me')).toMatchObject({ focus: null, seeking: 'me', problem: null });
  });

  it('a command being typed refuses a longer text for an option than Discord takes', () => {
    expect(readyOptions(typeInto(brew(), 'leaf', 'x'.repeat(LONGEST_OPTION + 1)))).toEqual({ problem: 'leaf' });
  });

  it('a command being typed is written down with all that stands in it', () => {
    const line = typeInto(typeInto(addOption(brew(), 'cups'), 'cups', '3'), 'leaf', 'sencha');
    expect(writtenIn(typeInto(line, null, 'iced'))).toBe('/tea brew sencha 3 iced');
  });

  it('a command being typed lets go of an optional option, and empties a required one', () => {
    const line = addOption(settle(brew(), 'leaf', 'x', 'x'), 'cups');
    expect(Object.keys(removeOption(line, 'cups').fields)).toEqual(['leaf']);
    expect(removeOption(line, 'leaf').fields.leaf).toEqual({ text: '', value: undefined, settled: false });
  });

  it('a command being typed tells the bot what is filled in already, the option being typed last', () => {
    const line = typeInto(addOption(settle(brew(), 'leaf', 'x', 'x'), 'cups'), 'cups', '3');
    expect(Object.entries(halfTyped(typeInto(line, 'leaf', 'se'), 'leaf'))).toEqual([
      ['cups', 3],
      ['leaf', 'se'],
    ]);
  });

  it('a command being typed is walked through by whole options, no further than its ends', () => {
    const line = addOption(settle(brew(), 'leaf', 'x', 'x'), 'cups');
    expect(step(line, -1).focus).toBe('leaf');
    expect(step(step(line, -1), -1).focus).toBe('leaf');
    expect(step(step(line, 1), 1).focus).toBeNull();
  });

  it('a command being typed has its suggestions picked around the ends', () => {
    const line = { ...brew(), picked: -1 };
    expect(pick(line, 1, 3).picked).toBe(0);
    expect(pick(line, -1, 3).picked).toBe(2);
    expect(pick({ ...line, picked: 2 }, 1, 3).picked).toBe(0);
    expect(pick(line, 1, 0).picked).toBe(-1);
  });
});

it('a message is too long by what is over 2,000 characters, without the blanks around it', () => {
  expect(excessOf(` ${'x'.repeat(2_000)}\n`)).toBe(0);
  expect(excessOf('x'.repeat(2_100))).toBe(100);
});
