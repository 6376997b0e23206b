/** Draws embeds (`resources/message#embed-object`). */
import type { APIEmbed } from 'discord.js';
import { html, nothing, type TemplateResult } from 'lit';
import type { Page } from '../core.ts';
import { safeUrl } from '../text/inline.ts';
import { messageTime } from '../text/times.ts';
import { localAddress } from './face.ts';
import { markdown } from './markdown.ts';

export function embeds(list: readonly APIEmbed[], page: Page, now: number): TemplateResult[] {
  return list.map((embed) => embedOf(embed, page, now));
}

function embedOf(embed: APIEmbed, page: Page, now: number): TemplateResult {
  const { author, title, url, description, fields = [], image, thumbnail, footer, timestamp, color } = embed;
  const time = timestamp && messageTime(Date.parse(timestamp), now, page.locale);
  const below = [footer?.text, time].filter(Boolean).join(' • ');
  return html`<article class="embed" .style=${color === undefined ? '' : `--accent: #${color.toString(16).padStart(6, '0')}`}>
    <div class="embed-main">
      ${author ? html`<div class="embed-author">${linked(author.name, author.url)}</div>` : nothing}
      ${title ? html`<div class="embed-title">${linked(title, url)}</div>` : nothing}
      ${description ? markdown(description, page) : nothing}
      ${fields.length > 0 ? html`<div class="embed-fields">${fields.map((field) => fieldOf(field, page))}</div>` : nothing}
      ${picture(image?.url, 'embed-image', page)}
      ${below ? html`<div class="embed-footer">${below}</div>` : nothing}
    </div>
    ${picture(thumbnail?.url, 'embed-thumbnail', page)}
  </article>`;
}

function fieldOf(
  { name, value, inline }: { name: string; value: string; inline?: boolean },
  page: Page,
): TemplateResult {
  return html`<div class=${inline ? 'embed-field inline' : 'embed-field'}>
    <div class="embed-field-name">${markdown(name, page)}</div>
    ${markdown(value, page)}
  </div>`;
}

function linked(text: string, url: string | undefined): unknown {
  const address = url && safeUrl(url);
  return address ? html`<a href=${address} target="_blank" rel="noopener noreferrer">${text}</a>` : text;
}

function picture(url: string | undefined, className: string, { state }: Page): unknown {
  const address = url && localAddress(url, state.overview);
  return address ? html`<img class=${className} src=${address} alt="" loading="lazy" />` : nothing;
}
