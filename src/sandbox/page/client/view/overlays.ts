/** Draws what lies over the page: menus, and pictures in full size. */
import { html, nothing, type TemplateResult } from 'lit';
import { at, closeOverlay, copy, dismiss, useMessageCommand } from '../actions/messages.ts';
import type { Page } from '../core.ts';
import { messageCommands } from '../state/commands.ts';
import { me, type Overlay, usableCommands } from '../state/state.ts';
import { languageOf } from './channels.ts';
import { initialFace } from './face.ts';
import { type IconName, icon } from './icons.ts';

export function overlay(page: Page): TemplateResult | typeof nothing {
  const { overlay: open } = page.state;
  if (!open) return nothing;
  const key = (event: KeyboardEvent) => menuKey(event, page);
  return html`<div class="overlay over-${open.kind}" @keydown=${key}>
    <div class="backdrop" @click=${() => closeOverlay(page.core)} @contextmenu=${(event: Event) => closeFor(event, page)}></div>
    ${open.kind === 'people' ? people(page) : open.kind === 'message' ? messageMenu(open, page) : image(open, page)}
  </div>`;
}

function closeFor(event: Event, { core }: Page): void {
  event.preventDefault();
  closeOverlay(core);
}

/** Escape and Tab leave; the arrows walk through a menu. */
function menuKey(event: KeyboardEvent, { core }: Page): void {
  const { key, currentTarget } = event;
  if (key === 'Escape' || key === 'Tab') {
    event.preventDefault();
    closeOverlay(core);
  }
  if ((key !== 'ArrowDown' && key !== 'ArrowUp') || !(currentTarget instanceof Element)) return;
  event.preventDefault();
  const items = [...currentTarget.querySelectorAll<HTMLElement>('[role^=menuitem]')];
  const at = items.findIndex((item) => item.matches(':focus'));
  items[(at + (key === 'ArrowDown' ? 1 : -1) + items.length) % items.length]?.focus();
}

function people({ state, words, core }: Page): TemplateResult {
  return html`<div class="menu-box people-menu" role="menu" aria-label=${words.whoAmI}>
    <p class="menu-title" role="presentation">${words.whoAmI}</p>
    ${state.overview?.people.map(
      (
        person,
      ) => html`<button type="button" role="menuitemradio" aria-checked=${person.id === me(state)?.id} ?data-first=${person.id === me(state)?.id} lang=${person.locale} @click=${() => core.whereabouts.be(person.id)}>
        ${initialFace(person.name)}
        <span class="user-text"><b>${person.name}</b><small>${words.roles[person.role]} · ${languageOf(person.locale)} · ${words.inServers(person.servers)}</small></span>
        ${person.id === me(state)?.id ? icon('check') : nothing}
      </button>`,
    )}
  </div>`;
}

function messageMenu(
  { messageId, x, y }: Extract<Overlay, { kind: 'message' }>,
  page: Page,
): TemplateResult | typeof nothing {
  const { state, words, core, locale } = page;
  const entry = Object.values(state.messages)
    .flat()
    .find(({ message }) => message.id === messageId);
  if (!entry) return nothing;
  const { message } = entry;
  const commands = messageCommands(usableCommands(state), locale);
  const mayDelete = entry.private || message.author.id === me(state)?.id || me(state)?.role !== 'member';
  const place = `--x: ${Math.round(x)}px; --y: ${Math.round(y)}px`;
  return html`<div class="menu-box message-menu" role="menu" aria-label=${words.more} .style=${place}>
    ${commands.length > 0 ? html`<p class="menu-title" role="presentation">${words.apps}</p>` : nothing}
    ${commands.map(({ name, title }) => item(title, 'apps', () => useMessageCommand(core, message, name, title)))}
    ${commands.length > 0 ? html`<hr role="separator" />` : nothing}
    ${message.content ? item(words.copyText, 'copy', () => void copy(core, at(message), words.copyText, message.content)) : nothing}
    ${item(words.copyId, 'copy', () => void copy(core, at(message), words.copyId, message.id))}
    ${mayDelete ? item(entry.private ? words.dismiss : words.deleteMessage, 'trash', () => dismiss(core, message), 'danger') : nothing}
  </div>`;
}

function item(label: string, look: IconName, act: () => void, className = ''): TemplateResult {
  return html`<button type="button" role="menuitem" class=${className} @click=${act}><span>${label}</span>${icon(look)}</button>`;
}

function image({ url, name }: Extract<Overlay, { kind: 'image' }>, { words, core }: Page): TemplateResult {
  return html`<div class="lightbox" role="dialog" aria-modal="true" aria-label=${name}>
    <img src=${url} alt=${name} />
    <button type="button" class="icon-button" data-first aria-label=${words.close} @click=${() => closeOverlay(core)}>${icon('close')}</button>
  </div>`;
}
