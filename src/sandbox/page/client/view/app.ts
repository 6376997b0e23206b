/** Draws the whole page. */
import { html, nothing, type TemplateResult } from 'lit';
import { switchBot } from '../actions/panel.ts';
import type { Page } from '../core.ts';
import { ChannelKind } from '../discord.ts';
import { here } from '../state/state.ts';
import { channelList, serverRail } from './channels.ts';
import { composer } from './composer.ts';
import { formDialog } from './form.ts';
import { forum } from './forum.ts';
import { channelHeader } from './header.ts';
import { icon } from './icons.ts';
import { messageList } from './messages.ts';
import { overlay } from './overlays.ts';
import { panel } from './panel.ts';

export function app(page: Page): TemplateResult {
  const { state, words, core } = page;
  const classes = ['app'];
  if (state.panelOpen) classes.push('with-panel');
  if (state.drawerOpen) classes.push('with-drawer');
  const dragged = (event: DragEvent) => {
    const dragging = event.type === 'dragenter' || event.relatedTarget !== null;
    if (dragging !== core.keeper.state.dragging) core.keeper.happen({ kind: 'dragging', dragging });
  };
  return html`${skipLinks(page)}<div class=${classes.join(' ')} @dragenter=${dragged} @dragleave=${dragged}>
      <div class="side">${serverRail(page)}${channelList(page)}</div>
      <button type="button" class="drawer-backdrop" tabindex="-1" aria-label=${words.closeChannels} @click=${() => core.keeper.happen({ kind: 'drawer', open: false })}></button>
      <main class="main">${channelHeader(page)}${connectionBar(page)}${channelView(page)}</main>
      ${state.panelOpen ? panel(page) : nothing}
    </div>
    ${overlay(page)} ${state.form ? formDialog(state.form, page) : nothing}`;
}

/** What the first Tab offers: past the channels and the header, to where one reads or writes. */
function skipLinks({ words }: Page): TemplateResult {
  const to = (target: string) => () => document.querySelector<HTMLElement>(target)?.focus();
  return html`<div class="skip">
    <button type="button" class="button primary" @click=${to('.scroller, .forum')}>${words.skipToMessages}</button>
    <button type="button" class="button primary" @click=${to('[data-composer]')}>${words.skipToComposer}</button>
  </div>`;
}

function channelView(page: Page): unknown {
  const { channel } = here(page.state);
  if (!channel) return nothing;
  const view = channel.type === ChannelKind.Forum ? forum(channel, page) : messageList(channel, page);
  return html`<div class="channel-view">${view}</div>${composer(channel, page)}`;
}

function startButton({ words, core }: Page): TemplateResult {
  return html`<button type="button" class="button secondary" @click=${() => switchBot(core, 'start')}>${icon('play')}<span>${words.startBot}</span></button>`;
}

function connectionBar(page: Page): unknown {
  const { state, words } = page;
  const text =
    state.connection === 'open'
      ? state.bot === 'ready'
        ? undefined
        : words.bot[state.bot]
      : words.connection[state.connection];
  if (text === undefined) return nothing;
  const look = state.connection === 'open' && state.bot === 'down' ? 'down' : 'waiting';
  return html`<div class="notice ${look}"><span role="status">${text}</span>${look === 'down' ? startButton(page) : nothing}</div>`;
}
