/** Discord's rate limits as buckets that refill at once when their window is over (`discord-api-docs topics/rate-limits`). */
import { createHash } from 'node:crypto';

/** How many requests a bucket takes in `per` milliseconds. */
export type Limit = { readonly limit: number; readonly per: number };

/** The limits that matter to a bot like ours; undocumented ones as observed. */
export type Limits = {
  webhook: Limit;
  messages: Limit;
  /** Deletions of messages, by a webhook or in one channel. */
  deletions: Limit;
  typing: Limit;
  /** Edits of messages older than an hour, in one channel. */
  oldEdits: Limit;
  other: Limit;
  global: Limit;
};

export const discordLimits: Limits = {
  webhook: { limit: 5, per: 2_000 },
  messages: { limit: 5, per: 5_000 },
  deletions: { limit: 5, per: 1_000 },
  typing: { limit: 5, per: 5_000 },
  oldEdits: { limit: 3, per: 20_000 },
  other: { limit: 50, per: 1_000 },
  global: { limit: 50, per: 1_000 },
};

/** Why a request is refused, and for how many milliseconds. A `shared` limit is one that other bots use up too. */
export type RateLimited = { scope: 'user' | 'shared' | 'global'; retryAfter: number };

/** What a request is told: headers for every answer, and the refusal if it is one too many. */
export type Verdict = { headers: Record<string, string>; refusal: RateLimited | undefined };

type Window = { used: number; ends: number };

/** Windows that are over are forgotten when there are more than this. */
const MANY_WINDOWS = 1_000;

export class RateLimits {
  readonly #limits: Limits;
  readonly #applicationId: string;
  readonly #now: () => number;
  readonly #windows = new Map<string, Window>();

  constructor(limits: Limits, applicationId: string, now: () => number) {
    this.#limits = limits;
    this.#applicationId = applicationId;
    this.#now = now;
  }

  /** Counts a request, its path without host and version. */
  take(method: string, path: string): Verdict {
    const { name, route, major } = this.#bucketOf(method, path);
    const limit = this.#limits[name];
    const global = this.#limits.global;
    if (!this.#answersInteraction(path) && this.#use('global', global) === 0) {
      return { headers: {}, refusal: { scope: 'global', retryAfter: this.#endsIn('global') } };
    }
    const key = `${route}:${major}`;
    const left = this.#use(key, limit);
    const headers = {
      'X-RateLimit-Limit': String(limit.limit),
      'X-RateLimit-Remaining': String(Math.max(0, left - 1)),
      'X-RateLimit-Reset': String((this.#now() + this.#endsIn(key)) / 1_000),
      'X-RateLimit-Reset-After': String(this.#endsIn(key) / 1_000),
      'X-RateLimit-Bucket': createHash('md5').update(route).digest('hex'),
    };
    return { headers, refusal: left === 0 ? { scope: 'user', retryAfter: this.#endsIn(key) } : undefined };
  }

  /** Counts an edit of a message older than an hour; why it is refused, if it is one too many. */
  takeOldEdit(channelId: string): RateLimited | undefined {
    const key = `old edits:${channelId}`;
    if (this.#use(key, this.#limits.oldEdits) > 0) return undefined;
    return { scope: 'user', retryAfter: this.#endsIn(key) };
  }

  /** Counts a request; how many the window had room for before it. */
  #use(key: string, { limit, per }: Limit): number {
    const window = this.#windows.get(key);
    const now = this.#now();
    if (!window || now >= window.ends) {
      if (this.#windows.size > MANY_WINDOWS) this.#forget(now);
      this.#windows.set(key, { used: 1, ends: now + per });
      return limit;
    }
    const left = Math.max(0, limit - window.used);
    window.used += 1;
    return left;
  }

  #forget(now: number): void {
    for (const [key, { ends }] of this.#windows) if (ends <= now) this.#windows.delete(key);
  }

  #endsIn(key: string): number {
    return Math.max(1, (this.#windows.get(key)?.ends ?? 0) - this.#now());
  }

  /** `interactions/receiving-and-responding#endpoints`: these are not bound to the global limit. */
  #answersInteraction(path: string): boolean {
    return path.startsWith('/interactions/') || path.startsWith(`/webhooks/${this.#applicationId}/`);
  }

  /** A bucket belongs to a route and its major parameter: a channel, a server, or a webhook, with its token if given. */
  #bucketOf(method: string, path: string): { name: keyof Limits; route: string; major: string } {
    const [, resource = '', id = '', part = ''] = path.split('/');
    if (resource === 'webhooks' || resource === 'interactions') {
      const bucket = { route: `${method} ${resource}`, major: `${id}:${part}` };
      const answers = resource === 'interactions' || id === this.#applicationId;
      if (answers) return { name: 'other', ...bucket };
      // A webhook itself is deleted once; all that can come often are its messages.
      const names: Readonly<Record<string, keyof Limits>> = { POST: 'webhook', DELETE: 'deletions' };
      return { name: names[method] ?? 'other', ...bucket };
    }
    const route = `${method} ${resource}/${part}`;
    if (part === 'typing') return { name: 'typing', route, major: id };
    if (part === 'messages' && method === 'DELETE') return { name: 'deletions', route, major: id };
    if (part === 'messages' && method !== 'GET') return { name: 'messages', route, major: id };
    return { name: 'other', route, major: id };
  }
}

/** The answer to a request that comes too soon. */
export function tooManyRequests({ scope, retryAfter }: RateLimited): Response {
  const global = scope === 'global';
  const body = { message: 'You are being rate limited.', retry_after: retryAfter / 1_000, global };
  const headers = {
    // The header counts whole seconds.
    'Retry-After': String(Math.ceil(retryAfter / 1_000)),
    'X-RateLimit-Scope': scope,
    ...(global && { 'X-RateLimit-Global': 'true' }),
  };
  return Response.json(body, { status: 429, headers });
}
