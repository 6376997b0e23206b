/** What Discord's refusal of a request means for the person who asked (`topics/opcodes-and-status-codes#json`). */
import { RESTJSONErrorCodes as Code } from 'discord.js';
import type { DiscordRefusal, Problem } from '../../app/problem.ts';
import { restFailure } from '../rest/failure.ts';

const MEANINGS: ReadonlyMap<number, DiscordRefusal> = new Map([
  [Code.UnknownChannel, 'channel-gone'],
  [Code.UnknownMessage, 'message-gone'],
  [Code.MissingAccess, 'no-access'],
  [Code.MissingPermissions, 'no-permission'],
  [Code.RequestEntityTooLarge, 'too-large'],
  [Code.MaximumNumberOfWebhooksReached, 'channel-full-of-webhooks'],
  [Code.MaximumNumberOfWebhooksPerGuildReached, 'server-full-of-webhooks'],
  [Code.MaximumActiveThreads, 'server-full-of-threads'],
  [Code.MaximumActiveAnnouncementThreads, 'server-full-of-threads'],
  [Code.ThreadLocked, 'locked'],
  [Code.InvalidActionOnArchivedThread, 'archived'],
  [Code.MessageWasBlockedByAutomaticModeration, 'automod'],
  [Code.TitleWasBlockedByAutomaticModeration, 'automod'],
  [Code.MessageBlockedByHarmfulLinksFilter, 'harmful-link'],
  [Code.FeatureTemporarilyDisabledServerSide, 'switched-off'],
  [Code.AccessToFileUploadsHasBeenLimitedForThisGuild, 'uploads-limited'],
]);

/** The interaction is over, answered or too old: there is nobody left to tell (`interactions/receiving-and-responding`). */
const OVER: ReadonlySet<number> = new Set([
  Code.UnknownInteraction,
  Code.UnknownWebhook,
  Code.InvalidWebhookToken,
  Code.InteractionHasAlreadyBeenAcknowledged,
]);

/** What a failed request means, where Discord's word says so much; undefined where it does not. */
export function discordProblem(error: unknown): Problem | undefined {
  const failure = restFailure(error);
  if (failure.kind === 'rate-limited') return { code: 'discord-busy', seconds: Math.ceil(failure.for / 1_000) };
  const why = failure.kind === 'refused' ? MEANINGS.get(failure.code) : undefined;
  return why && { code: 'refused-by-discord', why };
}

/** Whether an answer is certain not to have come, and another one can: Discord refused what it says. */
export function canAnswerAnew(error: unknown): boolean {
  const failure = restFailure(error);
  return failure.kind === 'refused' && !OVER.has(failure.code);
}
