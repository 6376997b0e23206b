/** What Discord says of its gateway. */
import { z } from 'zod';

/** Where the gateway is (`discord-api-docs events/gateway#get-gateway`). */
export const GatewayAddress = z.looseObject({ url: z.string().regex(/^wss?:\/\/[^/]/) });

/** Where and how to connect (`discord-api-docs events/gateway#get-gateway-bot`). */
export const GatewayInformation = z.looseObject({
  ...GatewayAddress.shape,
  shards: z.number().int().positive(),
  session_start_limit: z.object({
    total: z.number(),
    remaining: z.number(),
    reset_after: z.number(),
    max_concurrency: z.number().positive(),
  }),
});
export type GatewayInformation = z.infer<typeof GatewayInformation>;
