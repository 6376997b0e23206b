/** Draws the messages of a channel. The list hangs from its end, so that it stays there while messages come. */
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { keyed } from 'lit/directives/keyed.js';
import { repeat } from 'lit/directives/repeat.js';
import type { PageChannel } from '../../protocol/frames.ts';
import { showPanel } from '../actions/panel.ts';
import type { Core, Page } from '../core.ts';
import { isThreadChannel } from '../discord.ts';
import { type Row, stretchesOf } from '../state/rows.ts';
import { channelIcon } from './channels.ts';
import { failureList, failuresBelow } from './failures.ts';
import { icon } from './icons.ts';
import { messageRow, surroundingsOf } from './message.ts';

/** CSS pixels from the end at which one still is at the end. */
const AT_END = 60;

/** CSS pixels of older messages that are kept ready above what is seen. */
const AHEAD = 1_500;

export function messageList(channel: PageChannel, page: Page): TemplateResult {
  const { state, words, core } = page;
  const messages = state.messages[channel.id];
  const rows = (stretch: readonly Row[]) =>
    repeat(
      stretch,
      ({ entry }) => entry.message.id,
      (row) => guard([row.joined, row.newDay, ...surroundingsOf(page, row)], () => messageRow(row, page)),
    );
  const stretches = () =>
    repeat(
      stretchesOf(messages ?? [], state.drawn),
      ({ number }) => number,
      (stretch) => html`<div class="stretch">${rows(stretch.rows)}</div>`,
    );
  const isWhole = messages !== undefined && messages.length <= state.drawn;
  return html`${keyed(
    channel.id,
    html`<div class="scroller" tabindex="0" role="region" aria-label=${words.messages(`#${channel.name}`)}
      @scroll=${(event: Event) => scrolled(event, core)} @keydown=${walk}>
      <div class="log" role="log" aria-label=${words.messages(`#${channel.name}`)} aria-busy=${messages ? 'false' : 'true'}>
        ${messages ? nothing : skeleton()} ${isWhole ? beginning(channel, page) : nothing}
        ${guard([messages, state.drawn, state.busy, state.failures, state.overlay, words, state.overview], stretches)}
        ${failureList(failuresBelow(channel.id, page), page)}
      </div>
    </div>`,
  )}
  ${state.missed === undefined ? nothing : missedBar(state.missed, page)}`;
}

/** Notes whether the reader is at the end, and draws older messages before they are reached. */
function scrolled({ currentTarget: scroller }: Event, { keeper }: Core): void {
  if (!(scroller instanceof Element)) return;
  // Counted backwards from the end: the list hangs from there.
  const { scrollTop, scrollHeight, clientHeight } = scroller;
  const { missed, drawn, messages, channelId = '' } = keeper.state;
  const atEnd = scrollTop > -AT_END;
  if (atEnd === (missed !== undefined)) keeper.happen({ kind: 'scrolled', atEnd });
  const above = scrollHeight - clientHeight + scrollTop;
  if (above < AHEAD && !atEnd && drawn < (messages[channelId]?.length ?? 0)) keeper.happen({ kind: 'older' });
}

function beginning(channel: PageChannel, page: Page): TemplateResult {
  const { words } = page;
  return html`<div class="beginning">
    <span class="beginning-icon">${channelIcon(channel.type)}</span>
    <h2>${words.beginning(channel.parentId === null ? `#${channel.name}` : channel.name)}</h2>
    <p>${words.beginningNote}</p>
    ${isThreadChannel(channel.type) ? nothing : tour(page)}
  </div>`;
}

/** What a visitor can do here that Discord does not have. */
function tour({ words, core }: Page): TemplateResult {
  const beSomebody = () => core.keeper.happen({ kind: 'overlay', overlay: { kind: 'people' } });
  return html`<ul class="tour">
    <li>${icon('swap')}<span><button type="button" class="link" @click=${beSomebody}>${words.tour.people.link}</button>${words.tour.people.note}</span></li>
    <li>${icon('pulse')}<span><button type="button" class="link" @click=${() => showPanel(core, true)}>${words.tour.panel.link}</button>${words.tour.panel.note}</span></li>
    <li>${icon('clock')}<span>${words.tour.clock}</span></li>
  </ul>`;
}

function skeleton(): TemplateResult[] {
  return [3, 1, 2, 4].map(
    (lines) => html`<div class="skeleton"><i></i><b></b>${Array.from({ length: lines }, () => html`<s></s>`)}</div>`,
  );
}

function missedBar(missed: number, { words, core }: Page): TemplateResult {
  return html`<button type="button" class=${missed > 0 ? 'missed new' : 'missed'} @click=${() => toEnd(core)}>
    <span>${missed > 0 ? words.newMessages(missed) : words.lookingBack}</span><span class="missed-jump">${words.jump}${icon('arrow')}</span>
  </button>`;
}

/** Scrolls to the newest message. */
function toEnd({ keeper }: Core): void {
  document.querySelector('.scroller')?.scrollTo({ top: 0 });
  keeper.happen({ kind: 'scrolled', atEnd: true });
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
