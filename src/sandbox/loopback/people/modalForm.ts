/** What Discord's client makes of a form that somebody filled in (`components/reference`). */
import {
  type APIComponentInLabel,
  type APIModalInteractionResponseCallbackData,
  type APITextInputComponent,
  ComponentType,
} from 'discord.js';
import { clientRefusals } from './clientRefusal.ts';

/** What was entered, by the fields' custom ids. */
export type FormValues = Readonly<Record<string, string | readonly string[]>>;

/**
 * The data of a submitted form.
 *
 * @throws ClientRefusal when a field is missing, does not exist, or holds too little or too much
 */
export function fillForm({ custom_id, components }: APIModalInteractionResponseCallbackData, values: FormValues) {
  const left = new Set(Object.keys(values));
  const submitted = (field: APIComponentInLabel | APITextInputComponent) => {
    left.delete(field.custom_id);
    return fillField(field, values[field.custom_id]);
  };
  const filled = components.map((component) => {
    if (component.type === ComponentType.Label) {
      return { type: component.type, id: component.id, component: submitted(component.component) };
    }
    if (component.type === ComponentType.ActionRow) {
      return { type: component.type, id: component.id, components: component.components.map(submitted) };
    }
    return { type: component.type, id: component.id };
  });
  if (left.size > 0) throw clientRefusals.fieldUnknown([...left]);
  return { custom_id, components: filled };
}

function fillField(field: APIComponentInLabel | APITextInputComponent, value: string | readonly string[] | undefined) {
  const { type, id, custom_id } = field;
  const required = !('required' in field) || field.required !== false;
  if (required && !value?.length) throw clientRefusals.fieldRequired(custom_id);
  if (type !== ComponentType.TextInput) return { type, id, custom_id, values: value ?? [] };
  const text = value ?? '';
  const { min_length = 0, max_length = 4_000 } = field;
  if (text.length > 0 && (text.length < min_length || text.length > max_length)) {
    throw clientRefusals.fieldLength(custom_id, min_length, max_length);
  }
  return { type, id, custom_id, value: text };
}
