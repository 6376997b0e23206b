/** The CDN: faces and attachments (`reference#image-formatting`). */
import { Hono } from 'hono';
import type { World } from '../world.ts';

/** All addresses of the CDN, relative to its base. A `size` is accepted; the image stays as it was uploaded. */
export function cdnRoutes(world: World) {
  const routes = new Hono();
  routes.get('/emojis/:file{\\d+\\.png}', (context) => {
    const image = world.emojis.get(context.req.param('file').replace('.png', ''))?.image;
    if (!image) return context.notFound();
    return context.body(new Uint8Array(image), 200, { 'Content-Type': 'image/png' });
  });
  routes.get('/attachments/:channel/:id/:name', (context) => {
    const file = world.files.get(context.req.param('id'));
    if (!file) return context.notFound();
    return context.body(file.bytes, 200, { 'Content-Type': file.type });
  });
  return routes;
}
