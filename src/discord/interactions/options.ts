/**
 * The options of chat commands, each kind once: how Discord shows it, and how its value is read
 * (`interactions/application-commands#application-command-object-application-command-option-structure`).
 */
import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
  type ChannelType,
  type CommandInteractionOption,
  type FileUploadType,
  type PermissionsBitField,
} from 'discord.js';
import { Refusal } from '../../app/problem.ts';
import { type Sentences, sentences } from '../../i18n/i18n.ts';
import { limits } from '../../text/limits.ts';
import { type Described, describedAs } from './described.ts';

/** A value as Discord gives it, with the channel or the file that it means. */
export type GivenOption = Pick<CommandInteractionOption, 'value' | 'channel' | 'attachment'>;

/** An option, but for its name. */
export type Option<Value = unknown, Required = boolean | undefined, Completes = boolean | undefined> = {
  /** Whether the command cannot be sent without it. */
  readonly required: Required;
  /** Whether Discord asks for completions while it is being typed. */
  readonly completes: Completes;
  definition(name: string): APIApplicationCommandBasicOption;
  /** @throws Refusal `outdated` for what this version does not offer: people may still see an older command */
  read(given: GivenOption): Value;
};

/** Whether a switch that may be left out is on: not so where TypeScript knows no more than that it is a boolean. */
export type IsTrue<Switch> = [NonNullable<Switch>] extends [true] ? true : false;

/** The options of a command, by name. */
export type Options = Readonly<Record<string, Option>>;

/** Their values, by name; undefined for those left out. */
export type OptionValues<Given> = {
  readonly [Name in keyof Given]: Given[Name] extends Option<infer Value, infer Required>
    ? IsTrue<Required> extends true
      ? Value
      : Value | undefined
    : never;
};

/** A file that somebody attached, as Discord describes it. */
type GivenFile = {
  readonly id: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Where it can be fetched from, for a while. */
  readonly url: string;
};

/** A channel that somebody chose. */
export type GivenChannel = {
  readonly id: string;
  readonly type: ChannelType;
  readonly name: string | undefined;
  /** What the person who chose it may do there, as bits; undefined where Discord does not say. */
  readonly permissions: bigint | undefined;
  /** The same of the bot. */
  readonly appPermissions: bigint | undefined;
};

type Spec<Required> = Described & { readonly required?: Required };

/** Any text of up to 6,000 UTF-16 units. */
export function text<const Required extends boolean = false, const Completes extends boolean = false>({
  required,
  completes,
  ...described
}: Spec<Required> & { readonly completes?: Completes }): Option<string, Required | undefined, Completes | undefined> {
  return {
    required,
    completes,
    definition: (name) => ({
      type: ApplicationCommandOptionType.String,
      ...describedAs(name, described),
      ...(required && { required }),
      ...(completes && { autocomplete: true }),
    }),
    read: ({ value }) => (typeof value === 'string' ? value : outdated()),
  };
}

/** One of a few words, shown by the names that each language has for them. @throws RangeError for too many of them */
export function choice<const Value extends string, const Required extends boolean = false>({
  required,
  values,
  names,
  ...described
}: Spec<Required> & {
  readonly values: readonly Value[];
  readonly names: (words: Sentences) => Readonly<Record<Value, string>>;
}): Option<Value, Required | undefined, false> {
  if (values.length > limits.choices) throw new RangeError(`An option has ${values.length} choices.`);
  const [en, ja] = [names(sentences.en), names(sentences.ja)];
  return {
    required,
    completes: false,
    definition: (name) => ({
      type: ApplicationCommandOptionType.String,
      ...describedAs(name, described),
      ...(required && { required }),
      choices: values.map((value) => ({ name: en[value], name_localizations: { ja: ja[value] }, value })),
    }),
    read: ({ value }) => values.find((one) => one === value) ?? outdated(),
  };
}

type NumberSpec<Required> = Spec<Required> & { readonly min?: number; readonly max?: number };

