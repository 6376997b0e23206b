/**
 * Draws the emoji of buttons: a server's own from the CDN; those of players here, as white signs on blue like Discord's,
 * since the fonts of systems colour them each in its own way; all others as the system has them.
 */
import type { APIMessageComponentEmoji } from 'discord.js';
import { html, svg, type TemplateResult } from 'lit';

/** By the character alone, without the mark that asks for its coloured form. */
const SIGNS: Readonly<Record<string, string>> = {
  '▶': 'M11 8l17 10-17 10z',
  '◀': 'M25 8v20L8 18z',
  '⏸': 'M9 9h6v18H9zM21 9h6v18h-6z',
  '⏹': 'M10 10h16v16H10z',
  '⏭': 'M6 9l10 9-10 9zM16 9l10 9-10 9zM27 9h3v18h-3z',
  '🔁': 'M7 17v-2a5 5 0 0 1 5-5h9V6l8 6-8 6v-4h-9a1 1 0 0 0-1 1v2zM29 19v2a5 5 0 0 1-5 5h-9v4l-8-6 8-6v4h9a1 1 0 0 0 1-1v-2z',
};

const COLOURED = '\ufe0f';

export function emoji({ id, name = '' }: APIMessageComponentEmoji): TemplateResult {
  if (id) return html`<img class="emoji" src="/cdn/emojis/${id}.png" alt=${name} />`;
  const sign = SIGNS[name.replace(COLOURED, '')];
  if (!sign) return html`<span class="emoji-text" aria-hidden="true">${name}</span>`;
  return html`<svg class="emoji sign" viewBox="0 0 36 36" aria-hidden="true">
    ${svg`<rect width="36" height="36" rx="5"></rect><path d=${sign}></path>`}
  </svg>`;
}
