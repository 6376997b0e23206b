/** Draws one entry of the log: a line, and on demand its JSON and what it breaks of Discord's contract. */
import { html, nothing, type TemplateResult } from 'lit';
import type { PageLogEntry } from '../../protocol/frames.ts';
import { copy } from '../actions/messages.ts';
import type { Page } from '../core.ts';
import { isFailed } from '../state/log.ts';
import { icon } from './icons.ts';

/** Milliseconds that “copied” stands on the button. */
const COPIED = 1_500;

export function logEntry(entry: PageLogEntry, isOpen: boolean, page: Page): TemplateResult {
  const { core, locale } = page;
  const { number, at, title, violations } = entry;
  const classes = ['entry', entry.kind];
  if (violations.length > 0) classes.push('breach');
  const toggle = () => core.keeper.happen({ kind: 'expand', number });
  return html`<li class=${classes.join(' ')}>
    <button type="button" class="entry-line" aria-expanded=${isOpen} @click=${toggle}>
      <span class="entry-top">${method(title)}<span class="entry-title">${pathOf(title)}</span>${status(entry, page)}</span>
      <span class="entry-facts">
        <time>${new Intl.DateTimeFormat(locale, { timeStyle: 'medium' }).format(at)}</time>
        ${entry.took === null ? nothing : html`<span>${page.words.took(Math.round(entry.took))}</span>`} ${rateLimit(entry, page)}
        ${verdict(entry, page)}
      </span>
    </button>
    ${isOpen ? details(entry, page) : nothing}
  </li>`;
}

function method(title: string): TemplateResult {
  const [first = ''] = title.split(' ');
  const direction = first === '→' ? 'in' : first === '←' ? 'out' : first.toLowerCase();
  return html`<span class="method ${direction}">${first}</span>`;
}

function pathOf(title: string): string {
  return title.slice(title.indexOf(' ') + 1);
}

function status(entry: PageLogEntry, { words }: Page): unknown {
  if (entry.kind === 'gateway') return nothing;
  if (entry.status === null && entry.took === null)
    return html`<span class="status waiting">${words.waitingForAnswer}</span>`;
  return html`<span class=${isFailed(entry) ? 'status failed' : 'status fine'}>${entry.status ?? words.noAnswer}</span>`;
}

function rateLimit({ rateLimit: state }: PageLogEntry, { words }: Page): unknown {
  if (!state) return nothing;
  const { limit, remaining, resetAfter } = state;
  const words_ = words.left(remaining, limit, resetAfter);
  return html`<span class="rate" title=${words_}><meter min="0" max=${limit} value=${remaining} aria-label=${words_}></meter>${remaining}/${limit}</span>`;
}

function verdict({ kind, violations }: PageLogEntry, { words }: Page): unknown {
  if (violations.length > 0)
    return html`<span class="verdict bad">${icon('alert')}${words.breaches(violations.length)}</span>`;
  return kind === 'rest'
    ? html`<span class="verdict good" title=${words.fits}>${icon('check')}<span class="hidden">${words.fits}</span></span>`
    : nothing;
}

function details({ json, violations }: PageLogEntry, { core, words }: Page): TemplateResult {
  const text = JSON.stringify(json, null, 2) ?? '';
  const press = async ({ currentTarget }: Event) => {
    const copied = await copy(core, { kind: 'panel' }, words.copyJson, text);
    if (!copied || !(currentTarget instanceof HTMLElement)) return;
    currentTarget.classList.add('done');
    setTimeout(() => currentTarget.classList.remove('done'), COPIED);
  };
  return html`<div class="entry-details">
    ${violations.length > 0 ? html`<ul class="violations">${violations.map((violation) => html`<li>${violation}</li>`)}</ul>` : nothing}
    <button type="button" class="copy" @click=${press}>
      ${icon('copy')}<span class="before">${words.copyJson}</span><span class="after" role="status">${words.copied}</span>
    </button>
    <pre tabindex="0"><code>${text}</code></pre>
  </div>`;
}
