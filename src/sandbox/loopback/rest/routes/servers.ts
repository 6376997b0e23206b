/** Servers, which Discord's API calls guilds (`resources/guild`). */
import { Hono } from 'hono';
import { serverPayload } from '../../world/payloads.ts';
import type { World } from '../../world/world.ts';
import { refused, unknown } from '../apiError.ts';
import type { Env } from '../env.ts';

export function serverRoutes(world: World) {
  const routes = new Hono<Env>();
  routes.get('/guilds/:id', (context) => {
    const server = world.servers.get(context.req.param('id'));
    if (!server) throw unknown.server();
    if (!server.members.has(world.bot.id)) throw refused.access();
    return context.json(serverPayload(server));
  });
  return routes;
}
