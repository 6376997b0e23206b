/** Discord's rate limits as buckets that refill at once when their window is over (`discord-api-docs topics/rate-limits`). */

/** How many requests a bucket takes in `per` milliseconds. */
export type Limit = { readonly limit: number; readonly per: number };

/** The limits that matter to a bot like ours; undocumented ones as observed. */
export type Limits = { webhook: Limit; messages: Limit; typing: Limit; other: Limit; global: Limit };

export const discordLimits: Limits = {
  webhook: { limit: 5, per: 2_000 },
  messages: { limit: 5, per: 5_000 },
  typing: { limit: 5, per: 5_000 },
  other: { limit: 50, per: 1_000 },
  global: { limit: 50, per: 1_000 },
};

/** What a request is told: headers for every answer, and how long to wait (milliseconds) if it is refused. */
export type Verdict = { headers: Record<string, string>; refusedFor: number | undefined; global: boolean };

type Window = { used: number; ends: number };

export class RateLimits {
  readonly #limits: Limits;
  readonly #now: () => number;
  readonly #windows = new Map<string, Window>();

  constructor(limits: Limits, now: () => number) {
    this.#limits = limits;
    this.#now = now;
  }

  /** Counts a request of a route without its host and version. */
  take(method: string, path: string): Verdict {
    const interaction = path.startsWith('/interactions/');
    if (!interaction && this.#use('global', this.#limits.global) === 0) {
      return { ...this.#refusal('global', this.#limits.global), global: true };
    }
    const { name, key } = bucketOf(method, path);
    const limit = this.#limits[name];
    const left = this.#use(key, limit);
    if (left === 0) return { ...this.#refusal(key, limit), global: false };
    return { headers: this.#headers(key, limit, left - 1), refusedFor: undefined, global: false };
  }

  /** Counts a request; how many the window had room for before it. */
  #use(key: string, { limit, per }: Limit): number {
    const window = this.#windows.get(key);
    const now = this.#now();
    if (!window || now >= window.ends) {
      this.#windows.set(key, { used: 1, ends: now + per });
      return limit;
    }
    const left = Math.max(0, limit - window.used);
    window.used += 1;
    return left;
  }

  #refusal(key: string, limit: Limit) {
    const refusedFor = Math.max(1, (this.#windows.get(key)?.ends ?? 0) - this.#now());
    return { headers: this.#headers(key, limit, 0), refusedFor };
  }

  #headers(key: string, { limit }: Limit, remaining: number): Record<string, string> {
    const ends = this.#windows.get(key)?.ends ?? 0;
    return {
      'X-RateLimit-Limit': String(limit),
      'X-RateLimit-Remaining': String(remaining),
      'X-RateLimit-Reset': String(ends / 1_000),
      'X-RateLimit-Reset-After': String(Math.max(0, ends - this.#now()) / 1_000),
      'X-RateLimit-Bucket': key.replace(/\d{5,}/g, ''),
    };
  }
}

function bucketOf(method: string, path: string): { name: keyof Limits; key: string } {
  const [, resource = '', id = '', part = ''] = path.split('/');
  if (method === 'POST' && resource === 'webhooks' && id) return { name: 'webhook', key: `webhook-${id}` };
  if (method !== 'GET' && resource === 'channels' && part === 'messages') {
    return { name: 'messages', key: `${method}-messages-${id}` };
  }
  if (part === 'typing') return { name: 'typing', key: `typing-${id}` };
  return { name: 'other', key: `${method}-${resource}-${id}-${part}` };
}
