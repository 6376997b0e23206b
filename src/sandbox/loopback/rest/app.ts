/** The loopback Discord's REST: every request is read, logged, checked, counted and answered here. */
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono, type Next } from 'hono';
import type { CheckedRequest, Violation } from '../conformance/types.ts';
import { isForeign } from '../faults/foreignAnswer.ts';
import type { GatewayInformation } from '../gateway/gateway.ts';
import type { PendingInteractions } from '../interactions/pendingInteractions.ts';
import type { StoredFile } from '../world/model.ts';
import type { World } from '../world/world.ts';
import { ApiError, refused, unknown } from './apiError.ts';
import type { Env } from './env.ts';
import { type RateLimits, tooManyRequests } from './rateLimits.ts';
import { type LoggedRequest, routeOf } from './requestLog.ts';
import { applicationRoutes } from './routes/application.ts';
import { auditLogRoutes } from './routes/auditLog.ts';
import { channelRoutes } from './routes/channels.ts';
import { commandRoutes } from './routes/commands.ts';
import { emojiRoutes } from './routes/emojis.ts';
import { interactionRoutes } from './routes/interactions.ts';
import { messageRoutes } from './routes/messages.ts';
import { serverRoutes } from './routes/servers.ts';
import { threadChannelRoutes } from './routes/threadChannels.ts';
import { webhookRoutes } from './routes/webhooks.ts';

const BASE = '/api/v10';

/** How a connection ends without a whole answer: in order, by a reset, or in the middle of it. */
export type Cut = 'hang up' | 'reset' | 'break off';

/** What happens to a request instead of, or after, its being carried out; undefined for nothing unusual. */
export type Intercept = (
  request: CheckedRequest,
  carryOut: () => Promise<Response>,
) => Promise<Response | Cut> | undefined;

export type RestOptions = {
  world: World;
  interactions: PendingInteractions;
  rateLimits: RateLimits;
  token: string;
  gatewayInformation: () => GatewayInformation;
  check: (request: CheckedRequest) => readonly Violation[];
  /** Called as a request comes in, and again as the answer goes out, or the connection is cut without one. */
  arrived: (request: LoggedRequest) => void;
  answered: (request: LoggedRequest, response: Response | undefined) => void;
  intercept: Intercept;
  /** Milliseconds since the Unix epoch, to note when a request came. */
  now: () => number;
};

/** All routes, under `/api/v10`. */
export function restApp(options: RestOptions): Hono<Env> {
  const { world, interactions, token, gatewayInformation } = options;
  const app = new Hono<Env>().basePath(BASE);
  app.use((context, next) => readAndLog(options, context, next));
  app.use((context, next) => limit(options.rateLimits, context, next));
  app.use((context, next) => interceptable(options, context, next));
  app.use((context, next) => authorize(token, context, next));
  app.route('/', applicationRoutes(world, gatewayInformation));
  app.route('/', commandRoutes(world));
  app.route('/', emojiRoutes(world));
  app.route('/', serverRoutes(world));
  app.route('/', auditLogRoutes(world));
  app.route('/', channelRoutes(world));
  app.route('/', threadChannelRoutes(world));
  app.route('/', messageRoutes(world, options.rateLimits));
  app.route('/', interactionRoutes(world, interactions));
  app.route('/', webhookRoutes(world, options.rateLimits));
  app.all('*', () => {
    throw unknown.route();
  });
  app.onError((error, context) => {
    if (!(error instanceof ApiError)) throw error;
    const { message, code, errors, status, retryAfter } = error;
    if (retryAfter === undefined) return context.json({ message, code, ...(errors && { errors }) }, status);
    context.header('Retry-After', String(Math.ceil(retryAfter / 1_000)));
    return context.json({ message, code, retry_after: retryAfter / 1_000, global: false }, status);
  });
  return app;
}

async function readAndLog(options: RestOptions, context: Context<Env>, next: Next): Promise<void> {
  const { method, url } = context.req.raw;
  const { pathname, searchParams } = new URL(url);
  const path = pathname.slice(BASE.length);
  const { body, files } = await read(context);
  const sizes = files.map(({ name, type, bytes }) => ({ name, type, size: bytes.byteLength }));
  const request = { method, path, query: searchParams, body, files: sizes };
  const logged: LoggedRequest = {
    ...request,
    route: routeOf(method, path),
    at: options.now(),
    status: undefined,
    rateLimited: false,
    violations: options.check(request),
  };
  context.set('body', body);
  context.set('files', files);
  context.set('logged', logged);
  options.arrived(logged);
  await next();
  const response = context.get('cut') ? undefined : context.res;
  logged.status = response?.status;
  logged.rateLimited = response?.status === 429;
  options.answered(logged, response);
}

/** A JSON body, or files with the JSON beside them (`reference#uploading-files`). @throws ApiError 50109 */
async function read({ req }: Context<Env>): Promise<{ body: unknown; files: StoredFile[] }> {
  if (!req.header('content-type')?.startsWith('multipart/form-data')) {
    return { body: parsed(await req.text()), files: [] };
  }
  const form = await req.formData();
  const files = [...form.values()].filter((value) => value instanceof File);
  return {
    body: parsed(String(form.get('payload_json') ?? '')),
    files: await Promise.all(
      files.map(async (file) => ({
        name: file.name,
        type: file.type,
        bytes: new Uint8Array(await file.arrayBuffer()),
      })),
    ),
  };
}

function parsed(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw refused.json();
  }
}

async function limit(rateLimits: RateLimits, context: Context<Env>, next: Next): Promise<void> {
  const { method, path } = context.get('logged');
  const { headers, refusal } = rateLimits.take(method, path);
  if (refusal) context.res = tooManyRequests(refusal);
  else await next();
  if (context.get('cut') || isForeign(context.res)) return;
  for (const [name, value] of Object.entries(headers)) context.res.headers.set(name, value);
}

async function interceptable({ intercept }: RestOptions, context: Context<Env>, next: Next): Promise<void> {
  const carryOut = async () => {
    await next();
    return context.res;
  };
  const answer = intercept(context.get('logged'), carryOut);
  const response = await (answer ?? carryOut());
  if (response === context.res) return;
  // Hono would put the headers of the answer that is replaced on the one that replaces it.
  context.res = undefined;
  if (response instanceof Response) context.res = response;
  else {
    context.set('cut', true);
    cut(context.env, response);
    context.res = RESPONSE_ALREADY_SENT;
  }
}

function cut({ incoming: { socket }, outgoing }: HttpBindings, how: Cut): void {
  if (how === 'break off') {
    outgoing.writeHead(200, { 'Content-Type': 'application/json' });
    outgoing.write('{"id":"', () => socket.destroy());
  } else if (how === 'reset') socket.resetAndDestroy();
  else socket.destroy();
}

/** Webhooks and interactions are proven by the token in their address, everything else by the bot's. */
async function authorize(token: string, context: Context<Env>, next: Next): Promise<void> {
  const { path } = context.get('logged');
  const open = /^\/(webhooks\/\d+\/|interactions\/|gateway$)/.test(path);
  if (!open && context.req.header('authorization') !== `Bot ${token}`) throw refused.token();
  await next();
}
