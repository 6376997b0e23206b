/** What a server's settings look like. */
import type { APIComponentInContainer } from 'discord.js';
import type { Sentences } from '../../i18n/i18n.ts';
import { Choices, type Settings, settingValues } from '../../settings.ts';
import { buttonCodec, menuCodec } from '../interactions/idCodec.ts';
import { oneOf } from '../interactions/idFields.ts';
import { button, buttons, container, menu, text, type View } from './parts.ts';

/** Answers whether everything goes back to the defaults. */
export const confirmReset = buttonCodec('reset', { sure: oneOf(['yes', 'no']) });

/** Asks for that. */
export const askReset = buttonCodec('askReset', {});

type Name = keyof Settings;

// Every setting has its values, and nothing else does: their type says so.
const NAMES = Object.keys(settingValues) as Name[];

/** The values of a setting as a menu carries them; none for one that is typed. */
function writtenValues<One extends Name>(name: One): readonly { written: string; value: Settings[One]['value'] }[] {
  const values: readonly Settings[One]['value'][] | 'typed' = settingValues[name];
  return values === 'typed' ? [] : values.map((value) => ({ written: String(value), value }));
}

/** Changes a setting. */
export const changeSetting = menuCodec(
  'setting',
  { name: oneOf(NAMES) },
  oneOf([...new Set(NAMES.flatMap((name) => writtenValues(name).map(({ written }) => written)))]),
);

/** The choice of one value of a setting; undefined for what is no value of it. */
export function choiceOf(name: Name, chosen: string | undefined): Choices | undefined {
  const found = writtenValues(name).find(({ written }) => written === chosen);
  return found && Choices.parse({ [name]: found.value });
}

/** All settings, where each comes from, and menus that change them. */
export function settingsView(settings: Settings, words: Sentences): View {
  return [
    container([text(`## ${words.settings.heading}`), ...NAMES.flatMap((name) => rows(name, settings, words))]),
    buttons(button(words.settings.reset, askReset.id({}))),
  ];
}

function rows<One extends Name>(name: One, settings: Settings, words: Sentences): APIComponentInContainer[] {
  const { value, chosen } = settings[name];
  const texts = words.settings.each[name];
  const origin = chosen ? words.settings.chosen : words.settings.byDefault;
  const small = [origin, ...(texts.typed === undefined ? [] : [texts.typed])].join(' · ');
  const row = text(`**${texts.name}**: ${texts.value(value)}\n-# ${small}`);
  const choices = writtenValues(name).map((one) => ({
    ...{ label: texts.value(one.value), value: one.written, chosen: one.value === value },
  }));
  if (choices.length === 0) return [row];
  return [row, menu(changeSetting.id({ name }), texts.name, choices)];
}

/** Asks before everything goes back to the defaults. */
export function askResetView(words: Sentences): View {
  return [
    text(words.settings.askReset),
    buttons(
      button(words.settings.reset, confirmReset.id({ sure: 'yes' }), { style: 'danger' }),
      button(words.settings.cancel, confirmReset.id({ sure: 'no' })),
    ),
  ];
}
