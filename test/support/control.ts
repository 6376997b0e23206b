/** Control messages among the others of a channel. */
import type { APIMessage } from 'discord.js';
import { buttonsOf } from '../../src/sandbox/components.ts';

/** Whether a message controls a replay; the posts of one may have buttons of their own. */
export function isControl(message: APIMessage): boolean {
  return buttonsOf(message).some(({ custom_id }) => /^(control|again):/.test(custom_id));
}
