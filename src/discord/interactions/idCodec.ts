/**
 * One definition of a button, a menu or a form, from which follow how its `custom_id` is written, how it is read again,
 * and what its handler gets (`components/reference#custom-id`). Messages outlive an update of the bot: a kind that was
 * ever sent keeps its name, its fields and their order. Anybody can send any id: whoever acts on one checks the server
 * and the permissions anew.
 */
import { limits } from '../../text/limits.ts';
import { type IdField, SEPARATOR } from './idFields.ts';

/** The fields of an id, by name, in the order in which they are written. */
export type IdFields = Readonly<Record<string, IdField<unknown>>>;

/** What an id carries, by the names of its fields. */
export type FieldValues<Fields> = {
  readonly [Name in keyof Fields]: Fields[Name] extends IdField<infer Value> ? Value : never;
};

/** How the ids of one kind are written and read. */
export type IdCodec<Fields extends IdFields = IdFields, Id extends string = string> = {
  /** The first word of the id; no two codecs have the same. */
  readonly kind: string;
  readonly fields: Fields;
  /** @throws RangeError for a value that its field is not made for */
  id(values: FieldValues<Fields>): Id;
  /** Undefined for an id of another kind, or one that this version does not write. */
  read(id: string): FieldValues<Fields> | undefined;
};

declare const buttonId: unique symbol;
/** The `custom_id` of a button that somebody handles. */
export type ButtonId = string & { readonly [buttonId]: true };

/** A button. */
export type ButtonCodec<Fields extends IdFields = IdFields> = IdCodec<Fields, ButtonId>;

/** A menu, whose choices are values of one field. */
export type MenuCodec<Fields extends IdFields = IdFields, Value = unknown> = IdCodec<Fields> & {
  readonly value: IdField<Value>;
};

/** @throws RangeError when the kind or an id of it could be too long or be misread */
export function buttonCodec<const Fields extends IdFields>(kind: string, fields: Fields): ButtonCodec<Fields> {
  const { id, ...codec } = idCodec(kind, fields);
  // The brand says where an id comes from: here alone.
  return { ...codec, id: (values) => id(values) as ButtonId };
}

/**
 * @param value what somebody can choose; of each choice the `value` is written by it
 * @throws RangeError as {@link buttonCodec}, or when a choice could be too long
 */
export function menuCodec<const Fields extends IdFields, Value>(
  kind: string,
  fields: Fields,
  value: IdField<Value>,
): MenuCodec<Fields, Value> {
  if (value.longest > limits.menuValue) throw new RangeError(`A choice of the menu "${kind}" can be too long.`);
  return { ...idCodec(kind, fields), value };
}

/** The kind of an id, whether or not it can be read. */
export function kindOf(id: string): string {
  const [kind = ''] = id.split(SEPARATOR, 1);
  return kind;
}

/** @throws RangeError as {@link buttonCodec} */
export function idCodec<const Fields extends IdFields>(kind: string, fields: Fields): IdCodec<Fields> {
  if (!/^[a-zA-Z-]+$/.test(kind)) throw new RangeError(`"${kind}" is no kind of id: only letters and hyphens are.`);
  const named = Object.entries(fields);
  const longest = [kind.length, ...named.map(([, field]) => SEPARATOR.length + field.longest)].reduce((a, b) => a + b);
  if (longest > limits.customId) throw new RangeError(`An id of the kind "${kind}" can have ${longest} UTF-16 units.`);
  return {
    kind,
    fields,
    id(values) {
      // The values are those of the fields, name by name, which `Object.entries` does not tell.
      const given = values as Readonly<Record<string, unknown>>;
      return [kind, ...named.map(([name, field]) => field.write(given[name]))].join(SEPARATOR);
    },
    read(id) {
      const [first, ...parts] = id.split(SEPARATOR);
      if (first !== kind || parts.length !== named.length) return undefined;
      const read = named.map(([name, field], at) => [name, field.read(parts[at] ?? '')] as const);
      if (read.some(([, value]) => value === undefined)) return undefined;
      // Every field has given a value of its own.
      return Object.fromEntries(read) as FieldValues<Fields>;
    },
  };
}
