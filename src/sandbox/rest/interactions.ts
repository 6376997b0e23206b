/** The answers to interactions (`discord-api-docs interactions/receiving-and-responding`). */
import { Hono } from 'hono';
import type { Interactions } from '../interactions.ts';
import type { Env } from './env.ts';

export function interactionRoutes(interactions: Interactions) {
  const routes = new Hono<Env>();
  routes.post('/interactions/:id/:token/callback', (context) => {
    const { id, token } = context.req.param();
    const resource = interactions.answer(id, token, context.get('body'));
    return context.req.query('with_response') === 'true' ? context.json(resource) : context.body(null, 204);
  });
  return routes;
}
