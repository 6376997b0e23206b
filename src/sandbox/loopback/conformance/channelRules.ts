/** What the documentation says of ThreadChannels beyond the schema (`resources/channel`). */
import { messageRules } from './messageRules.ts';
import { nodeOf } from './node.ts';
import type { Violation } from './types.ts';

const page = '(discord-api-docs resources/channel)';

/** Judges opening a ThreadChannel, or a forum's post with its first message. */
export function threadRules(body: unknown): Violation[] {
  const { name, message } = nodeOf(body);
  return [...nameRules(name), ...(message === undefined ? [] : messageRules(message, 'message.'))];
}

/** Judges the name of a ThreadChannel, where one is given. */
export function nameRules(name: unknown): Violation[] {
  const blank = typeof name === 'string' && name.trim() === '';
  return blank ? [{ rule: 'thread-name', at: 'name', message: `A name is not blank ${page}.` }] : [];
}
