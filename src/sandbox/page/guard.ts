/** Who may talk to the page's server: this page alone, under a name that nobody else can give this machine. */
import { isIP } from 'node:net';
import { isEverywhere } from '../loopback/address.ts';

const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '::1']);

/** What a request says about where it comes from. */
export type Origins = { readonly host: string | undefined; readonly origin: string | undefined };

/**
 * Whether a request asks for this server by a name of its own. A website can give this machine a name of the website's
 * (DNS rebinding), but not the loopback names, and not an address in figures.
 */
export function isOwnHost(host: string | undefined, listening: string): boolean {
  const name = URL.parse(`http://${host}`)?.hostname.replace(/^\[|\]$/g, '');
  if (host === undefined || name === undefined) return false;
  return LOOPBACK.has(name) || name === listening.toLowerCase() || (isEverywhere(listening) && isIP(name) !== 0);
}

/** Whether a request comes from this server's own page. Browsers always say so of uploads and WebSockets. */
export function isOwnPage({ host, origin }: Origins): boolean {
  return origin !== undefined && URL.parse(origin)?.host === URL.parse(`http://${host}`)?.host;
}
