/** Answers of what stands between a bot and Discord: proxies, gateways, captive portals. None of them is Discord's word. */
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** Who says so, and what, by status. */
const sayings = {
  200: 'Sign in to the network to go on.',
  301: 'Moved Permanently',
  401: 'This network asks for a name and a password.',
  403: 'Access to this site is denied by the administrator of the network.',
  407: 'Proxy Authentication Required',
  408: 'Request Time-out',
  429: 'error code: 1015',
  502: 'Bad Gateway',
  503: 'No server is available to handle this request.',
  504: 'Gateway Time-out',
} as const satisfies Partial<Record<ContentfulStatusCode | 301, string>>;

/** A status that such an answer may have. */
export type ForeignStatus = keyof typeof sayings;

/** How it is worded: JSON is JSON of somebody else's, without Discord's numeric `code`. */
export type ForeignWording = 'html' | 'text' | 'json' | 'empty';

const BY_PROXY = { Via: '1.1 proxy' };

/** Headers that a client might follow, or wait for. */
const headersOf: Partial<Record<ForeignStatus, Record<string, string>>> = {
  301: { Location: 'https://portal.invalid/' },
  407: { 'Proxy-Authenticate': 'Basic realm="proxy"' },
};

/** Whether an answer is one of these: Discord's own headers do not stand on it. */
export function isForeign({ headers }: Response): boolean {
  return headers.has('Via');
}

/** Makes one. */
export function foreignAnswer(status: ForeignStatus, wording: ForeignWording): Response {
  const said = sayings[status];
  const [type, body] = worded(wording, said);
  return new Response(body, { status, headers: { ...BY_PROXY, ...type, ...headersOf[status] } });
}

function worded(wording: ForeignWording, said: string): [type: Record<string, string>, body: string] {
  switch (wording) {
    case 'html':
      return [{ 'Content-Type': 'text/html' }, `<html><head><title>${said}</title></head><body>${said}</body></html>`];
    case 'text':
      return [{ 'Content-Type': 'text/plain' }, said];
    case 'json':
      return [{ 'Content-Type': 'application/json' }, JSON.stringify({ error: said })];
    case 'empty':
      return [{}, ''];
  }
}
