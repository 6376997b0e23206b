/** Leads to messages and channels that a link names. */
import type { Core } from '../core.ts';
import type { Destination } from '../text/messageLink.ts';

export function jump({ keeper, whereabouts }: Core, { channelId, messageId }: Destination): void {
  const isThere = keeper.state.overview?.servers.some(({ channels }) => channels.some(({ id }) => id === channelId));
  if (!isThere) return;
  if (channelId !== keeper.state.channelId) whereabouts.open(channelId);
  if (messageId !== undefined) keeper.happen({ kind: 'seek', channelId, messageId });
}
