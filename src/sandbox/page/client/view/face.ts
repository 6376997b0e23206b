/** Faces: the picture a message brings, the bot's mark, or a person's first letter on a colour of their own. */

import type { APIUser } from 'discord.js';
import { html, type TemplateResult } from 'lit';
import type { Overview } from '../state/state.ts';
import { safeUrl } from '../text/inline.ts';
import { botMark } from './icons.ts';

const HUES = 6;

export function face(
  { username, avatar, bot }: Pick<APIUser, 'username' | 'avatar' | 'bot'>,
  overview: Overview | undefined,
): TemplateResult {
  const address = avatar && localAddress(avatar, overview);
  if (address) return html`<img class="face" src=${address} alt="" width="40" height="40" />`;
  if (bot) return html`<span class="face bot" aria-hidden="true">${botMark()}</span>`;
  return initialFace(username);
}

export function initialFace(name: string): TemplateResult {
  const [first = '?'] = name;
  return html`<span class="face hue-${hue(name)}" aria-hidden="true">${first.toLocaleUpperCase()}</span>`;
}

/**
 * The address at which the page itself serves what the CDN has, since it may load nothing from elsewhere; undefined for
 * other places.
 */
export function localAddress(url: string, overview: Overview | undefined): string | undefined {
  if (overview && url.startsWith(`${overview.cdnUrl}/`)) return `/cdn${url.slice(overview.cdnUrl.length)}`;
  return safeUrl(url) === undefined || !url.startsWith(`${location.origin}/`) ? undefined : url;
}

function hue(name: string): number {
  return [...name].reduce((sum, character) => (sum * 13 + (character.codePointAt(0) ?? 0)) % 997, 0) % HUES;
}
