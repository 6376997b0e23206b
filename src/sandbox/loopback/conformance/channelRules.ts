/** What the documentation says of ThreadChannels beyond the schema (`resources/channel`). */
import { messageRules } from './messageRules.ts';
import type { Violation } from './types.ts';

const page = '(discord-api-docs resources/channel)';

/** Judges opening a ThreadChannel, or a forum's post with its first message. */
export function threadRules(body: unknown): Violation[] {
  const { name, type, message } = Object(body) as { name?: unknown; type?: unknown; message?: unknown };
  if (message !== undefined) return [...nameRules(name), ...messageRules(message, 'message.')];
  // `resources/channel#start-thread-without-message`: the default is a private one, to be changed in the future.
  const missing = { rule: 'thread-type', at: 'type', message: `Say which kind of thread it is ${page}.` };
  return [...nameRules(name), ...(type === undefined ? [missing] : [])];
}

/** Judges the name of a ThreadChannel, where one is given. */
export function nameRules(name: unknown): Violation[] {
  const blank = typeof name === 'string' && name.trim() === '';
  return blank ? [{ rule: 'thread-name', at: 'name', message: `A name is not blank ${page}.` }] : [];
}
