/** What archived and locked ThreadChannels refuse (`topics/threads`). */
import type { WorldChannel } from '../world/model.ts';
import { isLockedFor } from '../world/permissions.ts';
import type { World } from '../world/world.ts';
import { refused } from './apiError.ts';

/**
 * A locked ThreadChannel takes nothing from a bot that does not manage them; of its webhooks Discord does not say so, but
 * they can do no more than the bot here.
 *
 * @throws ApiError 160005, or 50083 when it is archived too
 */
export function requireUnlocked(world: World, channel: WorldChannel): void {
  if (!isLockedFor(channel, world.bot.id)) return;
  throw channel.thread?.archived ? refused.archived() : refused.locked();
}

/** Messages of an archived ThreadChannel stay as they are (`topics/threads#active-archived-threads`). @throws ApiError 50083 */
export function requireActive({ thread }: WorldChannel): void {
  if (thread?.archived) throw refused.archived();
}
