/** What Discord's client makes of a form that somebody filled in (`components/reference`). */
import {
  type APIAttachment,
  type APIComponentInLabel,
  type APIModalInteractionResponseCallbackData,
  type APITextInputComponent,
  ComponentType,
} from 'discord.js';
import { clientRefusals } from './clientRefusal.ts';
import { fitsFileTypes } from './fileTypes.ts';
import type { References } from './resolvedData.ts';

/** What was entered into a field: a text, a tick, choices by value or id, or files. */
type FormValue = string | boolean | readonly string[] | readonly APIAttachment[];
/** What was entered, by the fields' custom ids. */
export type FormValues = Readonly<Record<string, FormValue>>;

type Field = APIComponentInLabel | APITextInputComponent;
type FilledField = { readonly submitted: object; readonly references: References };

/**
 * The data of a submitted form, and what it refers to.
 *
 * @throws ClientRefusal when a field is missing, does not exist, or holds too little, too much, or something odd
 */
export function fillForm({ custom_id, components }: APIModalInteractionResponseCallbackData, values: FormValues) {
  const left = new Set(Object.keys(values));
  const references: References[] = [];
  const submit = (field: Field): object => {
    left.delete(field.custom_id);
    const filled = fillField(field, values[field.custom_id]);
    references.push(filled.references);
    return filled.submitted;
  };
  const filled = components.map((component) => {
    if (component.type === ComponentType.Label) {
      return { type: component.type, id: component.id, component: submit(component.component) };
    }
    if (component.type === ComponentType.ActionRow) {
      return { type: component.type, id: component.id, components: component.components.map(submit) };
    }
    return { type: component.type, id: component.id };
  });
  if (left.size > 0) throw clientRefusals.fieldUnknown([...left]);
  return { data: { custom_id, components: filled }, references: together(references) };
}

function fillField(field: Field, value: FormValue | undefined): FilledField {
  const { type, id, custom_id } = field;
  const own = { type, id, custom_id };
  if (type === ComponentType.Checkbox) return { submitted: { ...own, value: value === true }, references: {} };
  const required = !('required' in field) || field.required !== false;
  const empty = value === undefined || typeof value === 'boolean' || value.length === 0;
  if (required && empty) throw clientRefusals.fieldRequired(custom_id);
  switch (type) {
    case ComponentType.TextInput:
      return { submitted: { ...own, value: text(field, value) }, references: {} };
    case ComponentType.RadioGroup:
      return { submitted: { ...own, value: empty ? null : oneOf(field, value) }, references: {} };
    case ComponentType.FileUpload: {
      const files = empty ? [] : uploads(field, value);
      return { submitted: { ...own, values: files.map((file) => file.id) }, references: { attachments: files } };
    }
    default: {
      const chosen = empty ? [] : choices(field, value);
      return { submitted: { ...own, values: chosen }, references: referencesOf(type, chosen) };
    }
  }
}

function text({ custom_id, min_length = 0, max_length = 4_000 }: APITextInputComponent, value: FormValue | undefined) {
  const entered = value ?? '';
  if (typeof entered !== 'string') throw clientRefusals.fieldKind(custom_id);
  if (entered.length > 0 && (entered.length < min_length || entered.length > max_length)) {
    throw clientRefusals.fieldLength(custom_id, min_length, max_length);
  }
  return entered;
}

type Uploads = Extract<Field, { type: ComponentType.FileUpload }>;
type Choices = Exclude<
  Field,
  { type: ComponentType.FileUpload | ComponentType.TextInput | ComponentType.Checkbox | ComponentType.RadioGroup }
>;
type Radio = Extract<Field, { type: ComponentType.RadioGroup }>;

function uploads(field: Uploads, value: FormValue): readonly APIAttachment[] {
  const { custom_id, min_values = 1, max_values = 1, file_types } = field;
  const files = listOf(value).filter((item) => typeof item === 'object');
  if (files.length !== listOf(value).length) throw clientRefusals.fieldKind(custom_id);
  if (files.length < min_values || files.length > max_values) {
    throw clientRefusals.fieldCount(custom_id, min_values, max_values);
  }
  const odd = files.find(({ filename }) => !fitsFileTypes(filename, file_types));
  if (odd) throw clientRefusals.fileType(odd.filename, file_types ?? []);
  return files;
}

function choices(field: Choices, value: FormValue): readonly string[] {
  const { custom_id, min_values = 1, max_values = 1 } = field;
  const chosen = listOf(value).filter((item) => typeof item === 'string');
  if (chosen.length !== listOf(value).length) throw clientRefusals.fieldKind(custom_id);
  const most = field.type === ComponentType.CheckboxGroup ? (field.max_values ?? field.options.length) : max_values;
  if (chosen.length < min_values || chosen.length > most) throw clientRefusals.fieldCount(custom_id, min_values, most);
  if ('options' in field) for (const one of chosen) requireOffered(field, one);
  return chosen;
}

function oneOf(field: Radio, value: FormValue | undefined): string {
  if (typeof value !== 'string') throw clientRefusals.fieldKind(field.custom_id);
  requireOffered(field, value);
  return value;
}

function requireOffered(
  { custom_id, options }: { custom_id: string; options: readonly { value: string }[] },
  chosen: string,
): void {
  const offered = options.map(({ value }) => value);
  if (!offered.includes(chosen)) throw clientRefusals.menuChoice(custom_id, chosen, offered);
}

/** What menus of people and channels choose are ids of them. */
export function referencesOf(type: ComponentType, ids: readonly string[]): References {
  switch (type) {
    case ComponentType.UserSelect:
      return { users: ids };
    case ComponentType.RoleSelect:
      return { roles: ids };
    case ComponentType.ChannelSelect:
      return { channels: ids };
    case ComponentType.MentionableSelect:
      return { users: ids, roles: ids };
    default:
      return {};
  }
}

function listOf(value: FormValue): readonly (string | APIAttachment)[] {
  return typeof value === 'object' ? value : [];
}

function together(all: readonly References[]): References {
  return {
    attachments: all.flatMap(({ attachments = [] }) => attachments),
    channels: all.flatMap(({ channels = [] }) => channels),
    users: all.flatMap(({ users = [] }) => users),
    roles: all.flatMap(({ roles = [] }) => roles),
  };
}
