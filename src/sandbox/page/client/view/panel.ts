/** Draws what happened between the bot and Discord, and what one can do to it. */
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { pageFaults } from '../../protocol/faults.ts';
import type { PageLogEntry } from '../../protocol/frames.ts';
import { clearLog, inject, showPanel, switchBot } from '../actions/panel.ts';
import type { Page } from '../core.ts';
import { languageFor } from '../i18n/words.ts';
import { shownEntries } from '../state/log.ts';
import type { Failure, LogKind } from '../state/state.ts';
import { failureList } from './failures.ts';
import { icon } from './icons.ts';
import { logEntry } from './logEntry.ts';

const KINDS: readonly LogKind[] = ['all', 'rest', 'gateway', 'problems'];

export function panel(page: Page): TemplateResult {
  const { words, core } = page;
  return html`<aside class="panel" id="panel" aria-label=${words.panel}>
    <header class="panel-header">
      <h2>${words.panel}</h2>
      <button type="button" class="icon-button" aria-label=${words.hidePanel} title=${words.hidePanel} @click=${() => showPanel(core, false)}>${icon('close')}</button>
    </header>
    ${faults(page)} ${failureList(failuresHere(page), page)} ${filter(page)} ${entries(page)}
  </aside>`;
}

function faults(page: Page): TemplateResult {
  const { state, words, locale, core } = page;
  const language = languageFor(locale);
  const isDown = state.bot === 'down';
  return html`<section class="faults" aria-labelledby="faults-title">
    <h3 id="faults-title">${words.faults}</h3>
    <div class="fault-buttons">
      ${pageFaults.map(({ name, icon: look, [language]: said }) => {
        return html`<button type="button" @click=${() => inject(core, name, said)}>${icon(look)}<span>${said}</span></button>`;
      })}
      <button type="button" class=${isDown ? 'start' : 'kill'} ?disabled=${state.bot === 'starting'} @click=${() => switchBot(core, isDown ? 'start' : 'kill')}>
        ${icon(isDown ? 'play' : 'stop')}<span>${isDown ? words.startBot : words.killBot}</span>
      </button>
    </div>
  </section>`;
}

function failuresHere({ state }: Page): Failure[] {
  return state.failures.filter(({ spot }) => spot.kind === 'panel');
}

function filter({ state, words, core }: Page): TemplateResult {
  const typed = (event: InputEvent) => {
    if (event.currentTarget instanceof HTMLInputElement) {
      core.keeper.happen({ kind: 'log-filter', logWords: event.currentTarget.value });
    }
  };
  return html`<section class="log-filter" aria-label=${words.filter}>
    <input type="search" aria-label=${words.filterWords} placeholder=${words.filterWords} .value=${state.logWords} @input=${typed} />
    <div class="log-kinds" role="group" aria-label=${words.filter}>
      ${KINDS.map(
        (kind) =>
          html`<button type="button" aria-pressed=${kind === state.logKind} @click=${() => core.keeper.happen({ kind: 'log-filter', logKind: kind })}>${words.logKinds[kind]}</button>`,
      )}
      <button type="button" class="clear" @click=${() => clearLog(core)}>${words.clear}</button>
    </div>
  </section>`;
}

function entries(page: Page): TemplateResult {
  const { state, words } = page;
  const { log, logKind, logWords, expanded } = state;
  return html`<div class="log-entries" tabindex="0" role="region" aria-label=${words.panel}>
    ${log.length === 0 ? html`<p class="log-empty">${words.logEmpty}</p>` : nothing}
    ${guard([log, logKind, logWords, expanded, words], () => {
      const shown = shownEntries(log, logKind, logWords);
      if (shown.length === 0 && log.length > 0) return html`<p class="log-empty">${words.logNoMatch}</p>`;
      return html`<ol>${repeat(
        shown,
        ({ number }) => number,
        (entry) => row(entry, page),
      )}</ol>`;
    })}
  </div>`;
}

function row(entry: PageLogEntry, page: Page): unknown {
  const isOpen = page.state.expanded.has(entry.number);
  return guard([entry, isOpen, page.words], () => logEntry(entry, isOpen, page));
}
