/** The application: who the bot is, and where its gateway is. */
import { Hono } from 'hono';
import type { GatewayInformation } from '../../gateway/gateway.ts';
import { userPayload } from '../../world/person.ts';
import type { World } from '../../world/world.ts';
import type { Env } from '../env.ts';

export function applicationRoutes(world: World, gatewayInformation: () => GatewayInformation) {
  const routes = new Hono<Env>();
  const { bot } = world;
  const user = userPayload(bot);
  const application = { id: bot.id, name: bot.name, description: '', flags: 0, bot: user, owner: null, team: null };

  routes.get('/gateway', (context) => context.json({ url: gatewayInformation().url }));
  routes.get('/gateway/bot', (context) => context.json(gatewayInformation()));
  routes.get('/users/@me', (context) => context.json(user));
  routes.get('/applications/@me', (context) => context.json(application));
  routes.get('/oauth2/applications/@me', (context) => context.json(application));
  return routes;
}
