/** The lines that are nothing but a link: a whole URL, or the domain alone. */
import { parse as parseHost } from 'tldts';

/** Longer lines are text, UTF-16 units: no card leads that far. */
const LONGEST_LINK = 2_000;

const URL_ALONE = /^https?:\/\/\S+$/i;

/** Labels of lower-case letters (or of scripts without case), digits, `_` and `-`. */
const HOST = /^[\p{Ll}\p{Lo}\p{Lm}\p{M}\p{N}_-]+(?:\.[\p{Ll}\p{Lo}\p{Lm}\p{M}\p{N}_-]+)+$/u;

/**
 * The whole URL of a line that is nothing but an address (`http`, `https`) or a domain that can be registered: one under
 * a suffix of the Public Suffix List, so that neither `Node.js` nor `README.txt` is taken for one.
 */
export function readLink(line: string): string | undefined {
  if (line.length > LONGEST_LINK) return undefined;
  if (URL_ALONE.test(line)) return URL.canParse(line) ? line : undefined;
  return isDomain(line) ? `https://${line}` : undefined;
}

function isDomain(line: string): boolean {
  if (!HOST.test(line) || !URL.canParse(`https://${line}`)) return false;
  const { domain, isIcann, isPrivate } = parseHost(line);
  return domain !== null && (isIcann === true || isPrivate === true);
}
