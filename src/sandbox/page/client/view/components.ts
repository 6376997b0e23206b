/** Draws a message's components: Discord's Components V2, and rows of buttons and menus. */

import type {
  APIButtonComponent,
  APIContainerComponent,
  APIMessage,
  APIMessageTopLevelComponent,
  APISectionComponent,
  APISeparatorComponent,
  APIUnfurledMediaItem,
} from 'discord.js';
import { html, nothing, type TemplateResult } from 'lit';
import { jump } from '../actions/jumping.ts';
import { componentKey, press } from '../actions/messages.ts';
import type { Page } from '../core.ts';
import { ButtonStyle, Component } from '../discord.ts';
import { safeUrl } from '../text/inline.ts';
import { destinationOf } from '../text/messageLink.ts';
import { emoji } from './emoji.ts';
import { localAddress } from './face.ts';
import { fileCard } from './files.ts';
import { icon } from './icons.ts';
import { markdown } from './markdown.ts';
import { menu } from './menus.ts';

/** A component anywhere in a message; nested ones are top-level ones too, or inside a row or section. */
type Drawn = APIMessageTopLevelComponent | APIContainerComponent['components'][number];

export function components(message: APIMessage, page: Page): unknown {
  return (message.components ?? []).map((component) => drawn(component, message, page));
}

function drawn(component: Drawn, message: APIMessage, page: Page): unknown {
  switch (component.type) {
    case Component.TextDisplay:
      return markdown(component.content, page);
    case Component.Container:
      return container(component, message, page);
    case Component.Section:
      return section(component, message, page);
    case Component.Separator:
      return separator(component);
    case Component.ActionRow:
      return html`<div class="action-row">
        ${component.components.map((inner) =>
          inner.type === Component.Button ? button(inner, message, page) : menu(inner, message, page),
        )}
      </div>`;
    case Component.MediaGallery:
      return html`<div class="gallery">
        ${component.items.map(({ media, description }) => picture(media, description, page))}
      </div>`;
    case Component.File: {
      const { name, size } = component;
      return fileCard({ filename: name ?? '', size: size ?? 0, url: component.file.url }, page);
    }
    default:
      return nothing;
  }
}

function container(component: APIContainerComponent, message: APIMessage, page: Page): TemplateResult {
  const accent = component.accent_color;
  const style = accent === undefined || accent === null ? '' : `--accent: #${accent.toString(16).padStart(6, '0')}`;
  const inner = component.components.map((child) => drawn(child, message, page));
  const box = html`<div class=${style ? 'container accented' : 'container'} .style=${style}>${inner}</div>`;
  return component.spoiler ? covered(box, page) : box;
}

function covered(content: TemplateResult, { words }: Page): TemplateResult {
  return html`<label class="cover"><input type="checkbox" aria-label=${words.spoiler} />${content}</label>`;
}

function section(
  { components: texts, accessory }: APISectionComponent,
  message: APIMessage,
  page: Page,
): TemplateResult {
  const beside =
    accessory.type === Component.Button
      ? button(accessory, message, page)
      : html`<div class="thumbnail">${picture(accessory.media, accessory.description, page)}</div>`;
  return html`<div class="section">
    <div class="section-text">${texts.map(({ content }) => markdown(content, page))}</div>
    <div class="accessory">${beside}</div>
  </div>`;
}

function separator({ divider, spacing }: APISeparatorComponent): TemplateResult {
  const size = spacing === 2 ? 'large' : 'small';
  return divider === false ? html`<div class="gap ${size}"></div>` : html`<hr class="divider ${size}" />`;
}

function picture({ url }: APIUnfurledMediaItem, description: string | null | undefined, page: Page): unknown {
  const address = localAddress(url, page.state.overview);
  const name = description ?? page.words.image;
  if (!address) return html`<span class="no-picture">${name}</span>`;
  const show = () => page.core.keeper.happen({ kind: 'overlay', overlay: { kind: 'image', url: address, name } });
  return html`<button type="button" class="picture" aria-label=${page.words.enlarge(name)} @click=${show}>
    <img src=${address} alt=${name} loading="lazy" />
  </button>`;
}

const styles = {
  [ButtonStyle.Primary]: 'primary',
  [ButtonStyle.Secondary]: 'secondary',
  [ButtonStyle.Success]: 'success',
  [ButtonStyle.Danger]: 'danger',
  [ButtonStyle.Link]: 'secondary',
  [ButtonStyle.Premium]: 'primary',
} as const;

function button(component: APIButtonComponent, message: APIMessage, page: Page): unknown {
  if (component.style === ButtonStyle.Premium) return nothing;
  const { label = '', disabled = false } = component;
  const face = html`${component.emoji ? emoji(component.emoji) : nothing}<span>${label}</span>`;
  if (component.style === ButtonStyle.Link) {
    const destination = component.url === undefined ? undefined : destinationOf(component.url);
    if (destination) {
      return html`<button type="button" class="button secondary" @click=${() => jump(page.core, destination)}>${face}</button>`;
    }
    return html`<a class="button secondary" href=${safeUrl(component.url) ?? nothing} target="_blank" rel="noopener noreferrer"
      >${face}${icon('link')}</a
    >`;
  }
  const { custom_id: customId } = component;
  const busy = page.state.busy.has(componentKey(message.id, customId));
  const act = () => press(page.core, message, customId, label);
  return html`<button
    type="button"
    class="button ${styles[component.style]} ${busy ? 'busy' : ''}"
    ?disabled=${disabled}
    aria-busy=${busy ? 'true' : nothing}
    @click=${act}
  >
    ${face}${busy ? html`<span class="dots"><i></i><i></i><i></i></span>` : nothing}
  </button>`;
}
