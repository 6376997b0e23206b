/** What a server's settings look like. */
import type { Sentences } from '../../i18n/i18n.ts';
import type { Setting, Settings } from '../../settings.ts';
import { buttonCodec } from '../interactions/idCodec.ts';
import { oneOf } from '../interactions/idFields.ts';
import { button, buttons, container, text, type View } from './parts.ts';

/** Answers whether everything goes back to the defaults. */
export const confirmReset = buttonCodec('reset', { sure: oneOf(['yes', 'no']) });

/** All settings, and where each comes from. */
export function settingsView({ language, pace, translate }: Settings, words: Sentences): View {
  const row = (name: string, value: string, { chosen }: Setting<unknown>) =>
    `**${name}**: ${value}\n-# ${chosen ? words.settings.chosen : words.settings.byDefault}`;
  return [
    container([
      text(`## ${words.settings.heading}`),
      text(row(words.settings.language, words.contentLanguage[language.value], language)),
      text(row(words.settings.pace, words.pace[pace.value], pace)),
      text(row(words.settings.translate, words.switch[translate.value ? 'on' : 'off'], translate)),
    ]),
  ];
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
