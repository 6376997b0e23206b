/** The tags of a forum's post (`resources/channel#forum-tag-object`). */
import { ChannelFlags, PermissionFlagsBits } from 'discord.js';
import type { WorldChannel } from '../world/model.ts';
import { permissionsIn } from '../world/permissions.ts';
import type { World } from '../world/world.ts';
import { refused } from './apiError.ts';

/** `resources/channel#modify-channel-json-params-thread`: tags that a post takes. */
const MOST_TAGS = 5;

/**
 * The tags that a post in a forum may have; elsewhere there are none.
 *
 * @throws ApiError 50035 for tags that are not the forum's, or only moderators may set; 40067 when one is required
 */
export function readTags(world: World, parent: WorldChannel, ids: readonly string[]): readonly string[] {
  if (ids.length > MOST_TAGS) throw refused.field('applied_tags', 'Must be 5 or fewer in length.');
  const manages = (permissionsIn(parent, world.bot.id) & PermissionFlagsBits.ManageThreads) !== 0n;
  for (const id of ids) {
    const tag = parent.tags.find((other) => other.id === id);
    if (!tag || (tag.moderated && !manages)) throw refused.field('applied_tags', `Unknown or restricted tag ${id}.`);
  }
  if (ids.length === 0 && (parent.flags & ChannelFlags.RequireTag) !== 0) throw refused.tagRequired();
  return ids;
}
