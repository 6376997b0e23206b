/** What the bot may do in a channel, permission by permission. */
import { bold } from '@discordjs/formatters';
import type { PermissionCheck } from '../../app/checking.ts';
import type { Sentences } from '../../i18n/i18n.ts';
import { permissionLabel } from '../../replay/permission.ts';
import type { Language } from '../../thread/bilingual.ts';
import { buttonCodec } from '../interactions/idCodec.ts';
import { oneOf } from '../interactions/idFields.ts';
import { ACCENT, button, buttons, container, text, type View, WARNING } from './parts.ts';

/** Checks the channel in which it is pressed: for the first time, or again in the same message. */
export const checkHere = buttonCodec('check', { time: oneOf(['first', 'again']) });

const SIGNS = { held: '✅', lacking: '❌', spare: '➖' } as const;

/** What was found; with a button to check again where that is the channel it is shown in. */
export function checkView(check: PermissionCheck, isHere: boolean, language: Language, words: Sentences): View {
  const { channelId, place, permissions } = check;
  const lines = permissions.map(({ name, needed, held }) => {
    const standing = held ? 'held' : needed ? 'lacking' : 'spare';
    const label = bold(permissionLabel(name, language, place));
    return `${SIGNS[standing]} ${words.check[standing](label)}\n-# ${words.check.without(words.without[name])}`;
  });
  const missing = permissions.filter(({ needed, held }) => needed && !held).length;
  const outcome = missing === 0 ? words.check.complete : words.check.missing(missing);
  const help = missing === 0 ? [] : [text(words.check.howToGrant(place === 'thread-channel'))];
  return [
    container(
      [text(`## ${words.check.heading(channelId)}\n${outcome}`), text(lines.join('\n')), ...help],
      missing === 0 ? ACCENT : WARNING,
    ),
    ...(isHere ? [buttons(button(words.check.again, checkHere.id({ time: 'again' })))] : []),
  ];
}
