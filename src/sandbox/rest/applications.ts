/** The application: who the bot is, its commands, its emojis, and where the gateway is. */
import { type APIApplicationCommand, ApplicationCommandType } from 'discord.js';
import { Hono } from 'hono';
import { z } from 'zod';
import { refused, unknown } from '../apiError.ts';
import type { World } from '../world.ts';
import type { Env } from './env.ts';

/** `resources/emoji`: 256 KiB. */
const MAX_IMAGE_BYTES = 256 * 1024;
const MOST_EMOJIS = 2_000;

const NewEmoji = z.object({
  name: z.string().regex(/^\w{2,32}$/),
  image: z.string().regex(/^data:image\/\w+;base64,/),
});
const Commands = z.array(z.looseObject({ name: z.string() }));

export function applicationRoutes(world: World, gatewayUrl: () => string) {
  const routes = new Hono<Env>();
  const { bot } = world;
  const application = () => ({
    id: bot.id,
    name: bot.name,
    description: '',
    flags: 0,
    bot: world.userPayload(bot),
    owner: null,
    team: null,
  });

  routes.get('/gateway/bot', (context) =>
    context.json({
      url: gatewayUrl(),
      shards: 1,
      session_start_limit: { total: 1_000, remaining: 1_000, reset_after: 0, max_concurrency: 1 },
    }),
  );
  routes.get('/users/@me', (context) => context.json(world.userPayload(bot)));
  routes.get('/applications/@me', (context) => context.json(application()));
  routes.get('/oauth2/applications/@me', (context) => context.json(application()));

  routes.get('/applications/:id/commands', (context) => context.json(world.commands));
  routes.put('/applications/:id/commands', (context) => {
    const commands = Commands.safeParse(context.get('body'));
    if (!commands.success) throw refused.body('commands');
    // What is in a command was judged by the conformance checker.
    world.commands = commands.data.map((command) => ({
      type: ApplicationCommandType.ChatInput,
      ...command,
      id: world.newId(),
      application_id: bot.id,
      version: world.newId(),
    })) as unknown as APIApplicationCommand[];
    world.events.emit('commands');
    return context.json(world.commands);
  });

  routes.get('/applications/:id/emojis', (context) =>
    context.json({ items: [...world.emojis.values()].map((emoji) => world.emojiPayload(emoji)) }),
  );
  routes.post('/applications/:id/emojis', (context) => {
    const emoji = NewEmoji.safeParse(context.get('body'));
    if (!emoji.success) throw refused.body('name or image');
    const { name, image } = emoji.data;
    const bytes = Buffer.from(image.slice(image.indexOf(',') + 1), 'base64');
    if (bytes.length > MAX_IMAGE_BYTES) throw refused.body('image is over 256 KiB');
    if (world.emojis.size >= MOST_EMOJIS) throw refused.body('too many emojis');
    if ([...world.emojis.values()].some((other) => other.name === name)) throw refused.body('name is taken');
    const added = { id: world.newId(), name, image: bytes };
    world.emojis.set(added.id, added);
    return context.json(world.emojiPayload(added), 201);
  });
  routes.delete('/applications/:id/emojis/:emoji', (context) => {
    if (!world.emojis.delete(context.req.param('emoji'))) throw unknown.emoji();
    return context.body(null, 204);
  });

  routes.get('/guilds/:id', (context) => {
    const server = world.servers.get(context.req.param('id'));
    if (!server) throw unknown.server();
    if (!server.members.has(bot.id)) throw refused.access();
    return context.json({ id: server.id, name: server.name, preferred_locale: server.preferredLocale, features: [] });
  });
  return routes;
}
