/** Small pieces that sentences of both languages are made of, in Discord's markdown. */
import { bold, channelMention, escapeMarkdown } from 'discord.js';

export { bold };

/** A name or a text of somebody else's, shown as written. */
export function quoted(text: string): string {
  return `“${escapeMarkdown(text)}”`;
}

/** The same in Japanese brackets. */
export function bracketed(text: string): string {
  return `「${escapeMarkdown(text)}」`;
}

/** A channel one can click. */
export function channelLink(channelId: string): string {
  return channelMention(channelId);
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
