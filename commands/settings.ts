/** `/settings`: how Reprise behaves on a server. For those who manage it. */
import {
  ApplicationCommandOptionType,
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
} from 'discord.js';
import { type Caller, requireManageServer, settingsFor } from '../src/discord/interactions/caller.ts';
import {
  type Answer,
  type Command,
  type Options,
  type Presses,
  toCaller,
} from '../src/discord/interactions/command.ts';
import { notice } from '../src/discord/views/parts.ts';
import { askResetView, settingsView } from '../src/discord/views/settings.ts';
import { languageChoices, named, paceChoices, switchChoices } from '../src/i18n/commandTexts.ts';
import { sentences } from '../src/i18n/i18n.ts';
import { ContentLanguage, Pace } from '../src/replay/post.ts';
import { speechOf } from '../src/settings.ts';
import type { SettingsStore } from '../src/store/settings.ts';

const { String: Text, Subcommand } = ApplicationCommandOptionType;

const valueOption = { type: Text, ...named('option value'), required: true } as const;

const definition = {
  ...named('settings'),
  contexts: [InteractionContextType.Guild],
  integration_types: [ApplicationIntegrationType.GuildInstall],
  default_member_permissions: String(PermissionFlagsBits.ManageGuild),
  options: [
    { type: Subcommand, ...named('settings show') },
    {
      type: Subcommand,
      ...named('settings language'),
      options: [{ ...valueOption, choices: languageChoices(ContentLanguage.options) }],
    },
    {
      type: Subcommand,
      ...named('settings pace'),
      options: [{ ...valueOption, choices: paceChoices(Pace.options) }],
    },
    {
      type: Subcommand,
      ...named('settings translate'),
      options: [{ ...valueOption, choices: switchChoices() }],
    },
    { type: Subcommand, ...named('settings reset') },
  ],
} satisfies Command['definition'];

/** The command, and the buttons of its answers. */
export function settingsCommand(store: SettingsStore) {
  const show = async (caller: Caller): Promise<Answer> => {
    const { settings } = await settingsFor(caller, store);
    return toCaller(settingsView(settings, caller.words));
  };

  const setLanguage = async (caller: Caller, options: Options): Promise<Answer> => {
    const language = ContentLanguage.parse(options.getString('value', true));
    await store.set(caller.serverId, { language });
    const words = sentences[speechOf(language, caller.preferredLocale)];
    return toCaller(notice(words.settings.languageSet(words.contentLanguage[language])));
  };

  const setPace = async (caller: Caller, options: Options): Promise<Answer> => {
    const pace = Pace.parse(options.getString('value', true));
    await store.set(caller.serverId, { pace });
    return toCaller(notice(caller.words.settings.paceSet(caller.words.pace[pace])));
  };

  const setTranslate = async (caller: Caller, options: Options): Promise<Answer> => {
    const translate = options.getString('value', true) === 'on';
    await store.set(caller.serverId, { translate });
    return toCaller(notice(caller.words.settings.translateSet[translate ? 'on' : 'off']));
  };

  const manager =
    <Rest extends unknown[]>(handle: (caller: Caller, ...rest: Rest) => Promise<Answer>) =>
    async (caller: Caller, ...rest: Rest): Promise<Answer> => {
      requireManageServer(caller);
      return handle(caller, ...rest);
    };

  const command: Command = {
    definition,
    subcommands: {
      show: manager(show),
      language: manager(setLanguage),
      pace: manager(setPace),
      translate: manager(setTranslate),
      reset: manager(async ({ words }) => toCaller(askResetView(words))),
    },
  };

  const presses = {
    reset: manager(async ({ serverId, words }, { sure }: { sure: 'yes' | 'no' }) => {
      if (sure === 'yes') await store.reset(serverId);
      return { kind: 'update', view: notice(sure === 'yes' ? words.settings.wasReset : words.settings.kept) };
    }),
  } satisfies Partial<Presses>;

  return { command, presses };
}
