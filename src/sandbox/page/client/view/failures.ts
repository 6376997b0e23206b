/** Draws what could not be done, where it was tried. */
import { html, type TemplateResult } from 'lit';
import type { Page } from '../core.ts';
import type { Failure } from '../state/state.ts';
import { icon } from './icons.ts';

export function failureList(failures: readonly Failure[], page: Page): TemplateResult[] {
  return failures.map((failure) => failureBox(failure, page));
}

/** What failed at a message. */
export function failuresAt(messageId: string, { state }: Page): Failure[] {
  return state.failures.filter(({ spot }) => spot.kind === 'message' && spot.messageId === messageId);
}

/** What failed in a channel, but for what is told at a message that is still there. */
export function failuresBelow(channelId: string, { state }: Page): Failure[] {
  const isThere = (id: string) => state.messages[channelId]?.some(({ message }) => message.id === id) === true;
  return state.failures.filter(({ spot }) => {
    if (spot.kind === 'panel' || spot.channelId !== channelId) return false;
    return spot.kind === 'channel' || !isThere(spot.messageId);
  });
}

function failureBox({ id, tried, reason }: Failure, { words, core }: Page): TemplateResult {
  return html`<div class="failure" role="alert">
    ${icon('alert')}
    <div><b>${tried}</b><p>${reason}</p>
      <p class="only-you">${icon('eye')}<span>${words.onlyYou}</span><span aria-hidden="true">•</span>
        <button type="button" class="link" @click=${() => core.keeper.happen({ kind: 'dismiss-failure', id })}>${words.dismiss}</button>
      </p>
    </div>
  </div>`;
}
