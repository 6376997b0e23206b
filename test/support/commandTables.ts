/** The tables of `docs/commands.md`, and the registered commands in the same notation. */
import { readFileSync } from 'node:fs';
import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
  ApplicationCommandOptionType,
  ChannelType,
  PermissionFlagsBits,
} from 'discord.js';
import { commands } from '../../commands/index.ts';

/** What can be typed, without the slash, with its options as the tables write them: `thread replay`, `` `thread`* (auto) ``. */
export type Tables = {
  readonly paths: ReadonlyMap<string, readonly string[]>;
  /** The commands of those who may manage the server, by their first word. */
  readonly forManagers: readonly string[];
  /** The commands of a message's menu, by their names in both languages. */
  readonly messageCommands: readonly { readonly en: string; readonly ja: string | undefined }[];
};

/** What the documentation says. */
export function documented(): Tables {
  const sections = readFileSync('docs/commands.md', 'utf8').split(/^## /m).slice(1);
  const paths = new Map<string, string[]>();
  for (const section of sections) {
    const [, command] = /^`\/([a-z]+)`/.exec(section) ?? [];
    const rows = [...section.matchAll(/^\|(.*)\|$/gm)].map(([, row = '']) =>
      row.split(' | ').map((cell) => cell.trim()),
    );
    // The head, and the line below it.
    for (const cells of rows.slice(2)) {
      if (command === undefined) throw new Error(`A table stands under no command: ${section}`);
      const [subcommand = '', options = ''] = cells.length === 2 ? ['', cells[0]] : cells;
      paths.set([command, subcommand.replaceAll('`', '')].join(' ').trim(), optionsIn(options));
    }
  }
  return {
    paths,
    forManagers: sections.flatMap((section) => /^`\/([a-z]+)` \(Manage Server\)/.exec(section)?.[1] ?? []),
    messageCommands: sections.flatMap((section) => {
      const [, en, ja] = /^Message command `([^`]+)` \(ja: `([^`]+)`\)/.exec(section) ?? [];
      return en === undefined ? [] : [{ en, ja }];
    }),
  };
}

function optionsIn(cell: string): string[] {
  return cell === '–' ? [] : cell.split(/, (?=`)/);
}

/** What the bot registers. */
export function registered(): Tables {
  const typed = commands.filter((command) => command.kind === 'chat').map(({ definition }) => definition);
  return {
    paths: new Map(
      typed.flatMap(({ name, options: under }) => {
        const options: readonly APIApplicationCommandOption[] = under ?? [];
        const groups = options.filter((option) => option.type === ApplicationCommandOptionType.Subcommand);
        if (groups.length > 0) {
          return groups.map((group) => [`${name} ${group.name}`, (group.options ?? []).map(written)] as const);
        }
        // A command without subcommands has options of its own.
        return [[name, (options as readonly APIApplicationCommandBasicOption[]).map(written)] as const];
      }),
    ),
    forManagers: typed.flatMap(({ name, default_member_permissions: needed }) =>
      needed === String(PermissionFlagsBits.ManageGuild) ? [name] : [],
    ),
    messageCommands: commands.flatMap(({ kind, definition: { name, name_localizations } }) =>
      kind === 'message' ? [{ en: name, ja: name_localizations?.ja ?? undefined }] : [],
    ),
  };
}

/** An option in the notation of the tables. */
function written(option: APIApplicationCommandBasicOption): string {
  return `\`${option.name}\`${option.required ? '*' : ''} (${taken(option)})`;
}

function taken(option: APIApplicationCommandBasicOption): string {
  switch (option.type) {
    case ApplicationCommandOptionType.String:
      if ('choices' in option && option.choices) return option.choices.map(({ value }) => code(value)).join(' ');
      return 'autocomplete' in option && option.autocomplete ? 'auto' : ['text', ...lengthsOf(option)].join(', ');
    case ApplicationCommandOptionType.Integer:
      return ['integer', ...boundsOf(option)].join(', ');
    case ApplicationCommandOptionType.Boolean:
      return 'boolean';
    case ApplicationCommandOptionType.Channel:
      return `channel: ${[...new Set(option.channel_types?.map((type) => CHANNELS[type] ?? `type ${type}`))].join(', ')}`;
    case ApplicationCommandOptionType.Attachment:
      return `file: ${option.file_types?.map(code).join(' ')}`;
    default:
      throw new Error(`Say here how the tables write "${option.name}", which has the type ${option.type}.`);
  }
}

const code = (value: string) => `\`${value}\``;

/** How the tables call what a channel option takes. */
const CHANNELS: Partial<Record<ChannelType, string>> = {
  [ChannelType.GuildText]: 'text',
  [ChannelType.GuildAnnouncement]: 'announcement',
  [ChannelType.GuildForum]: 'forum',
  [ChannelType.PublicThread]: 'thread',
  [ChannelType.AnnouncementThread]: 'thread',
};

function boundsOf({ min_value: min, max_value: max }: { min_value?: number; max_value?: number }): string[] {
  return [...(min === undefined ? [] : [`${min} or more`]), ...(max === undefined ? [] : [`${max} or less`])];
}

function lengthsOf({ min_length: min, max_length: max }: { min_length?: number; max_length?: number }): string[] {
  const units = (number: number) => `${number} characters`;
  return [
    ...(min === undefined ? [] : [`${units(min)} or more`]),
    ...(max === undefined ? [] : [`${units(max)} or less`]),
  ];
}
