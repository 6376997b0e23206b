/** Draws one message: who, when, what, and what can be done with it. */
import type { APIMessage } from 'discord.js';
import { html, nothing, type TemplateResult } from 'lit';
import { dismiss, openMenu } from '../actions/messages.ts';
import type { Page } from '../core.ts';
import { MessageFlag } from '../discord.ts';
import { type Row, sentAt } from '../state/rows.ts';
import { type State, sandboxTime } from '../state/state.ts';
import { dayTitle, formatTime, messageTime } from '../text/times.ts';
import { answered } from './answered.ts';
import { components } from './components.ts';
import { embeds } from './embeds.ts';
import { face } from './face.ts';
import { failureList, failuresAt } from './failures.ts';
import { attachments } from './files.ts';
import { icon } from './icons.ts';
import { markdown } from './markdown.ts';

/** What a row's look depends on beside the row itself: as long as these are the same, it need not be drawn again. */
export function surroundingsOf(page: Page, { entry }: Row): unknown[] {
  const { state, words } = page;
  const busy = [...state.busy].filter((key) => key.startsWith(`${entry.message.id}/`)).join();
  const menuOpen = state.overlay?.kind === 'message' && state.overlay.messageId === entry.message.id;
  const failures = failuresAt(entry.message.id, page)
    .map(({ id }) => id)
    .join();
  return [entry, words, state.overview?.names, busy, menuOpen, failures];
}

export function messageRow({ entry, joined, newDay }: Row, page: Page): TemplateResult {
  const { message } = entry;
  const { state, locale } = page;
  const at = sentAt(message);
  const classes = ['message'];
  if (joined) classes.push('joined');
  if (entry.private) classes.push('private');
  if (state.overlay?.kind === 'message' && state.overlay.messageId === message.id) classes.push('active');
  const open = (event: MouseEvent) => {
    event.preventDefault();
    openMenu(page.core, message.id, ...placeOf(event));
  };
  return html`${newDay ? html`<div class="day" role="separator"><span>${dayTitle(at, locale)}</span></div>` : nothing}
    <article class=${classes.join(' ')} tabindex="-1" id="m-${message.id}" aria-label=${labelOf(message, page)} @contextmenu=${open}>
      ${joined ? html`<time class="joined-time" aria-hidden="true">${formatTime(at, 't', at, locale)}</time>` : opening(message, page)}
      <div class="body">
        ${joined ? nothing : head(message, page)} ${content(message, page)}
        ${entry.private ? privateNote(message, page) : nothing} ${failureList(failuresAt(message.id, page), page)}
      </div>
      <div class="toolbar">
        <button type="button" class="icon-button" tabindex="-1" aria-haspopup="menu" aria-label=${page.words.more} @click=${open}>${icon('more')}</button>
      </div>
    </article>`;
}

/** Where a menu opens: at the pointer, or below what the keyboard is on. */
function placeOf({ clientX, clientY, currentTarget }: MouseEvent): [x: number, y: number] {
  if (clientX !== 0 || clientY !== 0 || !(currentTarget instanceof Element)) return [clientX, clientY];
  const { left, top } = currentTarget.getBoundingClientRect();
  return [left + 72, top + 24];
}

function labelOf(message: APIMessage, { locale }: Page): string {
  return `${message.author.username}, ${formatTime(sentAt(message), 't', 0, locale)}`;
}

/** What stands left of a message, and above it when it answers something. */
function opening(message: APIMessage, page: Page): TemplateResult {
  return html`${answered(message, page)}${face(message.author, page.state.overview)}`;
}

function head(message: APIMessage, { state, words, locale }: Page): TemplateResult {
  const at = sentAt(message);
  const isApp = message.author.bot === true || message.webhook_id !== undefined;
  return html`<header class="head">
    <span class="author">${message.author.username}</span>${isApp ? html`<span class="tag">${words.app}</span>` : nothing}
    <time datetime=${message.timestamp} title=${formatTime(at, 'F', at, locale)}>${messageTime(at, nowOf(state), locale)}</time>
  </header>`;
}

function nowOf({ clock }: State): number {
  return sandboxTime(clock, Date.now());
}

function content(message: APIMessage, page: Page): TemplateResult {
  if (((message.flags ?? 0) & MessageFlag.Loading) !== 0) {
    return html`<p class="thinking"><span class="dots"><i></i><i></i><i></i></span>${page.words.thinking(message.author.username)}</p>`;
  }
  return html`${message.content ? markdown(message.content, page) : nothing}
  ${message.edited_timestamp ? editedMark(message, page) : nothing}
  ${attachments(message.attachments, page)} ${embeds(message.embeds, page, nowOf(page.state))} ${components(message, page)}`;
}

function editedMark({ edited_timestamp, content: text }: APIMessage, { words, locale }: Page): unknown {
  // What is all components has no line that the mark could stand at the end of.
  if (!edited_timestamp || text === '') return nothing;
  const at = Date.parse(edited_timestamp);
  return html`<small class="edited" title=${formatTime(at, 'F', at, locale)}>${words.edited}</small>`;
}

function privateNote(message: APIMessage, { words, core }: Page): TemplateResult {
  return html`<p class="only-you">
    ${icon('eye')}<span>${words.onlyYou}</span><span aria-hidden="true">•</span>
    <button type="button" class="link" @click=${() => dismiss(core, message)}>${words.dismiss}</button>
  </p>`;
}
