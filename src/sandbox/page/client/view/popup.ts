/** Draws the list above the composer: commands, options to add, values to choose from. */
import { html, nothing, type TemplateResult } from 'lit';
import { take } from '../actions/writing.ts';
import type { Page } from '../core.ts';
import { OptionType } from '../discord.ts';
import type { Words } from '../i18n/en.ts';
import { type CommandOption, commandTyped, namedFirst, slashCommands } from '../state/commands.ts';
import { type CommandLine, optionNamed, typeBehind } from '../state/composer.ts';
import { usableCommands } from '../state/state.ts';
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
  const { words } = page;
  if (composer.problem === null)
    return frame(words.options, problem(words.takesNoText(`/${composer.command.title}`)), nothing);
  if (suggestions.items.length > 0) return frame(words.options, nothing, list(suggestions, page));
  return composer.seeking.trim() === '' ? nothing : frame(words.options, nothing, note(textBehind(composer, words)));
}

/** The id of the suggestion that is picked. */
export function pickedId({ state }: Page): string | undefined {
  return state.composer.picked < 0 ? undefined : `suggestion-${state.composer.picked}`;
}

function frame(title: unknown, about: unknown, body: unknown): TemplateResult {
  return html`<div class="popup">
    <div class="popup-title" id="popup-title"><b>${title}</b>${about}</div>
    ${body}
  </div>`;
}

function commandPopup(typed: string, suggestions: Suggestions, page: Page): TemplateResult {
  const { words } = page;
  const title = typed.trim() === '' ? words.commands : words.commandsMatching(typed.trim());
  if (suggestions.items.length > 0) return frame(title, nothing, list(suggestions, page));
  const commands = slashCommands(usableCommands(page.state), page.locale);
  const [named] = namedFirst(commands, typed);
  return frame(title, nothing, note(named ? words.takesNoText(`/${named.command.title}`) : words.noCommands));
}

function optionPopup(option: CommandOption, line: CommandLine, suggestions: Suggestions, page: Page): TemplateResult {
  const { words } = page;
  const isWrong = line.problem === option.name;
  const isEmpty = (line.fields[option.name]?.text ?? '') === '';
  const wrong = isWrong ? problem(isEmpty ? words.required : words.invalid) : nothing;
  const about = html`<span class="popup-description">${option.description}</span>${wrong}`;
  return frame(option.title, about, optionBody(option, line, suggestions, page));
}

function problem(text: string): TemplateResult {
  return html`<span class="problem" role="alert">${text}</span>`;
}

function note(text: string): TemplateResult {
  return html`<p class="popup-note" role="status">${text}</p>`;
}

/** Where a text goes that stands behind a command's options. */
function textBehind(line: CommandLine, words: Words): string {
  const { focus, problem } = typeBehind(line, line.seeking);
  const title = optionNamed(line, focus)?.title;
  return problem === null || title === undefined ? words.takesNoText(`/${line.command.title}`) : words.goesInto(title);
}

function optionBody(option: CommandOption, line: CommandLine, suggestions: Suggestions, page: Page): unknown {
  const { words } = page;
  if (suggestions.items.length > 0) return list(suggestions, page);
  if (suggestions.stale) return note(words.loading);
  if (option.type === OptionType.Attachment) return html`<p class="popup-note">${words.chooseFile} ${words.orDrop}</p>`;
  if (option.type === OptionType.Integer)
    return html`<p class="popup-note">${words.wholeNumber(option.min, option.max)}</p>`;
  if (line.fields[option.name]?.text === '') return nothing;
  if (option.completes) return note(words.noMatch);
  return option.choices.length > 0 ? note(words.noChoice) : nothing;
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
      const { command, behind } = item;
      const { title, description, options } = command;
      return html`<span class="suggestion-face">${botMark()}</span>
        <span class="suggestion-text">
          <b>/${title}${behind === '' ? options.map((option) => html` <em class=${option.required ? 'required' : ''}>${option.title}</em>`) : html` <em class="required">${behind}</em>`}</b>
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
