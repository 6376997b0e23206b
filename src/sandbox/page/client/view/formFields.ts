/** Draws the fields of a form (`components/reference#label`), and reads what was filled in. */
import type {
  APIComponentInLabel,
  APIComponentInModalActionRow,
  APIModalInteractionResponseCallbackData,
  APITextInputComponent,
} from 'discord.js';
import { html, nothing, type TemplateResult } from 'lit';
import type { Page } from '../core.ts';
import { Component } from '../discord.ts';
import { entriesOf } from './menus.ts';

/** A field, in a label or in a row of its own. */
export type Field = APIComponentInLabel | APIComponentInModalActionRow;

/** What stands in a field: a text, a tick, what was chosen, or files that are not uploaded yet. */
export type Entered = string | boolean | readonly string[] | readonly File[];

/** `components/reference#text-input-text-input-styles`: more than one line. */
const PARAGRAPH = 2;

/** Whether a form cannot be sent without it; a tick always has a value. */
export function isRequired(field: Field): boolean {
  return field.type !== Component.Checkbox && (!('required' in field) || field.required !== false);
}

/** What people fill in. */
export function control(field: Field, page: Page): unknown {
  const { custom_id: name } = field;
  switch (field.type) {
    case Component.TextInput:
      return textInput(field);
    case Component.FileUpload:
      return html`<input type="file" name=${name} accept=${accepted(field.file_types)} ?multiple=${(field.max_values ?? 1) > 1} ?required=${isRequired(field)} />`;
    case Component.RadioGroup:
      return choices(name, 'radio', field.options, isRequired(field));
    case Component.CheckboxGroup:
      return choices(name, 'checkbox', field.options, false);
    case Component.Checkbox:
      return html`<input type="checkbox" name=${name} ?checked=${field.default === true} />`;
    default: {
      const several = (field.max_values ?? 1) > 1;
      const entries = entriesOf(field, page);
      return html`<select class="menu" name=${name} ?multiple=${several} ?required=${isRequired(field)}>
        ${several || isRequired(field) ? nothing : html`<option value=""></option>`}
        ${entries.map(({ value, label, chosen }) => html`<option value=${value} ?selected=${chosen}>${label}</option>`)}
      </select>`;
    }
  }
}

function textInput(field: APITextInputComponent): TemplateResult {
  const { custom_id: name, value = '', placeholder = '', min_length: min, max_length: max } = field;
  if (field.style === PARAGRAPH) {
    return html`<textarea name=${name} rows="5" placeholder=${placeholder} minlength=${min ?? nothing} maxlength=${max ?? nothing} ?required=${isRequired(field)} .value=${value}></textarea>`;
  }
  return html`<input name=${name} placeholder=${placeholder} minlength=${min ?? nothing} maxlength=${max ?? nothing} ?required=${isRequired(field)} value=${value} />`;
}

type Choice = { readonly value: string; readonly label: string; readonly default?: boolean };

function choices(name: string, type: 'radio' | 'checkbox', options: readonly Choice[], required: boolean) {
  return html`<span class="form-choices">
    ${options.map(
      ({ value, label, default: chosen = false }) =>
        html`<label><input type=${type} name=${name} value=${value} ?checked=${chosen} ?required=${required} /><span>${label}</span></label>`,
    )}
  </span>`;
}

/** Discord's groups of files as a browser names them (`reference#file-type-filtering`). */
function accepted(types: readonly string[] = []): string {
  return types.map((type) => (type.startsWith('.') ? type : `${type}/*`)).join(',');
}

/** What was entered into a form, by the fields' custom ids; a choice that may be left out and was is not there. */
export function enteredIn(
  form: HTMLFormElement,
  { components }: APIModalInteractionResponseCallbackData,
): Record<string, Entered> {
  const data = new FormData(form);
  const fields = components.flatMap((part): readonly Field[] => {
    if (part.type === Component.Label) return [part.component];
    return part.type === Component.ActionRow ? part.components : [];
  });
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = entered(field, data);
      return value === undefined ? [] : [[field.custom_id, value]];
    }),
  );
}

function entered({ type, custom_id: name }: Field, data: FormData): Entered | undefined {
  const texts = data.getAll(name).filter((item) => typeof item === 'string');
  switch (type) {
    case Component.TextInput:
      return texts[0] ?? '';
    case Component.Checkbox:
      return data.has(name);
    case Component.RadioGroup:
      return texts[0];
    case Component.FileUpload:
      // A browser sends a nameless file where none was chosen.
      return data
        .getAll(name)
        .filter((item) => item instanceof File)
        .filter((file) => file.name !== '');
    default:
      return texts.filter((value) => value !== '');
  }
}
