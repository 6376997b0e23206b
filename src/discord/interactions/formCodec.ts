/** Forms (Discord: modals) as one definition each: what they ask, what their id carries, and what their handler gets. */
import {
  type APIComponentInLabel,
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  TextInputStyle,
} from 'discord.js';
import { Refusal } from '../../app/problem.ts';
import { limits } from '../../text/limits.ts';
import { type FieldValues, type IdCodec, type IdFields, idCodec } from './idCodec.ts';

/** What was entered into one input: a text, or the values of what was chosen. */
export type Entered = { readonly text: string; readonly chosen: readonly string[] };

/** Something that a form asks for. Its words are given when the form opens, in the language of whoever reads it. */
type FormInput<Value = unknown, Words = unknown> = {
  component(customId: string, words: Words): APILabelComponent;
  /** @throws Refusal `outdated` for what this version does not ask */
  read(entered: Entered): Value;
};

/** The inputs of a form, by name, in the order in which they stand. */
export type FormInputs = Readonly<Record<string, FormInput>>;

/** What was entered, by the names of the inputs. */
export type InputValues<Inputs> = {
  readonly [Name in keyof Inputs]: Inputs[Name] extends FormInput<infer Value> ? Value : never;
};

/** What stands above an input: 1 to 45 UTF-16 units, and below that 1 to 100 more (`components/reference#label`). */
type LabelWords = { readonly label: string; readonly description?: string };

type InputWords<Inputs> = {
  readonly [Name in keyof Inputs]: Inputs[Name] extends FormInput<unknown, infer Words> ? Words : never;
};

export type FormCodec<Fields extends IdFields = IdFields, Inputs extends FormInputs = FormInputs> = IdCodec<Fields> & {
  /** The form as Discord shows it; its title has 1 to 45 UTF-16 units. @throws RangeError as {@link ButtonCodec} */
  open(
    values: FieldValues<Fields>,
    words: { readonly title: string; readonly inputs: InputWords<Inputs> },
  ): APIModalInteractionResponseCallbackData;
  /** Reads every input. @throws Refusal `outdated` for what this version does not ask */
  entered(into: (name: string) => Entered): InputValues<Inputs>;
};

/** @throws RangeError as `buttonCodec`, and for more inputs than a form may have */
export function formCodec<const Fields extends IdFields, const Inputs extends FormInputs>(
  kind: string,
  fields: Fields,
  inputs: Inputs,
): FormCodec<Fields, Inputs> {
  const named = Object.entries(inputs);
  if (named.length > limits.formInputs) throw new RangeError(`The form "${kind}" asks for ${named.length} things.`);
  const codec = idCodec(kind, fields);
  return {
    ...codec,
    open(values, words) {
      // The words are those of the inputs, name by name, which `Object.entries` does not tell.
      const given = words.inputs as Readonly<Record<string, unknown>>;
      const components = named.map(([name, input]) => input.component(name, given[name]));
      return { custom_id: codec.id(values), title: words.title, components };
    },
    entered(into) {
      // Every input gives a value of its own.
      return Object.fromEntries(named.map(([name, input]) => [name, input.read(into(name))])) as InputValues<Inputs>;
    },
  };
}

/** A text of at most `max` UTF-16 units, on one line or several; empty when nothing was entered where it may be. */
export function textInput({
  required = true,
  max = limits.textInput,
  lines = 'one',
}: {
  readonly required?: boolean;
  readonly max?: number;
  readonly lines?: 'one' | 'several';
} = {}): FormInput<string, LabelWords & { readonly placeholder?: string; readonly value?: string }> {
  return {
    component: (customId, { placeholder, value, ...words }) =>
      labelled(words, {
        type: ComponentType.TextInput,
        custom_id: customId,
        style: lines === 'one' ? TextInputStyle.Short : TextInputStyle.Paragraph,
        max_length: max,
        required,
        ...(placeholder && { placeholder }),
        ...(value && { value }),
      }),
    // Only Discord's client keeps to the bounds.
    read: ({ text }) => (text.length <= max && (text !== '' || !required) ? text : outdated()),
  };
}

/** One of a few words, shown by name. @throws RangeError for too many of them */
export function choiceInput<const Value extends string>(
  values: readonly Value[],
): FormInput<Value, LabelWords & { readonly names: Readonly<Record<Value, string>>; readonly chosen?: Value }> {
  if (values.length > limits.menuOptions) throw new RangeError(`A choice offers ${values.length} words.`);
  return {
    component: (customId, { names, chosen, ...words }) =>
      labelled(words, {
        type: ComponentType.StringSelect,
        custom_id: customId,
        options: values.map((value) => ({ value, label: names[value], ...(value === chosen && { default: true }) })),
      }),
    read({ chosen: [first] }) {
      const value = values.find((one) => one === first);
      return value ?? outdated();
    },
  };
}

function outdated(): never {
  throw new Refusal({ code: 'outdated' });
}

function labelled({ label, description }: LabelWords, component: APIComponentInLabel): APILabelComponent {
  return { type: ComponentType.Label, label, ...(description && { description }), component };
}
