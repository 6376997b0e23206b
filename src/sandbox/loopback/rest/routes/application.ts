/** The application: who the bot is, and where its gateway is. */
import { Hono } from 'hono';
import { userPayload } from '../../world/person.ts';
import type { World } from '../../world/world.ts';
import type { Env } from '../env.ts';

export function applicationRoutes(world: World, gatewayUrl: () => string) {
  const routes = new Hono<Env>();
  const { bot } = world;
  const user = userPayload(bot);
  const application = { id: bot.id, name: bot.name, description: '', flags: 0, bot: user, owner: null, team: null };

  routes.get('/gateway', (context) => context.json({ url: gatewayUrl() }));
  routes.get('/gateway/bot', (context) =>
    context.json({
      url: gatewayUrl(),
      shards: 1,
      session_start_limit: { total: 1_000, remaining: 1_000, reset_after: 0, max_concurrency: 1 },
    }),
  );
  routes.get('/users/@me', (context) => context.json(user));
  routes.get('/applications/@me', (context) => context.json(application));
  routes.get('/oauth2/applications/@me', (context) => context.json(application));
  return routes;
}
