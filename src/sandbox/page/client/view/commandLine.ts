/** Draws a command being typed: its name, its options as chips, and the place after them. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { attach, backOut, dropOption, enterOption, typeOption } from '../actions/writing.ts';
import type { Page } from '../core.ts';
import { OptionType } from '../discord.ts';
import type { CommandOption } from '../state/commands.ts';
import { type CommandLine, type Field, optionNamed, optionsLeft } from '../state/composer.ts';
import { suggestionsFor } from '../state/suggestions.ts';
import { icon } from './icons.ts';
import { pickedId } from './popup.ts';

export function commandLine(line: CommandLine, page: Page): TemplateResult {
  const { words, core } = page;
  return html`<div class="command-line" role="group" aria-label=${`/${line.command.title}`}>
    <button type="button" class="command-name" title=${words.close} @click=${() => backOut(core)}>/${line.command.title}</button>
    ${Object.entries(line.fields).map(([name, field], index) => {
      const option = optionNamed(line, name);
      return option ? chip(option, field, line, index === 0, page) : nothing;
    })}
    ${after(line, page)}
  </div>`;
}

function chip(option: CommandOption, field: Field, line: CommandLine, isFirst: boolean, page: Page): TemplateResult {
  const classes = ['chip'];
  if (line.focus === option.name) classes.push('focused');
  if (line.problem === option.name) classes.push('wrong');
  const input =
    option.type === OptionType.Attachment
      ? fileField(option, field, page)
      : valueField(option, field, line, isFirst, page);
  return html`<span class=${classes.join(' ')}>
    <label for="option-${option.name}">${option.title}</label>${input}
    ${option.required ? nothing : html`<button type="button" class="chip-close" tabindex="-1" aria-label=${page.words.removeOption(option.title)} @click=${() => dropOption(page.core, option.name)}>${icon('close')}</button>`}
  </span>`;
}

function valueField(
  option: CommandOption,
  field: Field,
  line: CommandLine,
  isFirst: boolean,
  page: Page,
): TemplateResult {
  const isOpen = line.focus === option.name && suggestionsFor(page.state, page.words).items.length > 0;
  const typed = (event: InputEvent) => {
    if (event.currentTarget instanceof HTMLInputElement) typeOption(page.core, option.name, event.currentTarget.value);
  };
  return html`<input
    id="option-${option.name}"
    ?data-composer=${line.focus === option.name}
    ?data-first=${isFirst}
    autocomplete="off"
    spellcheck="false"
    role="combobox"
    aria-autocomplete="list"
    aria-required=${option.required}
    aria-invalid=${line.problem === option.name}
    aria-describedby=${line.focus === option.name ? 'popup-title' : nothing}
    aria-expanded=${isOpen}
    aria-controls="suggestions"
    aria-activedescendant=${isOpen ? pickedId(page) : nothing}
    .value=${live(field.text)}
    @input=${typed}
    @focus=${() => enterOption(page.core, option.name)}
  />`;
}

function fileField(option: CommandOption, field: Field, page: Page): TemplateResult {
  const { words, core } = page;
  const chosen = (event: Event) => {
    const input = event.currentTarget;
    const file = input instanceof HTMLInputElement ? input.files?.[0] : undefined;
    if (file) void attach(core, file);
  };
  const isFocused = page.state.composer.kind === 'command' && page.state.composer.focus === option.name;
  return html`<span class="file-field">
    <input id="option-${option.name}" type="file" ?data-composer=${isFocused} aria-required=${option.required} @change=${chosen} @focus=${() => enterOption(core, option.name)} />
    <span aria-hidden="true">${icon('upload')}${field.text === '' ? words.chooseFile : field.text}</span>
  </span>`;
}

/** Where further options are looked for. */
function after(line: CommandLine, page: Page): TemplateResult | typeof nothing {
  const left = optionsLeft(line).length;
  const typed = (event: InputEvent) => {
    if (event.currentTarget instanceof HTMLInputElement) typeOption(page.core, null, event.currentTarget.value);
  };
  const isOpen = line.focus === null && left > 0;
  return html`<input
    id="option-after"
    class="after"
    ?data-composer=${line.focus === null}
    ?data-first=${Object.keys(line.fields).length === 0}
    autocomplete="off"
    spellcheck="false"
    role="combobox"
    aria-label=${page.words.options}
    aria-expanded=${isOpen}
    aria-controls="suggestions"
    aria-activedescendant=${isOpen ? pickedId(page) : nothing}
    placeholder=${left > 0 ? page.words.addOption(left) : ''}
    .value=${live(line.seeking)}
    @input=${typed}
    @focus=${() => enterOption(page.core, null)}
  />`;
}
