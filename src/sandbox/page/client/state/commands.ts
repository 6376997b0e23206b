/** Slash commands and message commands as a person reads them, from what the bot registered. Pure. */
import type {
  APIApplicationCommand,
  APIApplicationCommandBasicOption,
  APIApplicationCommandOption,
  LocalizationMap,
} from 'discord.js';
import { CommandType, OptionType } from '../discord.ts';

type Choice = { readonly name: string; readonly value: string | number };

export type CommandOption = {
  readonly name: string;
  /** Name and description in the person's locale. */
  readonly title: string;
  readonly description: string;
  readonly type: APIApplicationCommandBasicOption['type'];
  readonly required: boolean;
  /** Whether the bot completes what is typed. */
  readonly completes: boolean;
  readonly choices: readonly Choice[];
  readonly min: number | undefined;
  readonly max: number | undefined;
  /** Types of channels it takes; all when empty. */
  readonly channelTypes: readonly number[];
};

/** A command, or one subcommand of a command: what one can send. */
export type Command = {
  /** Without the slash: `thread replay`. */
  readonly path: string;
  readonly title: string;
  readonly description: string;
  readonly options: readonly CommandOption[];
};

/** All that can be typed after a slash, in the bot's order. */
export function slashCommands(commands: readonly APIApplicationCommand[], locale: string): Command[] {
  return commands
    .filter(({ type }) => type === CommandType.ChatInput)
    .flatMap((command) => leaves(command, command.options ?? [], locale, { path: '', title: '' }));
}

/** What a person calls a command, such as `thread replay`, whether they may use it or not; its path where there is none. */
export function commandTitle(commands: readonly APIApplicationCommand[], path: string, locale: string): string {
  return slashCommands(commands, locale).find((command) => command.path === path)?.title ?? path;
}

/** The commands of a message's menu. */
export function messageCommands(commands: readonly APIApplicationCommand[], locale: string) {
  return commands
    .filter(({ type }) => type === CommandType.Message)
    .map(({ name, name_localizations }) => ({ name, title: localized(name, name_localizations, locale) }));
}

type Named = Pick<
  APIApplicationCommandOption,
  'name' | 'description' | 'name_localizations' | 'description_localizations'
>;

function leaves(
  named: Named,
  options: readonly APIApplicationCommandOption[],
  locale: string,
  above: Pick<Command, 'path' | 'title'>,
): Command[] {
  const path = `${above.path} ${named.name}`.trim();
  const title = `${above.title} ${localized(named.name, named.name_localizations, locale)}`.trim();
  const groups = options.filter(isGroup);
  if (groups.length > 0) {
    return groups.flatMap((group) => leaves(group, group.options ?? [], locale, { path, title }));
  }
  const description = localized(named.description, named.description_localizations, locale);
  const own = options.filter((option) => !isGroup(option)).map((option) => optionOf(option, locale));
  return [{ path, title, description, options: own }];
}

function isGroup(option: APIApplicationCommandOption) {
  return option.type === OptionType.Subcommand || option.type === OptionType.SubcommandGroup;
}

function optionOf(option: APIApplicationCommandBasicOption, locale: string): CommandOption {
  const choices = 'choices' in option ? (option.choices ?? []) : [];
  return {
    name: option.name,
    title: localized(option.name, option.name_localizations, locale),
    description: localized(option.description, option.description_localizations, locale),
    type: option.type,
    required: option.required ?? false,
    completes: 'autocomplete' in option && option.autocomplete === true,
    choices: choices.map(({ name, name_localizations, value }) => ({
      name: localized(name, name_localizations, locale),
      value,
    })),
    min: 'min_value' in option ? option.min_value : 'min_length' in option ? option.min_length : undefined,
    max: 'max_value' in option ? option.max_value : 'max_length' in option ? option.max_length : undefined,
    channelTypes: 'channel_types' in option ? (option.channel_types ?? []) : [],
  };
}

function localized(text: string, map: LocalizationMap | null | undefined, locale: string): string {
  // A person's locale is any text; the map has only those that Discord knows.
  return (map as Readonly<Record<string, string | null>> | null | undefined)?.[locale] ?? text;
}

/** What is typed behind the slash of a command to be, full width or half; undefined when the text is none. */
export function commandTyped(text: string): string | undefined {
  return /^[/／][^\n]*$/.test(text) ? text.slice(1) : undefined;
}

/** Commands that what was typed may mean, best first: those that begin with it, then those that contain all its words. */
export function matching(commands: readonly Command[], typed: string): Command[] {
  const query = fold(typed);
  const words = query.split(/\s+/).filter((word) => word !== '');
  const begins = ({ path, title }: Command) => fold(path).startsWith(query) || fold(title).startsWith(query);
  const contains = ({ path, title }: Command) => words.every((word) => fold(`${path} ${title}`).includes(word));
  const found = commands.filter((command) => begins(command) || contains(command));
  return [...found.filter(begins), ...found.filter((command) => !begins(command))];
}

/** A command that is named in full, with what is typed behind its name. */
export type NamedCommand = { readonly command: Command; readonly behind: string };

/**
 * The commands that the first words of what was typed name: by their whole path, or by words of it and its last one, as
 * in `search what was said`. As many words as possible count to the name.
 */
export function namedFirst(commands: readonly Command[], typed: string): NamedCommand[] {
  const words = [...typed.matchAll(/\S+/g)];
  for (let count = words.length - 1; count > 0; count -= 1) {
    const name = words.slice(0, count).map(([word]) => fold(word));
    const behind = typed.slice(words[count]?.index);
    const named = commands.filter(({ path, title }) => isNamedBy(path, name) || isNamedBy(title, name));
    if (named.length > 0) return named.map((command) => ({ command, behind }));
  }
  return [];
}

function isNamedBy(path: string, words: readonly string[]): boolean {
  const parts = fold(path).split(' ');
  return parts.at(-1) === words.at(-1) && words.every((word) => parts.includes(word));
}

/** Upper and lower case, full and half width are the same to people who type. */
export function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().trimStart();
}
