/** Draws the messages of a channel. The list hangs from its end, so that it stays there while messages come. */
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { keyed } from 'lit/directives/keyed.js';
import { repeat } from 'lit/directives/repeat.js';
import type { PageChannel } from '../../protocol.ts';
import type { Core, Page } from '../core.ts';
import { rowsOf } from '../state/rows.ts';
import type { Failure } from '../state/state.ts';
import { channelIcon } from './channels.ts';
import { icon } from './icons.ts';
import { messageRow, surroundingsOf } from './message.ts';

/** CSS pixels from the end at which one still is at the end. */
const AT_END = 60;

export function messageList(channel: PageChannel, page: Page): TemplateResult {
  const { state, words, core } = page;
  const messages = state.messages[channel.id];
  const failures = state.failures.filter(({ channelId }) => channelId === channel.id);
  const scrolled = (event: Event) => {
    if (!(event.currentTarget instanceof Element)) return;
    const atEnd = event.currentTarget.scrollTop > -AT_END;
    if (atEnd === (core.store.state.missed !== undefined)) core.store.happen({ kind: 'scrolled', atEnd });
  };
  return html`${keyed(
    channel.id,
    html`<div class="scroller" tabindex="0" role="region" aria-label=${words.messages(`#${channel.name}`)} @scroll=${scrolled} @keydown=${walk}>
      <div class="log" role="log" aria-label=${words.messages(`#${channel.name}`)} aria-busy=${messages ? 'false' : 'true'}>
        ${messages ? beginning(channel, page) : skeleton()}
        ${guard([messages, failures.length, state.busy, state.overlay, words, state.world], () =>
          repeat(
            rowsOf(messages ?? []),
            ({ entry }) => entry.message.id,
            (row) => guard([row.joined, row.newDay, ...surroundingsOf(page, row)], () => messageRow(row, page)),
          ),
        )}
        ${failures.map((failure) => failureRow(failure, page))}
      </div>
    </div>`,
  )}
  ${state.missed === undefined ? nothing : missedBar(state.missed, page)}`;
}

function beginning(channel: PageChannel, { words }: Page): TemplateResult {
  return html`<div class="beginning">
    <span class="beginning-icon">${channelIcon(channel.type)}</span>
    <h2>${words.beginning(channel.parentId === null ? `#${channel.name}` : channel.name)}</h2>
    <p>${words.beginningNote}</p>
  </div>`;
}

function skeleton(): TemplateResult[] {
  return [3, 1, 2, 4].map(
    (lines) => html`<div class="skeleton"><i></i><b></b>${Array.from({ length: lines }, () => html`<s></s>`)}</div>`,
  );
}

function failureRow({ id, tried, reason }: Failure, { words, core }: Page): TemplateResult {
  return html`<div class="failure" role="alert">
    ${icon('alert')}
    <div><b>${tried}</b><p>${reason}</p>
      <p class="only-you">${icon('eye')}<span>${words.onlyYou}</span><span aria-hidden="true">•</span>
        <button type="button" class="link" @click=${() => core.store.happen({ kind: 'dismiss-failure', id })}>${words.dismiss}</button>
      </p>
    </div>
  </div>`;
}

function missedBar(missed: number, { words, core }: Page): TemplateResult {
  return html`<button type="button" class=${missed > 0 ? 'missed new' : 'missed'} @click=${() => toEnd(core)}>
    <span>${missed > 0 ? words.newMessages(missed) : words.lookingBack}</span><span class="missed-jump">${words.jump}${icon('arrow')}</span>
  </button>`;
}

/** Scrolls to the newest message. */
function toEnd({ store }: Core): void {
  document.querySelector('.scroller')?.scrollTo({ top: 0 });
  store.happen({ kind: 'scrolled', atEnd: true });
}

/** Arrow keys walk from message to message. */
function walk(event: KeyboardEvent): void {
  const { key, currentTarget, target } = event;
  if ((key !== 'ArrowUp' && key !== 'ArrowDown') || !(currentTarget instanceof Element)) return;
  const rows = [...currentTarget.querySelectorAll<HTMLElement>('.message')];
  const at = rows.findIndex((row) => row.matches(':focus'));
  if (at < 0 && target !== currentTarget) return;
  const next = at < 0 ? rows.at(-1) : rows[at + (key === 'ArrowUp' ? -1 : 1)];
  event.preventDefault();
  next?.focus();
}