/** A whole number. */
export function integer<const Required extends boolean = false>({
  required,
  min,
  max,
  ...described
}: NumberSpec<Required>): Option<number, Required | undefined, false> {
  return {
    required,
    completes: false,
    definition: (name) => ({
      type: ApplicationCommandOptionType.Integer,
      ...describedAs(name, described),
      ...(required && { required }),
      ...bounds(min, max),
    }),
    read: ({ value }) => (Number.isSafeInteger(value) ? numberWithin(value, min, max) : outdated()),
  };
}

/** Any number. */
export function number<const Required extends boolean = false>({
  required,
  min,
  max,
  ...described
}: NumberSpec<Required>): Option<number, Required | undefined, false> {
  return {
    required,
    completes: false,
    definition: (name) => ({
      type: ApplicationCommandOptionType.Number,
      ...describedAs(name, described),
      ...(required && { required }),
      ...bounds(min, max),
    }),
    read: ({ value }) => numberWithin(value, min, max),
  };
}

function bounds(min: number | undefined, max: number | undefined) {
  return { ...(min !== undefined && { min_value: min }), ...(max !== undefined && { max_value: max }) };
}

/** Only Discord's client keeps to the bounds. */
function numberWithin(value: GivenOption['value'], min = -Infinity, max = Infinity): number {
  return typeof value === 'number' && value >= min && value <= max ? value : outdated();
}

/** True or false. */
export function yesOrNo<const Required extends boolean = false>({
  required,
  ...described
}: Spec<Required>): Option<boolean, Required | undefined, false> {
  return {
    required,
    completes: false,
    definition: (name) => ({
      type: ApplicationCommandOptionType.Boolean,
      ...describedAs(name, described),
      ...(required && { required }),
    }),
    read: ({ value }) => (typeof value === 'boolean' ? value : outdated()),
  };
}

/** A channel of the server, of one of these types. */
export function channel<const Required extends boolean = false>({
  required,
  types,
  ...described
}: Spec<Required> & { readonly types: readonly ChannelOptionType[] }): Option<
  GivenChannel,
  Required | undefined,
  false
> {
  return {
    required,
    completes: false,
    definition: (name) => ({
      type: ApplicationCommandOptionType.Channel,
      ...describedAs(name, described),
      ...(required && { required }),
      channel_types: [...types],
    }),
    read: ({ channel: given }) =>
      given && types.some((type) => type === given.type) ? plainChannel(given) : outdated(),
  };
}

/** The types of channels that an option can ask for: those of servers. */
type ChannelOptionType = Exclude<ChannelType, ChannelType.DM | ChannelType.GroupDM | ChannelType.GuildDirectory>;

/** A file; Discord's client offers files of these types alone, but only by their names. */
export function attachment<const Required extends boolean = false>({
  required,
  fileTypes,
  ...described
}: Spec<Required> & { readonly fileTypes: readonly FileUploadType[] }): Option<GivenFile, Required | undefined, false> {
  return {
    required,
    completes: false,
    definition: (name) => ({
      type: ApplicationCommandOptionType.Attachment,
      ...describedAs(name, described),
      ...(required && { required }),
      file_types: [...fileTypes],
    }),
    read: ({ attachment: file }) =>
      file ? { id: file.id, name: file.name, size: file.size, url: file.url } : outdated(),
  };
}

/** discord.js makes a structure of a channel whose server it knows, and leaves others as Discord sent them. */
function plainChannel(given: NonNullable<GivenOption['channel']>): GivenChannel {
  const { id, type } = given;
  const own = 'permissions' in given ? bitsOf(given.permissions) : undefined;
  const bots = 'appPermissions' in given ? bitsOf(given.appPermissions) : bitsOf(given.app_permissions);
  return { id, type, name: given.name ?? undefined, permissions: own, appPermissions: bots };
}

function bitsOf(permissions: string | Readonly<PermissionsBitField> | null | undefined): bigint | undefined {
  if (typeof permissions === 'string') return BigInt(permissions);
  return permissions?.bitfield;
}

function outdated(): never {
  throw new Refusal({ code: 'outdated' });
}
