/** Measures the requests that are made to Discord, one by one, and names their routes without anybody's id. */
import type { RESTOptions } from 'discord.js';
import type { Measure, RateLimitScope } from '../../runtime/measurements.ts';

type MakeRequest = RESTOptions['makeRequest'];

/** The words of routes as Discord's documentation has them; everything else in an address is somebody's: an id or a token. */
const WORDS: ReadonlySet<string> = new Set(
  `@me @original active applications archived attachments bot callback channels commands emojis gateway guilds
  interactions members messages oauth2 private public reactions threads typing users webhooks`.split(/\s+/),
);

/** The segments of a route that are looked at: Discord's have fewer. */
const LONGEST_ROUTE = 10;

const SCOPES: ReadonlySet<string> = new Set<RateLimitScope>(['user', 'global', 'shared']);

/** Requests made as `make` makes them; each is measured until its answer begins, or none comes. */
export function measuredRequests(make: MakeRequest, measure: Measure): MakeRequest {
  return async (url, init) => {
    const begun = performance.now();
    let answer: Awaited<ReturnType<MakeRequest>> | undefined;
    try {
      answer = await make(url, init);
      return answer;
    } finally {
      measure({
        kind: 'request',
        ...{ method: init.method ?? 'GET', route: routeOf(url), status: answer?.status },
        scope: answer?.status === 429 ? scopeOf(answer.headers.get('X-RateLimit-Scope')) : undefined,
        duration: performance.now() - begun,
      });
    }
  };
}

/**
 * The route of an address, such as `/channels/:id/messages/:id`: what stands behind the API's version, wherever a proxy
 * may have put that, with `:id` for whatever is none of the routes' words.
 */
export function routeOf(url: string): string {
  const { pathname } = new URL(url);
  const [, path = pathname] = /\/v\d+(\/.*)$/.exec(pathname) ?? [];
  const segments = path.split('/').slice(1, LONGEST_ROUTE + 1);
  return segments.map((segment) => `/${WORDS.has(segment) ? segment : ':id'}`).join('');
}

function scopeOf(scope: string | null): RateLimitScope {
  return isScope(scope) ? scope : 'other';
}

function isScope(scope: string | null): scope is RateLimitScope {
  return scope !== null && SCOPES.has(scope);
}
