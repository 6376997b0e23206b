/** Leads to messages and channels that a link names. */
import type { Core } from '../core.ts';
import { sees } from '../state/state.ts';
import type { Destination } from '../text/messageLink.ts';

export function jump({ keeper, whereabouts }: Core, { channelId, messageId }: Destination): void {
  if (!sees(keeper.state, channelId)) return;
  if (channelId !== keeper.state.channelId) whereabouts.open(channelId);
  if (messageId !== undefined) keeper.happen({ kind: 'seek', channelId, messageId });
}
