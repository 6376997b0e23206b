/** Draws the whole page. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Page } from '../core.ts';
import { ChannelKind } from '../discord.ts';
import { here } from '../state/state.ts';
import { channelList, serverRail } from './channels.ts';
import { composer } from './composer.ts';
import { formDialog } from './form.ts';
import { forum } from './forum.ts';
import { channelHeader } from './header.ts';
import { messageList } from './messages.ts';
import { overlay } from './overlays.ts';
import { panel } from './panel.ts';

export function app(page: Page): TemplateResult {
  const { state, core } = page;
  const classes = ['app'];
  if (state.panelOpen) classes.push('with-panel');
  if (state.drawerOpen) classes.push('with-drawer');
  const dragged = (event: DragEvent) => {
    const dragging = event.type === 'dragenter' || event.relatedTarget !== null;
    if (dragging !== core.keeper.state.dragging) core.keeper.happen({ kind: 'dragging', dragging });
  };
  return html`<div class=${classes.join(' ')} @dragenter=${dragged} @dragleave=${dragged}>
      <div class="side">${serverRail(page)}${channelList(page)}</div>
      <div class="drawer-backdrop" @click=${() => core.keeper.happen({ kind: 'drawer', open: false })}></div>
      <main class="main">${channelHeader(page)}${connectionBar(page)}${channelView(page)}</main>
      ${state.panelOpen ? panel(page) : nothing}
    </div>
    ${overlay(page)} ${state.form ? formDialog(state.form, page) : nothing}`;
}

function channelView(page: Page): unknown {
  const { channel } = here(page.state);
  if (!channel) return nothing;
  const view = channel.type === ChannelKind.Forum ? forum(channel, page) : messageList(channel, page);
  return html`<div class="channel-view">${view}</div>${composer(channel, page)}`;
}

function connectionBar({ state, words }: Page): unknown {
  const text =
    state.connection === 'open'
      ? state.bot === 'ready'
        ? undefined
        : words.bot[state.bot]
      : words.connection[state.connection];
  if (text === undefined) return nothing;
  const look = state.connection === 'open' && state.bot === 'down' ? 'down' : 'waiting';
  return html`<div class="notice ${look}" role="status">${text}</div>`;
}
