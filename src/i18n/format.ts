/** Small pieces that sentences of both languages are made of, in Discord's markdown. */
import { bold, channelMention, escapeMarkdown } from 'discord.js';
import { shorten } from '../replay/shorten.ts';

export { bold };

/** UTF-16 units of what somebody typed, or of a name, that a sentence repeats. */
const LONGEST_QUOTE = 100;

/** A name or a text of somebody else's, shown as written; a long one is cut. */
export function quoted(text: string): string {
  return `“${escapeMarkdown(shorten(text, LONGEST_QUOTE))}”`;
}

/** The same in Japanese brackets. */
export function bracketed(text: string): string {
  return `「${escapeMarkdown(shorten(text, LONGEST_QUOTE))}」`;
}

/** A channel one can click. */
export function channelLink(channelId: string): string {
  return channelMention(channelId);
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
export function list(items: readonly string[], conjunction: 'and' | 'or'): string {
  const type = conjunction === 'and' ? 'conjunction' : 'disjunction';
  return new Intl.ListFormat('en', { type }).format(items);
}
