/** The CDN: faces and attachments (`reference#image-formatting`). */
import { Hono } from 'hono';
import type { StoredFile } from '../../world/model.ts';
import type { World } from '../../world/world.ts';

/** What a browser may show by itself; anything else, above all HTML and SVG, it only saves. */
const IMAGES: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);
const TEXTS = /^(text\/plain|application\/json)(;|$)/;

/** Whatever a file claims to be, it runs nowhere. */
const HARMLESS = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; sandbox",
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** PNGs of one pixel, in the colours of the default avatars as they stand behind each: a page shows it as large as any face. */
const DEFAULT_AVATARS = [
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR42mOISP0EAALIAbDh2PH3AAAAAElFTkSuQmCC', // #5865f2
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR42mMoresCAALpAX5ZSNGXAAAAAElFTkSuQmCC', // #757e8a
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR42mOwXhoDAAJbAT15u/qEAAAAAElFTkSuQmCC', // #3ba55c
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR42mP4tUwKAARYAbuGtyh5AAAAAElFTkSuQmCC', // #faa61a
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR42mN46+QKAAOUAXWttOzhAAAAAElFTkSuQmCC', // #ed4245
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR42mN47TofAAPuAdA85rS3AAAAAElFTkSuQmCC', // #eb459e
].map((png) => new Uint8Array(Buffer.from(png, 'base64')));

/** All addresses of the CDN, relative to its base. A `size` is accepted; the image stays as it was uploaded. */
export function cdnRoutes(world: World) {
  const routes = new Hono();
  routes.get('/emojis/:file{\\d+\\.png}', (context) => {
    const image = world.emojis.get(context.req.param('file').replace('.png', ''))?.image;
    if (!image) return context.notFound();
    return context.body(new Uint8Array(image), 200, { ...HARMLESS, 'Content-Type': 'image/png' });
  });
  routes.get('/embed/avatars/:file{[0-5]\\.png}', (context) => {
    const image = DEFAULT_AVATARS[Number.parseInt(context.req.param('file'), 10)];
    if (!image) return context.notFound();
    return context.body(image, 200, { ...HARMLESS, 'Content-Type': 'image/png' });
  });
  routes.get('/attachments/:channel/:id/:name', (context) => {
    const file = world.files.get(context.req.param('id'));
    if (!file) return context.notFound();
    return context.body(file.bytes, 200, headersFor(file));
  });
  return routes;
}

function headersFor({ name, type }: StoredFile): Record<string, string> {
  const shown = IMAGES.has(type);
  // Of what RFC 8187 allows in a name, `encodeURIComponent` leaves these four too many.
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16)}`,
  );
  const known = shown || TEXTS.test(type);
  return {
    ...HARMLESS,
    'Content-Type': known ? type : 'application/octet-stream',
    'Content-Disposition': `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encoded}`,
  };
}
