/** Draws the composer: the hint of a first visit, the list of suggestions, and the line to write in. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { LONGEST_MESSAGE, type PageChannel } from '../../protocol/frames.ts';
import { closeHint } from '../actions/panel.ts';
import { attach, backOut, enter, movePick, propose, stepOption, tab, takeBack, typeText } from '../actions/writing.ts';
import type { Core, Page } from '../core.ts';
import { ChannelKind } from '../discord.ts';
import { type Composer, excessOf, type TextLine } from '../state/composer.ts';
import { suggestionsFor } from '../state/suggestions.ts';
import { commandLine } from './commandLine.ts';
import { icon } from './icons.ts';
import { pickedId, popup } from './popup.ts';

export function composer(channel: PageChannel, page: Page): TemplateResult {
  const { state, words } = page;
  if (channel.type === ChannelKind.Forum) return html`<p class="no-writing">${words.writeInPosts}</p>`;
  if (!channel.writable) return html`<p class="no-writing">${words.mayNotWrite}</p>`;
  const line = state.composer;
  const dropped = (event: DragEvent) => {
    event.preventDefault();
    page.core.keeper.happen({ kind: 'dragging', dragging: false });
    const file = event.dataTransfer?.files[0];
    if (file) void attach(page.core, file);
  };
  return html`<div class="composer-area" @dragover=${(event: DragEvent) => event.preventDefault()} @drop=${dropped}>
    ${state.hintOpen && line.kind === 'text' && line.text === '' ? hint(page) : nothing} ${popup(page)} ${tooLong(line, page)}
    <div class=${state.dragging ? 'composer dragging' : 'composer'} @keydown=${(event: KeyboardEvent) => keyPressed(event, page.core)}>
      ${line.kind === 'text' ? textField(line, channel, page) : commandLine(line, page)}
      <button type="button" class="icon-button send" aria-label=${words.send} @click=${() => enter(page.core)}>${icon('send')}</button>
      ${state.dragging ? html`<div class="drop-note">${icon('upload')}${words.dropHere}</div>` : nothing}
    </div>
    <p class="typing" aria-live="off">${typing(channel, page)}</p>
  </div>`;
}

function textField({ text }: TextLine, channel: PageChannel, page: Page): TemplateResult {
  const { words, core } = page;
  const isOpen = suggestionsFor(page.state, words).items.length > 0;
  const label = words.write(channel.parentId === null ? `#${channel.name}` : channel.name);
  const typed = (event: InputEvent) => {
    if (event.currentTarget instanceof HTMLTextAreaElement) typeText(core, event.currentTarget.value);
  };
  return html`<textarea
    id="composer-text"
    data-composer
    rows="1"
    role="combobox"
    aria-label=${label}
    aria-autocomplete="list"
    aria-expanded=${isOpen}
    aria-controls="suggestions"
    aria-activedescendant=${isOpen ? pickedId(page) : nothing}
    placeholder=${label}
    .value=${live(text)}
    @input=${typed}
  ></textarea>`;
}

function tooLong(line: Composer, { words, locale }: Page): TemplateResult | typeof nothing {
  const excess = line.kind === 'text' ? excessOf(line.text) : 0;
  if (excess <= 0) return nothing;
  const numbers = new Intl.NumberFormat(locale);
  return html`<p class="too-long" role="alert">${words.tooLong(numbers.format(LONGEST_MESSAGE), numbers.format(excess))}</p>`;
}

function keyPressed(event: KeyboardEvent, core: Core): void {
  // While kana become kanji, Enter and the arrows belong to the input method.
  if (event.isComposing || event.keyCode === 229) return;
  const act = actionFor(event, core);
  if (!act) return;
  event.preventDefault();
  act();
}

function actionFor({ key, shiftKey, target }: KeyboardEvent, core: Core): (() => void) | undefined {
  const { composer: line } = core.keeper.state;
  const input = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement ? target : undefined;
  if (!input) return key === 'Escape' ? () => backOut(core) : undefined;
  const listOpen = document.getElementById('suggestions') !== null;
  switch (key) {
    case 'Enter':
      return shiftKey && line.kind === 'text' ? undefined : () => enter(core);
    case 'Escape':
      return () => backOut(core);
    case 'Tab':
      if (shiftKey)
        return line.kind === 'command' && input.dataset.first === undefined ? () => stepOption(core, -1) : undefined;
      return listOpen || (line.kind === 'command' && line.focus !== null) ? () => tab(core) : undefined;
    case 'ArrowUp':
      if (listOpen) return () => movePick(core, -1);
      return line.kind === 'text' && line.text === '' ? () => core.keeper.happen({ kind: 'recall' }) : undefined;
    case 'ArrowDown':
      return listOpen ? () => movePick(core, 1) : undefined;
    case 'Backspace':
      return line.kind === 'command' && input.value === '' ? () => takeBack(core) : undefined;
    case 'ArrowLeft':
      return line.kind === 'command' && input.selectionEnd === 0 ? () => stepOption(core, -1) : undefined;
    case 'ArrowRight':
      return line.kind === 'command' && input.selectionStart === input.value.length
        ? () => stepOption(core, 1)
        : undefined;
    default:
      return undefined;
  }
}

function typing(channel: PageChannel, { state, words }: Page): unknown {
  const until = state.typing[channel.id];
  if (until === undefined || until < Date.now()) return nothing;
  return html`<span class="dots"><i></i><i></i><i></i></span>${words.typing('Reprise')}`;
}

function hint({ words, core }: Page): TemplateResult {
  const tryIt = () => {
    closeHint(core);
    propose(core, 'thread replay', { thread: words.hintThread });
  };
  return html`<aside class="hint" aria-label=${words.hintTitle}>
    <div><b>${words.hintTitle}</b><p>${words.hintText}</p></div>
    <button type="button" class="button primary" @click=${tryIt}>${words.hintAction}</button>
    <button type="button" class="icon-button" aria-label=${words.hintDismiss} title=${words.hintDismiss} @click=${() => closeHint(core)}>${icon('close')}</button>
  </aside>`;
}
