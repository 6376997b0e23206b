/** Finds or makes the webhook that a channel's posts go through, once however many ask at a time. */
import type { Clock } from '../../runtime/clock.ts';
import { isThreadChannel } from '../rest/channels.ts';
import type { DiscordApi, Webhook } from '../rest/discordApi.ts';
import { withinOwnLimit } from '../rest/ownLimit.ts';
import type { WebhookRoute, WebhookStore } from './ports.ts';

/** What people see under Server Settings → Integrations. Discord refuses its own name in it. */
const WEBHOOK_NAME = 'Reprise';

/** A channel that posts go to. */
export type PostChannel = {
  readonly id: string;
  /** The channel whose ThreadChannel it is; null where it is none, undefined where Discord must be asked. */
  readonly parentId: string | null | undefined;
};

/** The webhooks of all channels. */
export class WebhookRoutes {
  readonly #api: Pick<DiscordApi, 'channel' | 'webhooks' | 'makeWebhook'>;
  readonly #store: WebhookStore;
  readonly #applicationId: string;
  readonly #clock: Clock;
  readonly #underWay = new Map<string, Promise<WebhookRoute>>();

  constructor(
    api: Pick<DiscordApi, 'channel' | 'webhooks' | 'makeWebhook'>,
    store: WebhookStore,
    applicationId: string,
    clock: Clock,
  ) {
    this.#clock = clock;
    this.#api = api;
    this.#store = store;
    this.#applicationId = applicationId;
  }

  /**
   * How posts reach a channel. Costs no request once that is known.
   *
   * @param why a sentence for the audit log, should a webhook have to be made
   * @throws what @discordjs/rest throws when the channel's webhooks cannot be read or made
   */
  async to(channel: PostChannel, why: string): Promise<WebhookRoute> {
    return (await this.#store.route(channel.id)) ?? this.#once(channel.id, () => this.#discover(channel, why));
  }

  /** Every way that a channel's posts ever went. */
  every(channelId: string): Promise<WebhookRoute[]> {
    return this.#store.everyRoute(channelId);
  }

  /** Uses a webhook no more that does not exist any longer, or posts elsewhere. */
  retire(route: WebhookRoute): Promise<void> {
    return this.#store.retire(route.id);
  }

  async #discover({ id, parentId }: PostChannel, why: string): Promise<WebhookRoute> {
    const parent = parentId === undefined ? await this.#parentOf(id) : parentId;
    const route =
      parent === null
        ? { ...(await this.#findOrMake(id, why)), threadChannelId: null }
        : { ...(await this.to({ id: parent, parentId: null }, why)), threadChannelId: id };
    await this.#store.setRoute(id, route);
    return route;
  }

  async #parentOf(channelId: string): Promise<string | null> {
    const channel = await withinOwnLimit(this.#clock, () => this.#api.channel(channelId));
    return isThreadChannel(channel) ? (channel.parent_id ?? null) : null;
  }

  async #findOrMake(channelId: string, why: string): Promise<{ id: string; token: string }> {
    const webhooks = await withinOwnLimit(this.#clock, () => this.#api.webhooks(channelId));
    const ours = webhooks.find((webhook) => makerOf(webhook) === this.#applicationId && webhook.token);
    const make = () => this.#api.makeWebhook(channelId, { name: WEBHOOK_NAME }, why);
    const webhook = ours ?? (await withinOwnLimit(this.#clock, make));
    if (!webhook.token) throw new TypeError(`Discord gave webhook ${webhook.id} no token`);
    return { id: webhook.id, token: webhook.token };
  }

  #once(channelId: string, find: () => Promise<WebhookRoute>): Promise<WebhookRoute> {
    const running = this.#underWay.get(channelId);
    if (running) return running;
    const started = find().finally(() => this.#underWay.delete(channelId));
    this.#underWay.set(channelId, started);
    return started;
  }
}

/** Servers that only resemble Discord leave the application out; a bot's user has its application's id. */
function makerOf({ application_id, user }: Webhook): string | undefined {
  return application_id ?? user?.id;
}
