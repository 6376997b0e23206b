import { beforeEach, describe, expect, it } from 'vitest';
import type { Webhook } from '../../../src/discord/rest/discordApi.ts';
import { WebhookRoutes } from '../../../src/discord/stage/webhookRoutes.ts';
import { openStore } from '../../../src/store/store.ts';
import { FakeClock } from '../../support/fakeClock.ts';

const general = { id: 'general', parentId: null };
const unknown = (id: string) => ({ id, parentId: undefined });

describe('the ways to a channel', () => {
  let webhooks: Webhook[];
  let requests: string[];
  let routes: WebhookRoutes;

  beforeEach(async () => {
    webhooks = [];
    requests = [];
    const { webhooksOf } = await openStore('sqlite::memory:');
    const api = {
      channel: async (id: string) => {
        requests.push(`channel ${id}`);
        return id === 'aside' ? { id, type: 11, parent_id: 'general' } : { id, type: 0 };
      },
      webhooks: async (id: string) => {
        requests.push(`webhooks of ${id}`);
        return webhooks;
      },
      makeWebhook: async (id: string, _: object, why: string) => {
        requests.push(`webhook for ${id}: ${why}`);
        const webhook = { id: `hook ${webhooks.length}`, token: 'secret', application_id: 'ours' };
        webhooks.push(webhook);
        return webhook;
      },
    };
    routes = new WebhookRoutes(api, webhooksOf('ours'), 'ours', new FakeClock());
  });

  it('make one webhook however many ask at a time, and ask Discord nothing once it is known', async () => {
    const found = await Promise.all(Array.from({ length: 5 }, () => routes.to(general, 'Tea')));
    expect(new Set(found.map(({ id }) => id))).toEqual(new Set(['hook 0']));
    const made = ['webhooks of general', 'webhook for general: Tea'];
    expect(requests).toEqual(made);
    await routes.to(general, 'Tea');
    expect(requests).toEqual(made);
  });

  it('lead into a ThreadChannel through its parent’s webhook, whether or not it is known to be one', async () => {
    expect(await routes.to(unknown('aside'), 'Tea')).toEqual({
      id: 'hook 0',
      token: 'secret',
      threadChannelId: 'aside',
    });
    const beside = { id: 'beside', parentId: 'general' };
    expect(await routes.to(beside, 'Tea')).toEqual({ id: 'hook 0', token: 'secret', threadChannelId: 'beside' });
    expect(requests).toEqual(['channel aside', 'webhooks of general', 'webhook for general: Tea']);
    expect(await routes.to(general, 'Tea')).toEqual({ id: 'hook 0', token: 'secret', threadChannelId: null });
  });

  it.each([
    ['by its application', { application_id: 'ours' }],
    ['by its maker, where the application is left out', { application_id: null, user: { id: 'ours' } }],
  ])('use a webhook of ours that is there already, known %s', async (_, known) => {
    webhooks = [
      { id: 'without a token', application_id: 'ours' },
      { id: 'theirs', token: 'secret', application_id: 'theirs', user: { id: 'ours' } },
      { id: 'a person’s', token: 'secret', application_id: null, user: { id: 'somebody' } },
      { id: 'mine', token: 'secret', ...known },
    ];
    expect(await routes.to(general, 'Tea')).toMatchObject({ id: 'mine' });
  });

  it('lead through a new webhook when the one there was is gone, and are all remembered', async () => {
    const first = await routes.to(general, 'Tea');
    webhooks = [];
    await routes.retire(first);
    webhooks.push({ id: 'theirs', token: 'secret', application_id: 'theirs' });
    expect(await routes.to(general, 'Tea')).toMatchObject({ id: 'hook 1' });
    expect((await routes.every('general')).map(({ id }) => id)).toEqual(['hook 0', 'hook 1']);
  });
});
