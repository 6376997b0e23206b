/** Draws the bar above a channel: its name, the state of the bot, the clock, and what opens the log. */
import { html, nothing, type TemplateResult } from 'lit';
import { setSpeed, setTheme, showPanel } from '../actions/panel.ts';
import type { Page } from '../core.ts';
import { here, type Theme } from '../state/state.ts';
import { channelIcon } from './channels.ts';
import { type IconName, icon } from './icons.ts';

const SPEEDS = [0, 1, 5, 20];

const themes: readonly [theme: Theme, icon: IconName][] = [
  ['system', 'screen'],
  ['light', 'sun'],
  ['dark', 'moon'],
];

export function channelHeader(page: Page): TemplateResult {
  const { state, words, core } = page;
  const { channel, server } = here(state);
  const parent = server?.channels.find(({ id }) => id === channel?.parentId);
  return html`<header class="channel-header">
    <button type="button" class="icon-button drawer-button" aria-label=${words.openChannels} aria-expanded=${state.drawerOpen}
      @click=${() => core.keeper.happen({ kind: 'drawer', open: !state.drawerOpen })}>${icon('menu')}</button>
    <div class="channel-title">
      ${channel ? channelIcon(channel.type) : nothing}
      ${parent ? html`<span class="parent">${parent.name}</span>${icon('right')}` : nothing}
      <h2>${channel?.name}</h2>
    </div>
    ${botState(page)} ${clock(page)} ${themeButton(page)} ${panelButton(page)}
  </header>`;
}

function botState({ state, words }: Page): TemplateResult {
  return html`<span class="bot-state ${state.bot}" role="status" title=${words.bot[state.bot]}><i></i><span>${words.bot[state.bot]}</span></span>`;
}

function clock({ state, words, core }: Page): TemplateResult {
  const { speed } = state.clock;
  return html`<div class="clock" role="group" aria-label=${words.speed}>
    <span class="clock-time" role="timer" aria-label=${words.clock} title=${words.clockNote} id="clock"></span>
    ${SPEEDS.map(
      (
        factor,
      ) => html`<button type="button" aria-pressed=${factor === speed} aria-label=${factor === 0 ? words.pause : `×${factor} ${words.times(factor)}`}
        title=${factor === 0 ? words.pause : words.times(factor)} @click=${() => setSpeed(core, factor)}>${factor === 0 ? icon('pause') : `×${factor}`}</button>`,
    )}
  </div>`;
}

/** One button that goes through the three looks. */
function themeButton({ state, words, core }: Page): TemplateResult {
  const at = themes.findIndex(([theme]) => theme === state.theme);
  const [theme, look] = themes[at] ?? ['system', 'screen'];
  const [next] = themes[(at + 1) % themes.length] ?? ['system'];
  const title = `${words.theme}: ${words.themes[theme]}`;
  return html`<button type="button" class="icon-button theme-button" title=${title} aria-label=${title} @click=${() => setTheme(core, next)}>${icon(look)}</button>`;
}

function panelButton({ state, words, core }: Page): TemplateResult {
  const breaches = state.log.reduce((sum, { violations }) => sum + violations.length, 0);
  const title = state.panelOpen ? words.hidePanel : words.showPanel;
  return html`<button type="button" class="icon-button panel-button" aria-expanded=${state.panelOpen} aria-controls="panel" title=${title}
    aria-label=${breaches > 0 ? `${title} (${words.breaches(breaches)})` : title} @click=${() => showPanel(core, !state.panelOpen)}>
    ${icon('pulse')}<span class="panel-label" aria-hidden="true">${words.panel}</span>${breaches > 0 ? html`<span class="badge">${breaches}</span>` : nothing}
  </button>`;
}
