/**
 * What Discord says of the channel that an interaction comes from. discord.js keeps it of channels that it knows, and
 * without gateway intents it knows none.
 */
import { type Client, Events, GatewayDispatchEvents } from 'discord.js';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';

/** A channel as far as we read it (`interactions/receiving-and-responding#interaction-object`). */
const InteractionChannel = z.object({
  type: z.number(),
  flags: z.number().nullish(),
  thread_metadata: z.object({ locked: z.boolean().nullish() }).nullish(),
});
export type InteractionChannel = z.infer<typeof InteractionChannel>;

const Packet = z.object({ d: z.object({ id: z.string(), channel: InteractionChannel }) });

/** Interactions that discord.js may have received and not brought yet; of those that it never brings, the newest. */
const MOST_AWAITED = 1_000;

/** Remembers the channel of each interaction until it is asked for. */
export class InteractionChannels {
  readonly #awaited = new LRUCache<string, InteractionChannel>({ max: MOST_AWAITED });

  constructor(client: Client) {
    client.on(Events.Raw, (packet: { readonly t?: unknown }) => {
      // Every packet of the gateway comes by here.
      if (packet.t !== GatewayDispatchEvents.InteractionCreate) return;
      const read = Packet.safeParse(packet);
      if (read.success) this.#awaited.set(read.data.d.id, read.data.d.channel);
    });
  }

  /** The channel of an interaction, once; undefined where Discord did not say. */
  take(interactionId: string): InteractionChannel | undefined {
    const channel = this.#awaited.get(interactionId);
    this.#awaited.delete(interactionId);
    return channel;
  }
}
