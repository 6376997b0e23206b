/** What calls of Discord's REST throw, for tests that need some. */
import { DiscordAPIError } from 'discord.js';
import { AnswerError } from '../../src/discord/rest/answer.ts';

/** A page that something else answered with. @param retryAfter how long it asks to wait, milliseconds */
export function answerError(status: number, retryAfter?: number): AnswerError {
  return new AnswerError('text/html', { status, text: '<title>One moment</title>', retryAfter });
}

/** A refusal of Discord's. */
export function refusal(status: number, code: number): DiscordAPIError {
  const request = { body: undefined, files: undefined };
  return new DiscordAPIError({ code, message: 'No' }, code, status, 'POST', 'https://discord.com/api', request);
}
