/** `/settings`: how Reprise behaves on a server. For those who manage it. */
import { PermissionFlagsBits } from 'discord.js';
import { toCaller } from '../src/discord/interactions/answer.ts';
import { requireManageServer, settingsFor } from '../src/discord/interactions/caller.ts';
import type { Context } from '../src/discord/interactions/command.ts';
import { choice } from '../src/discord/interactions/options.ts';
import { notice } from '../src/discord/views/parts.ts';
import { askResetView, confirmReset, settingsView } from '../src/discord/views/settings.ts';
import { sentences } from '../src/i18n/i18n.ts';
import { ContentLanguage, Pace } from '../src/replay/post.ts';
import { speechOf } from '../src/settings.ts';
import { commandGroup, onPress, type Services, subcommand } from './kit.ts';

/** Lets only those do something who manage the server. */
const manager =
  <Rest extends unknown[], Result>(handle: (context: Context<Services>, ...rest: Rest) => Promise<Result>) =>
  async (context: Context<Services>, ...rest: Rest): Promise<Result> => {
    requireManageServer(context.caller);
    return handle(context, ...rest);
  };

const value = { ja: '値', does: { en: 'The new setting', ja: '新しい設定' }, required: true } as const;

export const settings = commandGroup('settings', {
  ja: '設定',
  does: { en: 'How Reprise behaves on this server', ja: 'このサーバーでのRepriseの設定' },
  memberPermissions: PermissionFlagsBits.ManageGuild,
  subcommands: {
    show: subcommand({
      ja: '表示',
      does: { en: 'All settings, and which of them were chosen here', ja: '現在の設定をすべて表示します' },
      run: manager(async ({ caller, services }) => {
        const { settings: inForce } = await settingsFor(caller, services.settings);
        return toCaller(settingsView(inForce, caller.words));
      }),
    }),

    language: subcommand({
      ja: '言語',
      does: { en: 'The language replays are posted in', ja: '再生するときの言語を設定します' },
      options: {
        value: choice({ ...value, values: ContentLanguage.options, names: ({ contentLanguage }) => contentLanguage }),
      },
      run: manager(async ({ caller, services }, { value: language }) => {
        await services.settings.set(caller.serverId, { language });
        const words = sentences[speechOf(language, caller.preferredLocale)];
        return toCaller(notice(words.settings.languageSet(words.contentLanguage[language])));
      }),
    }),

    pace: subcommand({
      ja: '速さ',
      does: { en: 'The pace of replays unless one is chosen', ja: '再生の速さの初期値を設定します' },
      options: { value: choice({ ...value, values: Pace.options, names: ({ pace }) => pace }) },
      run: manager(async ({ caller: { serverId, words }, services }, { value: pace }) => {
        await services.settings.set(serverId, { pace });
        return toCaller(notice(words.settings.paceSet(words.pace[pace])));
      }),
    }),

    translate: subcommand({
      ja: '翻訳ボタン',
      does: {
        en: 'Whether posts carry a small Translate button',
        ja: '投稿に「翻訳」ボタンを付けるかどうかを設定します',
      },
      options: { value: choice({ ...value, values: ['on', 'off'], names: (words) => words.switch }) },
      run: manager(async ({ caller: { serverId, words }, services }, { value: position }) => {
        await services.settings.set(serverId, { translate: position === 'on' });
        return toCaller(notice(words.settings.translateSet[position]));
      }),
    }),

    reset: subcommand({
      ja: 'リセット',
      does: { en: 'Back to the defaults', ja: 'すべての設定を初期設定に戻します' },
      run: manager(async ({ caller }) => toCaller(askResetView(caller.words))),
    }),
  },

  handlers: [
    onPress(
      confirmReset,
      manager(async ({ caller: { serverId, words }, services }, { sure }) => {
        if (sure === 'yes') await services.settings.reset(serverId);
        return { kind: 'update', view: notice(sure === 'yes' ? words.settings.wasReset : words.settings.kept) };
      }),
    ),
  ],
});
