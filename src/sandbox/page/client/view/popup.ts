/** Draws the list above the composer: commands, options to add, values to choose from. */
import { html, nothing, type TemplateResult } from 'lit';
import { take } from '../actions/writing.ts';
import type { Page } from '../core.ts';
import { OptionType } from '../discord.ts';
import { type CommandOption, commandTyped } from '../state/commands.ts';
import { type CommandLine, optionNamed } from '../state/composer.ts';
import { type Suggestion, type Suggestions, suggestionsFor } from '../state/suggestions.ts';
import { botMark } from './icons.ts';

export function popup(page: Page): TemplateResult | typeof nothing {
  const { composer } = page.state;
  const suggestions = suggestionsFor(page.state, page.words);
  if (composer.kind === 'text') {
    const typed = commandTyped(composer.text);
    return typed === undefined ? nothing : commandPopup(typed, suggestions, page);
  }
  const option = optionNamed(composer, composer.focus);
  if (option) return optionPopup(option, composer, suggestions, page);
  if (suggestions.items.length === 0) return nothing;
  return frame(page.words.options, nothing, list(suggestions, page));
}

/** The id of the suggestion that is picked. */
export function pickedId({ state }: Page): string | undefined {
  return state.composer.picked < 0 ? undefined : `suggestion-${state.composer.picked}`;
}

function frame(title: unknown, note: unknown, body: unknown): TemplateResult {
  return html`<div class="popup">
    <div class="popup-title" id="popup-title"><b>${title}</b>${note}</div>
    ${body}
  </div>`;
}

function commandPopup(typed: string, suggestions: Suggestions, page: Page): TemplateResult {
  const { words } = page;
  const title = typed.trim() === '' ? words.commands : words.commandsMatching(typed.trim());
  const body =
    suggestions.items.length > 0
      ? list(suggestions, page)
      : html`<p class="popup-note" role="status">${words.noCommands}</p>`;
  return frame(title, nothing, body);
}

function optionPopup(option: CommandOption, line: CommandLine, suggestions: Suggestions, page: Page): TemplateResult {
  const { words } = page;
  const isWrong = line.problem === option.name;
  const isEmpty = (line.fields[option.name]?.text ?? '') === '';
  const problem = isWrong
    ? html`<span class="problem" role="alert">${isEmpty ? words.required : words.invalid}</span>`
    : nothing;
  const note = html`<span class="popup-description">${option.description}</span>${problem}`;
  return frame(option.title, note, optionBody(option, line, suggestions, page));
}

function optionBody(option: CommandOption, line: CommandLine, suggestions: Suggestions, page: Page): unknown {
  const { words } = page;
  if (suggestions.items.length > 0) return list(suggestions, page);
  if (suggestions.stale) return html`<p class="popup-note" role="status">${words.loading}</p>`;
  if (option.type === OptionType.Attachment) return html`<p class="popup-note">${words.chooseFile} ${words.orDrop}</p>`;
  if (option.type === OptionType.Integer)
    return html`<p class="popup-note">${words.wholeNumber(option.min, option.max)}</p>`;
  if (line.fields[option.name]?.text === '') return nothing;
  if (option.completes) return html`<p class="popup-note" role="status">${words.noMatch}</p>`;
  return option.choices.length > 0 ? html`<p class="popup-note" role="status">${words.noChoice}</p>` : nothing;
}

function list({ items, stale }: Suggestions, page: Page): TemplateResult {
  const { picked } = page.state.composer;
  return html`<ul class=${stale ? 'stale' : ''} id="suggestions" role="listbox" aria-labelledby="popup-title">
    ${items.map((item, index) => {
      const chosen = (event: Event) => {
        event.preventDefault();
        take(page.core, item);
      };
      return html`<li id="suggestion-${index}" role="option" aria-selected=${index === picked} @mousedown=${chosen}>${suggestion(item)}</li>`;
    })}
  </ul>`;
}

function suggestion(item: Suggestion): TemplateResult {
  switch (item.kind) {
    case 'command': {
      const { title, description, options } = item.command;
      return html`<span class="suggestion-face">${botMark()}</span>
        <span class="suggestion-text">
          <b>/${title}${options.map((option) => html` <em class=${option.required ? 'required' : ''}>${option.title}</em>`)}</b>
          <small>${description}</small>
        </span>
        <small class="suggestion-app">Reprise</small>`;
    }
    case 'option':
      return html`<span class="suggestion-text"><b>${item.option.title}</b><small>${item.option.description}</small></span>`;
    case 'value':
      return html`<span class="suggestion-text"><span>${item.name}</span></span>`;
  }
}
