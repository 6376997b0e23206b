/** Draws a form that the bot opened (`components/reference#label`), and reads what was filled in. */
import type {
  APIComponentInLabel,
  APIComponentInModalActionRow,
  APIModalInteractionResponseCallbackData,
  APITextInputComponent,
} from 'discord.js';
import { html, nothing, type TemplateResult } from 'lit';
import { closeForm, submitForm } from '../actions/messages.ts';
import type { Page } from '../core.ts';
import { Component } from '../discord.ts';
import type { Form } from '../state/state.ts';
import { icon } from './icons.ts';
import { markdown } from './markdown.ts';

type Part = APIModalInteractionResponseCallbackData['components'][number];
type Field = APIComponentInLabel | APIComponentInModalActionRow;

/** `components/reference#text-input-text-input-styles`: more than one line. */
const PARAGRAPH = 2;

export function formDialog(form: Form, page: Page): TemplateResult {
  const { words, core } = page;
  const submitted = (event: SubmitEvent) => {
    event.preventDefault();
    if (event.currentTarget instanceof HTMLFormElement) void submitForm(core, valuesOf(event.currentTarget));
  };
  return html`<dialog class="form" aria-labelledby="form-title" @cancel=${() => closeForm(core)}>
    <form @submit=${submitted}>
      <header><h2 id="form-title">${form.modal.title}</h2>
        <button type="button" class="icon-button" aria-label=${words.close} @click=${() => closeForm(core)}>${icon('close')}</button>
      </header>
      ${form.problem === undefined ? nothing : html`<p class="problem" role="alert">${form.problem}</p>`}
      ${form.modal.components.map((part) => partOf(part, page))}
      <footer>
        <button type="button" class="button secondary" @click=${() => closeForm(core)}>${words.cancel}</button>
        <button type="submit" class="button primary" ?disabled=${form.sending}>${words.send}</button>
      </footer>
    </form>
  </dialog>`;
}

function partOf(part: Part, page: Page): unknown {
  switch (part.type) {
    case Component.TextDisplay:
      return markdown(part.content, page);
    case Component.ActionRow:
      return part.components.map((field) => labelled(labelOf(field), undefined, field));
    case Component.Label:
      return labelled(part.label, part.description, part.component);
    default:
      return nothing;
  }
}

function labelOf(field: Field): string {
  return ('label' in field && field.label) || '';
}

function labelled(label: string, description: string | undefined, field: Field): TemplateResult {
  return html`<label class="form-field">
    <span class="form-label">${label}${isRequired(field) ? html`<b class="required-mark" aria-hidden="true">*</b>` : nothing}</span>
    ${description ? html`<small>${description}</small>` : nothing}${control(field)}
  </label>`;
}

function isRequired(field: Field): boolean {
  return !('required' in field) || field.required !== false;
}

function control(field: Field): unknown {
  switch (field.type) {
    case Component.TextInput:
      return textInput(field);
    case Component.StringSelect: {
      const { custom_id: name, options, max_values: max = 1 } = field;
      return html`<select class="menu" name=${name} ?multiple=${max > 1} ?required=${isRequired(field)}>
        ${options.map(({ value, label, default: chosen = false }) => html`<option value=${value} ?selected=${chosen}>${label}</option>`)}
      </select>`;
    }
    default:
      return nothing;
  }
}

function textInput(field: APITextInputComponent): TemplateResult {
  const { custom_id: name, value = '', placeholder = '', min_length: min, max_length: max } = field;
  if (field.style === PARAGRAPH) {
    return html`<textarea name=${name} rows="5" placeholder=${placeholder} minlength=${min ?? nothing} maxlength=${max ?? nothing} ?required=${isRequired(field)} .value=${value}></textarea>`;
  }
  return html`<input name=${name} placeholder=${placeholder} minlength=${min ?? nothing} maxlength=${max ?? nothing} ?required=${isRequired(field)} value=${value} />`;
}

function valuesOf(form: HTMLFormElement): Record<string, string | string[]> {
  const data = new FormData(form);
  const fields = [...form.elements].filter(
    (field) => 'name' in field && typeof field.name === 'string' && field.name !== '',
  );
  return Object.fromEntries(
    fields.map((field) => {
      const name = field.getAttribute('name') ?? '';
      const values = data.getAll(name).map(String);
      return [name, field instanceof HTMLSelectElement ? values : (values[0] ?? '')];
    }),
  );
}
