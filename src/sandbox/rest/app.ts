/** The loopback Discord's REST: every request is logged, checked, counted and answered here. */
import { Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { ApiError, refused } from '../apiError.ts';
import type { CheckedRequest, Violation } from '../conformance/types.ts';
import type { Interactions } from '../interactions.ts';
import type { RateLimits } from '../rateLimits.ts';
import type { World } from '../world.ts';
import { applicationRoutes } from './applications.ts';
import { channelRoutes } from './channels.ts';
import type { Env } from './env.ts';
import { interactionRoutes } from './interactions.ts';
import { webhookRoutes } from './webhooks.ts';

/** One request as it was answered. */
export type LoggedRequest = CheckedRequest & {
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  /** Of the answer; undefined until there is one. */
  status: number | undefined;
  readonly violations: readonly Violation[];
};

/** What happens to a request instead of, or after, its being carried out; undefined for nothing unusual. */
export type Intercept = (request: CheckedRequest, carryOut: () => Promise<Response>) => Promise<Response> | undefined;

export type RestOptions = {
  world: World;
  interactions: Interactions;
  rateLimits: RateLimits;
  token: string;
  gatewayUrl: () => string;
  check: (request: CheckedRequest) => Violation[];
  log: (request: LoggedRequest) => void;
  intercept: Intercept;
  now: () => number;
};

/** All routes, under `/api/v10`. */
export function restApp(options: RestOptions): Hono {
  const { world, interactions, token, gatewayUrl } = options;
  const api = new Hono<Env>();
  api.use(async (context, next) => {
    const open = /^\/api\/v10\/(webhooks\/\d+\/|interactions\/)/.test(context.req.path);
    if (!open && context.req.header('authorization') !== `Bot ${token}`) throw refused.token();
    const text = await context.req.text();
    context.set('body', text === '' ? undefined : JSON.parse(text));
    await next();
  });
  api.route('/', applicationRoutes(world, gatewayUrl));
  api.route('/', channelRoutes(world));
  api.route('/', interactionRoutes(interactions));
  api.route('/', webhookRoutes(world, interactions));
  api.notFound((context) => context.json({ message: '404: Not Found', code: 0 }, 404));
  api.onError((error, context) => {
    if (!(error instanceof ApiError)) throw error;
    return context.json({ message: error.message, code: error.code }, error.status as ContentfulStatusCode);
  });
  const carriedOut = new Hono().route('/api/v10', api);

  return new Hono().all('/api/v10/*', async (context) => {
    const url = new URL(context.req.url);
    const path = url.pathname.slice('/api/v10'.length);
    const { method } = context.req;
    const text = method === 'GET' ? '' : await context.req.raw.clone().text();
    const request = { method, path, query: url.searchParams, body: parsed(text) };
    const logged: LoggedRequest = {
      ...request,
      at: options.now(),
      status: undefined,
      violations: options.check(request),
    };
    options.log(logged);
    const response = await answer(options, request, async () => carriedOut.fetch(context.req.raw));
    logged.status = response.status;
    return response;
  });
}

async function answer(
  options: RestOptions,
  request: CheckedRequest,
  carryOut: () => Promise<Response>,
): Promise<Response> {
  const { headers, refusedFor, global } = options.rateLimits.take(request.method, request.path);
  if (refusedFor !== undefined) {
    const scope = { 'X-RateLimit-Scope': 'user', ...(global && { 'X-RateLimit-Global': 'true' }) };
    const body = { message: 'You are being rate limited.', retry_after: refusedFor / 1_000, global };
    const all = { ...headers, ...scope, 'Retry-After': String(refusedFor / 1_000) };
    return Response.json(body, { status: 429, headers: all });
  }
  const done = await (options.intercept(request, carryOut) ?? carryOut());
  const response = new Response(done.body, done);
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

function parsed(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
