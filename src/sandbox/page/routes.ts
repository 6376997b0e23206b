/** The page over HTTP: its HTML, script, style sheet, and uploads. */
import { type Context, Hono, type Next } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { isOwnHost, isOwnPage } from './guard.ts';
import type { Uploads } from './uploads.ts';

/** The page's script and style sheet. */
export type Bundle = { readonly js: string; readonly css: string };

/** `reference#uploading-files`: bytes of a file on a server without boosts. */
const MAX_FILE_BYTES = 10 * 1024 * 1024;

const HEADERS = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-cache',
};

/** The bot's mark: an arrow that comes back around what it plays. */
const FAVICON = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><circle cx="20" cy="20" r="20" fill="#5865f2"/><g fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"><path d="M29 14.500a10 10 0 1 0 1 8.500"/><path d="M30 9v6.500h-6.500"/></g><path fill="#fff" d="M17.500 16v8.500l7-4.250z"/></svg>',
)}`;

const HTML = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Reprise · sandbox</title>
<link rel="icon" href="${FAVICON}">
<link rel="stylesheet" href="/page/app.css">
<script type="module" src="/page/app.js"></script>
</head>
<body><noscript>This page needs JavaScript. / このページにはJavaScriptが必要です。</noscript></body>
</html>
`;

export type PageRoutesOptions = {
  client: Bundle;
  uploads: Uploads;
  /** Where the server listens. */
  host: string;
};

export function pageRoutes({ client, uploads, host }: PageRoutesOptions): Hono {
  const routes = new Hono();
  const guard = (context: Context, next: Next) => refuseOthers(host, context, next);
  for (const path of ['/', '/page/*', '/cdn/*']) routes.use(path, guard);
  for (const path of ['/', '/page/*']) routes.use(path, harden);

  routes.get('/', (context) => context.html(HTML));
  routes.get('/page/app.js', (context) =>
    context.body(client.js, 200, { 'Content-Type': 'text/javascript; charset=utf-8' }),
  );
  routes.get('/page/app.css', (context) =>
    context.body(client.css, 200, { 'Content-Type': 'text/css; charset=utf-8' }),
  );

  const tooLarge = (context: Context) => context.text('A file takes 10 MiB at most.', 413);
  routes.post('/page/files', bodyLimit({ maxSize: MAX_FILE_BYTES, onError: tooLarge }), async (context) => {
    const { name = 'file' } = context.req.query();
    const type = context.req.header('content-type') ?? 'application/octet-stream';
    const bytes = new Uint8Array(await context.req.arrayBuffer());
    return context.json({ id: uploads.keep({ name, type, bytes }) }, 201);
  });
  return routes;
}

/** Reading takes the right name of this server; whatever else takes that it is asked by this server's page. */
async function refuseOthers(host: string, context: Context, next: Next): Promise<Response | undefined> {
  const origins = { host: context.req.header('host'), origin: context.req.header('origin') };
  const reads = context.req.method === 'GET' || context.req.method === 'HEAD';
  const fromPage = (reads && origins.origin === undefined) || isOwnPage(origins);
  if (!isOwnHost(origins.host, host) || !fromPage) return context.text('Only the sandbox’s own page may ask.', 403);
  await next();
  return undefined;
}

async function harden(context: Context, next: Next): Promise<void> {
  await next();
  for (const [name, value] of Object.entries(HEADERS)) context.res.headers.set(name, value);
}
