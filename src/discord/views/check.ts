/** What the bot may do in a channel, permission by permission. */
import { bold } from '@discordjs/formatters';
import type { APIButtonComponent } from 'discord.js';
import type { PermissionCheck } from '../../app/checking.ts';
import type { Sentences } from '../../i18n/i18n.ts';
import { permissionLabel } from '../../replay/permission.ts';
import type { Language } from '../../thread/bilingual.ts';
import { buttonCodec } from '../interactions/idCodec.ts';
import { oneOf, snowflake } from '../interactions/idFields.ts';
import { ACCENT, button, buttons, container, text, type View, WARNING } from './parts.ts';

/** Checks the channel in which it is pressed: for the first time, or again in the same message. */
export const checkHere = buttonCodec('check', { time: oneOf(['first', 'again']) });

const SIGNS = { held: '✅', lacking: '❌', spare: '➖' } as const;

/** Checks another channel of the server. */
export const checkThere = buttonCodec('checkThere', { time: oneOf(['first', 'again']), channelId: snowflake });

/** What was found, shown in some channel, and a button to check again. */
export function checkView(check: PermissionCheck, shownIn: string, language: Language, words: Sentences): View {
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
    buttons(checkButton('again', channelId, shownIn, words)),
  ];
}

/** A button that checks a channel, below a message in some channel: what is known of that one costs no request. */
export function checkButton(
  time: 'first' | 'again',
  channelId: string,
  shownIn: string | null,
  { check }: Sentences,
): APIButtonComponent {
  const id = channelId === shownIn ? checkHere.id({ time }) : checkThere.id({ time, channelId });
  return button(time === 'first' ? check.check : check.again, id);
}
