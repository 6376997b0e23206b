/** The answers to interactions, and the messages that their tokens reach (`interactions/receiving-and-responding`). */
import { Hono } from 'hono';
import type { PendingInteractions } from '../../interactions/pendingInteractions.ts';
import { messagePayload } from '../../world/payloads.ts';
import type { World } from '../../world/world.ts';
import { unknown } from '../apiError.ts';
import type { Env } from '../env.ts';

export function interactionRoutes(world: World, interactions: PendingInteractions) {
  const routes = new Hono<Env>();

  routes.post('/interactions/:id/:token/callback', (context) => {
    const { id, token } = context.req.param();
    const callback = interactions.answer(id, token, context.get('body'), context.get('files'));
    return context.req.query('with_response') === 'true' ? context.json(callback) : context.body(null, 204);
  });

  // An interaction's token is that of a webhook which has the application's id.
  const webhook = `/webhooks/${world.bot.id}/:token` as const;
  routes.post(webhook, (context) => {
    const message = interactions.followUp(context.req.param('token'), context.get('body'), context.get('files'));
    return context.json(messagePayload(message, world));
  });
  routes.get(`${webhook}/messages/:message`, (context) => {
    const { token, message } = context.req.param();
    return context.json(messagePayload(interactions.messageOf(token, message), world));
  });
  routes.patch(`${webhook}/messages/:message`, (context) => {
    const { token, message } = context.req.param();
    const edited = interactions.edit(token, message, context.get('body'), context.get('files'));
    return context.json(messagePayload(edited, world));
  });
  routes.delete(`${webhook}/messages/:message`, (context) => {
    const { token, message } = context.req.param();
    interactions.delete(token, message);
    return context.body(null, 204);
  });
  routes.all(`/webhooks/${world.bot.id}/*`, () => {
    throw unknown.webhook();
  });
  return routes;
}
