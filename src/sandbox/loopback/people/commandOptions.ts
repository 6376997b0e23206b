/** What Discord's client makes of a typed command: its subcommand, its options, and what it would not let you send. */
import {
  type APIApplicationCommand,
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
} from 'discord.js';
import { type ClientRefusal, clientRefusals } from './clientRefusal.ts';
import { fitsFileTypes } from './fileTypes.ts';

/** The value of an option; a channel or a file stands for itself. */
type OptionValue = string | number | boolean | { readonly id: string };
/** Values of a command's options, by name. */
export type OptionValues = Readonly<Record<string, OptionValue>>;

/** One option of an interaction as the gateway sends it. */
export type FilledOption = { name: string; type: ApplicationCommandOptionType; value: unknown; focused?: true };

/** A command that somebody typed the path of, such as `/thread replay`. */
export type TypedCommand = {
  readonly command: APIApplicationCommand;
  readonly options: readonly APIApplicationCommandBasicOption[];
  /** The interaction's data, once the options have values. */
  fill(options: readonly FilledOption[]): object;
};

/**
 * Finds a command by its path.
 *
 * @throws ClientRefusal when there is none
 */
export function findCommand(commands: readonly APIApplicationCommand[], path: string): TypedCommand {
  const [name = '', ...rest] = path.replace(/^\//, '').split(' ');
  const command = commands.find((other) => other.name === name && other.type === ApplicationCommandType.ChatInput);
  if (!command) throw clientRefusals.noCommand(`/${name}`);
  const base = { id: command.id, name, type: command.type };
  let level: readonly APIApplicationCommandOption[] = command.options ?? [];
  let wrap = (options: readonly object[]) => options;
  for (const word of rest) {
    const chosen = level.find((option) => option.name === word);
    if (!chosen || !isGroup(chosen)) throw clientRefusals.noCommand(path);
    const outer = wrap;
    wrap = (options) => outer([{ name: word, type: chosen.type, options }]);
    level = chosen.options ?? [];
  }
  if (level.some(isGroup)) throw clientRefusals.needsSubcommand(path);
  const options = level.filter((option) => !isGroup(option));
  return { command, options, fill: (filled) => ({ ...base, options: wrap(filled) }) };
}

function isGroup(option: APIApplicationCommandOption) {
  return (
    option.type === ApplicationCommandOptionType.Subcommand ||
    option.type === ApplicationCommandOptionType.SubcommandGroup
  );
}

/**
 * Fills a command's options as the client does before sending.
 *
 * @throws ClientRefusal when a required option is missing, one does not exist, or a value is not allowed
 */
export function fillOptions(options: readonly APIApplicationCommandBasicOption[], values: OptionValues) {
  refuseUnknown(options, values);
  for (const option of options) {
    const value = values[option.name];
    if (value !== undefined) requireAllowed(option, value);
    else if (option.required) throw clientRefusals.optionRequired(option.name);
  }
  return filled(options, values);
}

/**
 * Fills the options typed so far, the last of them being typed.
 *
 * @throws ClientRefusal when an option does not exist, or the last does not complete
 */
export function fillHalfTyped(options: readonly APIApplicationCommandBasicOption[], values: OptionValues) {
  refuseUnknown(options, values);
  const last = Object.keys(values).at(-1);
  const option = options.find(({ name }) => name === last);
  if (!option || !('autocomplete' in option) || !option.autocomplete) {
    throw clientRefusals.completesNot(String(last));
  }
  return filled(options, values).map((given) => (given.name === last ? { ...given, focused: true as const } : given));
}

function filled(options: readonly APIApplicationCommandBasicOption[], values: OptionValues): FilledOption[] {
  return options.flatMap(({ name, type }) => {
    const value = values[name];
    if (value === undefined) return [];
    return [{ name, type, value: typeof value === 'object' ? value.id : value }];
  });
}

function refuseUnknown(options: readonly APIApplicationCommandBasicOption[], values: OptionValues): void {
  const unknown = Object.keys(values).find((name) => !options.some((option) => option.name === name));
  if (unknown === undefined) return;
  throw clientRefusals.noOption(
    unknown,
    options.map(({ name }) => name),
  );
}

function requireAllowed(option: APIApplicationCommandBasicOption, value: OptionValue): void {
  const refusal = refusalOf(option, value);
  if (refusal) throw refusal;
}

function refusalOf(option: APIApplicationCommandBasicOption, value: OptionValue): ClientRefusal | undefined {
  const { name, type } = option;
  const wanted = valueKinds[type];
  if (typeof value !== wanted) return clientRefusals.optionKind(name, wanted);
  if ('choices' in option && option.choices?.length && !option.choices.some((choice) => choice.value === value)) {
    return clientRefusals.optionChoice(name, String(value));
  }
  if (type === ApplicationCommandOptionType.Integer && !Number.isInteger(value))
    return clientRefusals.optionWhole(name);
  if ('min_value' in option && Number(value) < (option.min_value ?? -Infinity)) return clientRefusals.optionSmall(name);
  if ('max_value' in option && Number(value) > (option.max_value ?? Infinity)) return clientRefusals.optionLarge(name);
  if ('file_types' in option && typeof value === 'object' && 'filename' in value) {
    const name = String(value.filename);
    if (!fitsFileTypes(name, option.file_types)) return clientRefusals.fileType(name, option.file_types ?? []);
  }
  const { length } = String(value);
  if ('min_length' in option && length < (option.min_length ?? 0)) return clientRefusals.optionShort(name);
  if ('max_length' in option && length > (option.max_length ?? Infinity)) return clientRefusals.optionLong(name);
  return undefined;
}

const valueKinds = {
  [ApplicationCommandOptionType.String]: 'string',
  [ApplicationCommandOptionType.Integer]: 'number',
  [ApplicationCommandOptionType.Number]: 'number',
  [ApplicationCommandOptionType.Boolean]: 'boolean',
  [ApplicationCommandOptionType.User]: 'object',
  [ApplicationCommandOptionType.Channel]: 'object',
  [ApplicationCommandOptionType.Role]: 'object',
  [ApplicationCommandOptionType.Mentionable]: 'object',
  [ApplicationCommandOptionType.Attachment]: 'object',
} as const;
