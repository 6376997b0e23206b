/** `/settings`: how Reprise behaves on a server. For those who manage it. */
import {
  ApplicationCommandOptionType,
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
} from 'discord.js';
import { type Call, requireManageServer } from '../src/app/call.ts';
import type { ServerSettings } from '../src/app/settings.ts';
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
export function settingsCommand(settings: ServerSettings) {
  const wordsOf = ({ requester }: Call) => sentences[requester.language];

  const show = async (call: Call): Promise<Answer> => toCaller(settingsView(await settings.show(call), wordsOf(call)));

  const setLanguage = async (call: Call, options: Options): Promise<Answer> => {
    const language = ContentLanguage.parse(options.getString('value', true));
    const words = sentences[(await settings.choose(call, { language })).speech];
    return toCaller(notice(words.settings.languageSet(words.contentLanguage[language])));
  };

  const setPace = async (call: Call, options: Options): Promise<Answer> => {
    const pace = Pace.parse(options.getString('value', true));
    await settings.choose(call, { pace });
    const words = wordsOf(call);
    return toCaller(notice(words.settings.paceSet(words.pace[pace])));
  };

  const setTranslate = async (call: Call, options: Options): Promise<Answer> => {
    const translate = options.getString('value', true) === 'on';
    await settings.choose(call, { translate });
    return toCaller(notice(wordsOf(call).settings.translateSet[translate ? 'on' : 'off']));
  };

  const askReset = async (call: Call): Promise<Answer> => {
    requireManageServer(call);
    return toCaller(askResetView(wordsOf(call)));
  };

  const command: Command = {
    definition,
    subcommands: { show, language: setLanguage, pace: setPace, translate: setTranslate, reset: askReset },
  };

  const presses = {
    reset: async (call, { sure }) => {
      const words = wordsOf(call);
      if (sure === 'no') return { kind: 'update', view: notice(words.settings.kept) };
      await settings.reset(call);
      return { kind: 'update', view: notice(words.settings.wasReset) };
    },
  } satisfies Partial<Presses>;

  return { command, presses };
}
