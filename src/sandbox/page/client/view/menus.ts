/** Draws the menus of a message: one value from the browser's own menu, several from a list with a button. */
import type { APIMessage, APISelectMenuComponent } from 'discord.js';
import { html, nothing, type TemplateResult } from 'lit';
import { choose, componentKey } from '../actions/messages.ts';
import type { Page } from '../core.ts';
import { Component } from '../discord.ts';
import { here } from '../state/state.ts';

type Entry = {
  readonly label: string;
  readonly value: string;
  readonly chosen: boolean;
  readonly note?: string | undefined;
};

export function menu(component: APISelectMenuComponent, message: APIMessage, page: Page): TemplateResult {
  const { custom_id: customId, min_values: min = 1, max_values: max = 1 } = component;
  const title = component.placeholder ?? (max === 1 ? page.words.choose : page.words.chooseSeveral(min, max));
  const disabled = component.disabled === true || page.state.busy.has(componentKey(message.id, customId));
  const send = (values: readonly string[]) => choose(page.core, message, customId, values, title);
  const entries = entriesOf(component, page);
  return max === 1 && min <= 1 ? single(entries, title, disabled, send) : several(entries, title, disabled, send, page);
}

function single(
  entries: readonly Entry[],
  title: string,
  disabled: boolean,
  send: (values: readonly string[]) => void,
): TemplateResult {
  const chosen = (event: Event) => {
    const select = event.currentTarget;
    if (select instanceof HTMLSelectElement && select.value !== '') send([select.value]);
  };
  return html`<select class="menu" aria-label=${title} ?disabled=${disabled} @change=${chosen}>
    <option value="" ?selected=${!entries.some((entry) => entry.chosen)}>${title}</option>
    ${entries.map(
      (entry) =>
        html`<option value=${entry.value} ?selected=${entry.chosen}>${entry.label}${entry.note ? ` · ${entry.note}` : ''}</option>`,
    )}
  </select>`;
}

function several(
  entries: readonly Entry[],
  title: string,
  disabled: boolean,
  send: (values: readonly string[]) => void,
  { words }: Page,
): TemplateResult {
  const submitted = (event: SubmitEvent) => {
    event.preventDefault();
    if (event.currentTarget instanceof HTMLFormElement)
      send(new FormData(event.currentTarget).getAll('value').map(String));
  };
  return html`<form class="menu-list" @submit=${submitted}>
    <fieldset ?disabled=${disabled}>
      <legend>${title}</legend>
      ${entries.map(
        (entry) => html`<label>
          <input type="checkbox" name="value" value=${entry.value} ?checked=${entry.chosen} />
          <span>${entry.label}${entry.note ? html`<small>${entry.note}</small>` : nothing}</span>
        </label>`,
      )}
      <button type="submit" class="button primary">${words.apply}</button>
    </fieldset>
  </form>`;
}

/** What there is to choose from. */
export function entriesOf(component: APISelectMenuComponent, { state }: Page): Entry[] {
  switch (component.type) {
    case Component.StringSelect:
      return component.options.map(({ label, value, description, default: chosen = false }) => ({
        ...{ label, value, chosen },
        note: description,
      }));
    case Component.ChannelSelect: {
      const types: readonly number[] = component.channel_types ?? [];
      return (here(state).server?.channels ?? [])
        .filter(({ type }) => types.length === 0 || types.includes(type))
        .map(({ id, name }) => ({ label: `#${name}`, value: id, chosen: false }));
    }
    case Component.UserSelect:
    case Component.MentionableSelect:
      return (state.overview?.people ?? []).map(({ id, name }) => ({ label: `@${name}`, value: id, chosen: false }));
    default:
      return [];
  }
}
