/** What the faults of `protocol/faults.ts` do. */
import type { LoopbackDiscord } from '../loopback/loopback.ts';
import type { Server } from '../loopback/servers/server.ts';
import type { WorldChannel } from '../loopback/world/model.ts';
import type { PageFault } from './protocol/faults.ts';

type Place = { readonly discord: LoopbackDiscord; readonly server: Server; readonly channel: WorldChannel };

const POST = 'POST /webhooks/:id/:token';

/** How long a refused post has to wait, milliseconds. */
const RETRY_AFTER = 5_000;

/** Each in a channel, on its server, or for the whole connection, as far as it reaches. */
export const injections: Readonly<Record<PageFault, (place: Place) => void>> = {
  'drop-next-answer': ({ discord }) => discord.faults.on(POST).acceptThenDrop(),
  'rate-limit-next-post': ({ discord }) =>
    discord.faults.on(POST).rateLimit({ scope: 'shared', retryAfter: RETRY_AFTER }),
  'delete-webhooks': ({ discord, channel }) => discord.world.deleteWebhooks(channel.parent ?? channel),
  'revoke-manage-webhooks': ({ server }) => server.revoke('ManageWebhooks'),
  'grant-manage-webhooks': ({ server }) => server.grant('ManageWebhooks'),
  'cut-gateway': ({ discord }) => discord.gateway.drop(),
};
