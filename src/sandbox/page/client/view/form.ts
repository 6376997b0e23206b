/** Draws a form that the bot opened. */
import type { APIModalInteractionResponseCallbackData } from 'discord.js';
import { html, nothing, type TemplateResult } from 'lit';
import { closeForm, submitForm } from '../actions/messages.ts';
import type { Page } from '../core.ts';
import { Component } from '../discord.ts';
import type { Form } from '../state/state.ts';
import { control, enteredIn, type Field, isRequired } from './formFields.ts';
import { icon } from './icons.ts';
import { markdown } from './markdown.ts';

type Part = APIModalInteractionResponseCallbackData['components'][number];

export function formDialog(form: Form, page: Page): TemplateResult {
  const { words, core } = page;
  const submitted = (event: SubmitEvent) => {
    event.preventDefault();
    if (event.currentTarget instanceof HTMLFormElement) {
      void submitForm(core, enteredIn(event.currentTarget, form.modal), words.uploadFailed);
    }
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
      return part.components.map((field) => labelled(labelOf(field), undefined, field, page));
    case Component.Label:
      return labelled(part.label, part.description, part.component, page);
    default:
      return nothing;
  }
}

function labelOf(field: Field): string {
  return ('label' in field && field.label) || '';
}

function labelled(label: string, description: string | undefined, field: Field, page: Page): TemplateResult {
  const title = html`<span class="form-label">${label}${isRequired(field) ? html`<b class="required-mark" aria-hidden="true">*</b>` : nothing}</span>
    ${description ? html`<small>${description}</small>` : nothing}`;
  const holdsLabels = field.type === Component.RadioGroup || field.type === Component.CheckboxGroup;
  return holdsLabels
    ? html`<div class="form-field" role="group" aria-label=${label}>${title}${control(field, page)}</div>`
    : html`<label class="form-field">${title}${control(field, page)}</label>`;
}
