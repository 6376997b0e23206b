/** Servers, which Discord's API calls guilds: themselves, and which channels they have (`resources/guild`). */
import { Hono } from 'hono';
import { isThreadChannel, type WorldChannel, type WorldServer } from '../../world/model.ts';
import { channelPayload, memberPayload, serverPayload } from '../../world/payloads.ts';
import { permissionsIn } from '../../world/permissions.ts';
import type { World } from '../../world/world.ts';
import { refused, unknown } from '../apiError.ts';
import type { Env } from '../env.ts';

/** A server that the bot is in. @throws ApiError 10004 or 50001 */
export function serverFor(world: World, id: string): WorldServer {
  const server = world.servers.get(id);
  if (!server) throw unknown.server();
  if (!server.members.has(world.bot.id)) throw refused.access();
  return server;
}

export function serverRoutes(world: World) {
  const routes = new Hono<Env>();
  routes.get('/guilds/:id', (context) => context.json(serverPayload(serverFor(world, context.req.param('id')))));

  routes.get('/guilds/:id/members/:user', (context) => {
    const server = serverFor(world, context.req.param('id'));
    const person = world.people.get(context.req.param('user'));
    const roles = person && server.members.get(person.id);
    if (!roles) throw unknown.member();
    return context.json(memberPayload(person, roles, world.time()));
  });

  routes.get('/guilds/:id/channels', (context) => {
    const server = serverFor(world, context.req.param('id'));
    const channels = seenIn(server).filter((channel) => !isThreadChannel(channel));
    return context.json(channels.map((channel) => channelPayload(channel)));
  });

  routes.get('/guilds/:id/threads/active', (context) => {
    const server = serverFor(world, context.req.param('id'));
    const threads = seenIn(server).filter((channel) => isThreadChannel(channel) && !channel.thread.archived);
    return context.json({ threads: threads.map((channel) => channelPayload(channel)), members: [] });
  });

  /** `resources/guild#get-guild-channels`: what the bot may not see is left out, and so looks as if it were gone. */
  function seenIn(server: WorldServer): WorldChannel[] {
    return [...world.channels.values()].filter(
      (channel) => channel.server === server && permissionsIn(channel, world.bot.id) !== 0n,
    );
  }
  return routes;
}
