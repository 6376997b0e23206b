/** All commands as people find them: what each does, and its name so that a click types it. */
import { bold, chatInputApplicationCommandMention, inlineCode } from '@discordjs/formatters';
import { ApplicationCommandOptionType, PermissionFlagsBits } from 'discord.js';
import type { Language } from '../../thread/bilingual.ts';
import type { ChatCommand, MessageCommand } from './command.ts';

type Texts = Readonly<Record<Language, string>>;

/** One thing that people can do. */
type ListedCommand = {
  /** In Discord's markdown: clickable once Discord has said what the command's id is. */
  readonly mention: Texts;
  readonly does: Texts;
};

/** The commands that begin with one word, or those of a message's menu. */
export type CommandChapter = {
  /** What they are about; undefined for a single command. */
  readonly about: Texts | 'menu' | undefined;
  /** Whether they are for those who may manage the server, until a server decides otherwise. */
  readonly forManagers: boolean;
  readonly commands: readonly ListedCommand[];
};

type TypedCommand = Pick<ChatCommand<never>, 'kind' | 'definition'>;
type MenuCommand = Pick<MessageCommand<never>, 'kind' | 'definition' | 'does'>;

/** The commands of the application, with their ids as soon as those are known. */
export class CommandDirectory {
  readonly #commands: readonly (TypedCommand | MenuCommand)[];
  #ids: ReadonlyMap<string, string> = new Map();

  constructor(commands: readonly (TypedCommand | MenuCommand)[]) {
    this.#commands = commands;
  }

  /** Takes note of the ids that Discord gave the commands, by name. */
  registered(ids: ReadonlyMap<string, string>): void {
    this.#ids = ids;
  }

  /** All of them: those that are typed, in the order in which they are registered, then those of a message's menu. */
  get chapters(): readonly CommandChapter[] {
    const typed = this.#commands.filter((command) => command.kind === 'chat');
    const inMenus = this.#commands.filter((command) => command.kind === 'message');
    const menu: CommandChapter = { about: 'menu', forManagers: false, commands: inMenus.map(listedInMenu) };
    return [...typed.map((command) => this.#chapter(command)), ...(inMenus.length > 0 ? [menu] : [])];
  }

  #chapter({ definition }: TypedCommand): CommandChapter {
    const subcommands = (definition.options ?? []).filter(
      (option) => option.type === ApplicationCommandOptionType.Subcommand,
    );
    const id = this.#ids.get(definition.name);
    return {
      about: subcommands.length > 0 ? descriptionOf(definition) : undefined,
      forManagers: definition.default_member_permissions === String(PermissionFlagsBits.ManageGuild),
      commands:
        subcommands.length > 0
          ? subcommands.map((subcommand) => listed([definition, subcommand], subcommand, id))
          : [listed([definition], definition, id)],
    };
  }
}

type Localized = { readonly ja?: string | null | undefined } | null | undefined;

type Described = {
  readonly name: string;
  readonly name_localizations?: Localized;
  readonly description: string;
  readonly description_localizations?: Localized;
};

function listed(words: readonly Described[], described: Described, id: string | undefined): ListedCommand {
  const does = descriptionOf(described);
  const en = words.map(({ name }) => name).join(' ');
  const ja = words.map(({ name, name_localizations: localized }) => localized?.ja ?? name).join(' ');
  if (id === undefined) return { mention: { en: inlineCode(`/${en}`), ja: inlineCode(`/${ja}`) }, does };
  // One serves both: a client knows the command by its id.
  const mention = chatInputApplicationCommandMention(en, id);
  return { mention: { en: mention, ja: mention }, does };
}

function listedInMenu({ definition: { name, name_localizations: localized }, does }: MenuCommand): ListedCommand {
  return { mention: { en: bold(name), ja: bold(localized?.ja ?? name) }, does };
}

function descriptionOf({ description, description_localizations: localized }: Described): Texts {
  return { en: description, ja: localized?.ja ?? description };
}
