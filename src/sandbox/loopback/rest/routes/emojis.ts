/** The application's own emojis (`resources/emoji`). */
import { Hono } from 'hono';
import { z } from 'zod';
import { emojiPayload } from '../../world/payloads.ts';
import type { World } from '../../world/world.ts';
import { refused, unknown } from '../apiError.ts';
import type { Env } from '../env.ts';

/** `resources/emoji`: 256 KiB. */
const MAX_IMAGE_BYTES = 256 * 1024;
const MOST_EMOJIS = 2_000;

const NewEmoji = z.object({
  name: z.string().regex(/^\w{2,32}$/),
  image: z.string().regex(/^data:image\/\w+;base64,/),
});

export function emojiRoutes(world: World) {
  const routes = new Hono<Env>();

  routes.get('/applications/:id/emojis', (context) =>
    context.json({ items: [...world.emojis.values()].map((emoji) => emojiPayload(emoji)) }),
  );

  routes.get('/applications/:id/emojis/:emoji', (context) => {
    const emoji = world.emojis.get(context.req.param('emoji'));
    if (!emoji) throw unknown.emoji();
    return context.json(emojiPayload(emoji));
  });

  routes.post('/applications/:id/emojis', (context) => {
    const emoji = NewEmoji.safeParse(context.get('body'));
    if (!emoji.success) throw refused.form(emoji.error);
    const { name, image } = emoji.data;
    const bytes = Buffer.from(image.slice(image.indexOf(',') + 1), 'base64');
    if (bytes.length > MAX_IMAGE_BYTES) throw refused.field('image', 'File cannot be larger than 256.0 kb.');
    if ([...world.emojis.values()].some((other) => other.name === name)) {
      throw refused.field('name', 'An emoji with this name already exists.');
    }
    if (world.emojis.size >= MOST_EMOJIS) throw refused.tooManyEmojis();
    const added = { id: world.newId(), name, image: bytes };
    world.emojis.set(added.id, added);
    return context.json(emojiPayload(added), 201);
  });

  routes.delete('/applications/:id/emojis/:emoji', (context) => {
    if (!world.emojis.delete(context.req.param('emoji'))) throw unknown.emoji();
    return context.body(null, 204);
  });
  return routes;
}
