/** Small pieces that sentences of both languages are made of, in Discord's markdown. */
import {
  bold,
  channelLink as channelAddress,
  channelMention,
  messageLink,
  TimestampStyles,
  time,
} from '@discordjs/formatters';
import { controlChannelOf, type Replay } from '../replay/replay.ts';
import { escapeLineStart, escapePiece } from '../text/escape.ts';
import { shorten } from '../text/shorten.ts';

export { bold };

/** UTF-16 units of what somebody typed, or of a name, that a sentence repeats. */
const LONGEST_QUOTE = 100;

const LIST_TYPES = { and: 'conjunction', or: 'disjunction' } as const;

/** Made when they are first needed: each takes longer than all the rest of a sentence. */
const lists: { and?: Intl.ListFormat; or?: Intl.ListFormat } = {};

/** A name or a text of somebody else's, shown as written on one line; a long one is cut. */
export function quoted(text: string): string {
  return `“${asWritten(text)}”`;
}

/** The same in Japanese brackets. */
export function bracketed(text: string): string {
  return `「${asWritten(text)}」`;
}

/** A name in bold, otherwise as {@link quoted}. To Discord a line starts within bold, too. */
export function boldName(name: string): string {
  return bold(escapeLineStart(asWritten(name)));
}

/** Nothing in it leads anywhere, not even an address: it is the bot that says it, and people trust the bot. */
function asWritten(text: string): string {
  return escapePiece(shorten(text.trim().replace(/\s+/g, ' '), LONGEST_QUOTE));
}

/** A channel one can click. */
export function channelLink(channelId: string): string {
  return channelMention(channelId);
}

/** A moment as clocks and calendars of a zone show it, with the day of the week. */
export function wallTime(moment: number, zone: string, locale: 'en-GB' | 'ja'): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    ...({ weekday: 'short', year: 'numeric', month: locale === 'ja' ? 'long' : 'short', day: 'numeric' } as const),
    ...({ hour: '2-digit', minute: '2-digit' } as const),
  }).format(moment);
}

/** How long it is until a time, milliseconds since the Unix epoch; a client counts it down, in its reader's language. */
export function inAWhile(until: number): string {
  return time(Math.ceil(until / 1_000), TimestampStyles.RelativeTime);
}

/** Where a replay is controlled: its control message, or its channel as long as that is not known. */
export function replayAddress(replay: Replay): string {
  const { plan, controlMessageId } = replay;
  const channelId = controlChannelOf(replay) ?? plan.channelId;
  return controlMessageId
    ? messageLink(channelId, controlMessageId, plan.serverId)
    : channelAddress(channelId, plan.serverId);
}

/** A text that leads somewhere. */
export function link(text: string, address: string): string {
  return `[${text}](${address})`;
}

/** English: `1 comment`, `2 comments`. */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}

/** English: `a, b or c`. */
export function list(items: readonly string[], conjunction: keyof typeof LIST_TYPES): string {
  const format = lists[conjunction] ?? new Intl.ListFormat('en', { type: LIST_TYPES[conjunction] });
  lists[conjunction] = format;
  return format.format(items);
}
