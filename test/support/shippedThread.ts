/** The thread that ships with the bot, and who speaks in it. */
import { readFileSync } from 'node:fs';
import { textIn } from '../../src/thread/language.ts';
import { parseThread } from '../../src/thread/parse.ts';

const parsed = parseThread(readFileSync('data/threads/2025-12-05-trainium3.txt'));
if (!parsed.ok) throw new Error('The shipped thread does not parse.');

export const shippedThread = parsed.thread;

/** The English names of its author and of everybody who comments, comment by comment. */
export const speakers = [shippedThread.author, ...shippedThread.comments.map(({ persona }) => persona)].map(
  (name) => textIn(name, 'en').text,
);
