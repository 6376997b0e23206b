/** What a server's settings look like. */
import type { Sentences } from '../../i18n/i18n.ts';
import type { Settings } from '../../settings.ts';
import { buttonCodec } from '../interactions/idCodec.ts';
import { oneOf } from '../interactions/idFields.ts';
import { button, buttons, container, text, type View } from './parts.ts';

/** Answers whether everything goes back to the defaults. */
export const confirmReset = buttonCodec('reset', { sure: oneOf(['yes', 'no']) });

/** All settings, and where each comes from. */
export function settingsView(settings: Settings, words: Sentences): View {
  // A text for every setting, and no other: their type says so.
  const names = Object.keys(words.settings.each) as (keyof Settings)[];
  return [container([text(`## ${words.settings.heading}`), ...names.map((name) => text(row(name, settings, words)))])];
}

function row<Name extends keyof Settings>(name: Name, settings: Settings, words: Sentences): string {
  const { value, chosen } = settings[name];
  const texts = words.settings.each[name];
  return `**${texts.name}**: ${texts.value(value)}\n-# ${chosen ? words.settings.chosen : words.settings.byDefault}`;
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
