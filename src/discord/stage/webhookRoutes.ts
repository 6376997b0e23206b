/** Finds or makes the webhook that a channel's posts go through, once however many ask at a time. */
import {
  type APIChannel,
  type REST,
  type RESTGetAPIChannelWebhooksResult,
  type RESTPostAPIChannelWebhookResult,
  Routes,
} from 'discord.js';
import type { Clock } from '../../runtime/clock.ts';
import type { WebhookRoute, WebhookStore } from '../../store/webhooks.ts';
import { isThreadChannel } from '../rest/channels.ts';
import { patiently } from '../rest/patience.ts';

/** What people see under Server Settings → Integrations. Discord refuses its own name in it. */
const WEBHOOK_NAME = 'Reprise';

export class WebhookRoutes {
  readonly #rest: REST;
  readonly #store: WebhookStore;
  readonly #applicationId: string;
  readonly #clock: Clock;
  readonly #underWay = new Map<string, Promise<WebhookRoute>>();

  constructor(rest: REST, store: WebhookStore, applicationId: string, clock: Clock) {
    this.#clock = clock;
    this.#rest = rest;
    this.#store = store;
    this.#applicationId = applicationId;
  }

  /**
   * How posts reach a channel. Costs no request once it is known.
   *
   * @throws what @discordjs/rest throws when the channel's webhooks cannot be read or made
   */
  async to(channelId: string): Promise<WebhookRoute> {
    return (await this.#store.get(channelId)) ?? this.#once(channelId, () => this.#discover(channelId));
  }

  /** Forgets a webhook that no longer exists. */
  forget(route: WebhookRoute): Promise<void> {
    return this.#store.forget(route.id);
  }

  async #discover(channelId: string): Promise<WebhookRoute> {
    // Discord answers this address with a channel (`resources/channel#get-channel`).
    const channel = (await patiently(this.#clock, () => this.#rest.get(Routes.channel(channelId)))) as APIChannel;
    const route =
      isThreadChannel(channel) && channel.parent_id
        ? { ...(await this.to(channel.parent_id)), threadChannelId: channelId }
        : { ...(await this.#findOrMake(channelId)), threadChannelId: null };
    await this.#store.set(channelId, route);
    return route;
  }

  async #findOrMake(channelId: string): Promise<{ id: string; token: string }> {
    const path = Routes.channelWebhooks(channelId);
    const webhooks = (await patiently(this.#clock, () => this.#rest.get(path))) as RESTGetAPIChannelWebhooksResult;
    const ours = webhooks.find((webhook) => webhook.application_id === this.#applicationId && webhook.token);
    const make = () => this.#rest.post(path, { body: { name: WEBHOOK_NAME } });
    const webhook = ours ?? ((await patiently(this.#clock, make)) as RESTPostAPIChannelWebhookResult);
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
