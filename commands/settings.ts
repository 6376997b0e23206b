/** `/settings`: how Reprise behaves on a server. For those who manage it. */
import { PermissionFlagsBits } from 'discord.js';
import { requireManageServer } from '../src/app/call.ts';
import type { PermissionCheck } from '../src/app/checking.ts';
import { Refusal } from '../src/app/problem.ts';
import { toCaller } from '../src/discord/interactions/answer.ts';
import { chosenPlace } from '../src/discord/interactions/chosenPlace.ts';
import { channel, choice, type GivenChannel, text } from '../src/discord/interactions/options.ts';
import { checkHere, checkThere, checkView } from '../src/discord/views/check.ts';
import { notice } from '../src/discord/views/parts.ts';
import {
  askReset,
  askResetView,
  changeSetting,
  choiceOf,
  confirmReset,
  settingsView,
} from '../src/discord/views/settings.ts';
import { sentences } from '../src/i18n/i18n.ts';
import { ContentLanguage, Notify, Pace } from '../src/replay/post.ts';
import { REPLAYABLE_TYPES } from './channelTypes.ts';
import { type Asked, commandGroup, onChoice, onPress, subcommand } from './kit.ts';
import { completeZone, zoneName } from './nameOptions.ts';

const value = { ja: '設定値', does: { en: 'The new setting', ja: '新しい設定値' }, required: true } as const;

const show = async ({ call, words, services }: Asked) => settingsView(await services.settings.show(call), words);

const shown = ({ call: { place, requester }, words }: Asked, found: PermissionCheck) =>
  checkView(found, place.channelId, requester.language, words);

/** Checks a channel of the server: the one where that is asked, or another one. */
const check = async (asked: Asked, chosen?: GivenChannel) => {
  const { call, services } = asked;
  const isHere = chosen === undefined || chosen.id === call.place.channelId;
  return shown(asked, await services.checking.check(isHere ? call.place : chosenPlace(chosen)));
};

export const settings = commandGroup('settings', {
  ja: '設定',
  does: { en: 'How Reprise behaves on this server', ja: 'このサーバーでのRepriseの設定' },
  memberPermissions: PermissionFlagsBits.ManageGuild,
  subcommands: {
    show: subcommand({
      ja: '表示',
      does: { en: 'All settings, and which of them were changed here', ja: '現在の設定をすべて表示します' },
      run: async (asked) => toCaller(await show(asked)),
    }),

    language: subcommand({
      ja: '言語',
      does: { en: 'The language replays are posted in', ja: '再生するときの言語を設定します' },
      options: {
        value: choice({ ...value, values: ContentLanguage.options, names: ({ contentLanguage }) => contentLanguage }),
      },
      run: async ({ call, services }, { value: language }) => {
        const { speech } = await services.settings.choose(call, { language });
        // Whoever chose it, and then those who read the server's sentences from now on.
        const readers = [...new Set([call.requester.language, speech])].map((reader) => sentences[reader]);
        const said = readers.map((words) => words.settings.languageSet(words.contentLanguage[language]));
        return toCaller(notice(said.join('\n')));
      },
    }),

    pace: subcommand({
      ja: '速さ',
      does: { en: 'The pace of replays unless one is chosen', ja: '再生の標準の速さを設定します' },
      options: { value: choice({ ...value, values: Pace.options, names: ({ pace }) => pace }) },
      run: async ({ call, words, services }, { value: pace }) => {
        await services.settings.choose(call, { pace });
        return toCaller(notice(words.settings.paceSet(words.pace[pace])));
      },
    }),

    notify: subcommand({
      ja: '通知',
      does: {
        en: 'Which posts of a replay may notify members',
        ja: '再生の投稿のうち、どれをメンバーに通知するかを設定します',
      },
      options: { value: choice({ ...value, values: Notify.options, names: (words) => words.notify }) },
      run: async ({ call, words, services }, { value: notify }) => {
        await services.settings.choose(call, { notify });
        return toCaller(notice(words.settings.notifySet[notify]));
      },
    }),

    translate: subcommand({
      ja: '翻訳ボタン',
      does: {
        en: 'Whether posts carry a small Translate button',
        ja: '投稿に「翻訳」ボタンを付けるかどうかを設定します',
      },
      options: { value: choice({ ...value, values: ['on', 'off'], names: (words) => words.switch }) },
      run: async ({ call, words, services }, { value: position }) => {
        await services.settings.choose(call, { translate: position === 'on' });
        return toCaller(notice(words.settings.translateSet[position]));
      },
    }),

    quiet: subcommand({
      ja: '休止時間',
      does: {
        en: 'Hours in which nothing begins by schedule; switched off if left out',
        ja: 'スケジュールによる再生を始めない時間帯を設定します（指定しないとオフ）',
      },
      options: {
        from: text({ ja: '開始', does: { en: 'When they begin, such as 22:00', ja: '開始時刻（例: 22:00）' } }),
        to: text({ ja: '終了', does: { en: 'When they end, such as 07:00', ja: '終了時刻（例: 07:00）' } }),
        timezone: text(zoneName),
      },
      complete: { timezone: completeZone },
      run: async ({ call, words, services }, options) => {
        const quiet = await services.settings.chooseQuiet(call, options);
        const { on, off } = words.settings.quietSet;
        return toCaller(notice(quiet === 'off' ? off : on(quiet.from, quiet.to, quiet.zone)));
      },
    }),

    check: subcommand({
      ja: '権限の確認',
      does: {
        en: 'What the bot may do in a channel, and what it lacks there',
        ja: 'チャンネルでBotに足りない権限がないか確認します',
      },
      options: {
        channel: channel({
          ja: 'チャンネル',
          does: {
            en: 'The channel to check; this one if left out',
            ja: '確認するチャンネル（省略するとこのチャンネル）',
          },
          types: REPLAYABLE_TYPES,
        }),
      },
      run: async (asked, { channel: chosen }) => {
        requireManageServer(asked.call);
        return toCaller(await check(asked, chosen));
      },
    }),

    reset: subcommand({
      ja: 'リセット',
      does: { en: 'Back to the defaults', ja: 'すべての設定をリセットします' },
      run: async ({ call, words }) => {
        requireManageServer(call);
        return toCaller(askResetView(words));
      },
    }),
  },

  handlers: [
    // Whoever meets an error may see what is behind it, to tell somebody who can change that.
    onPress(checkHere, async (asked, { time }) =>
      time === 'first' ? toCaller(await check(asked)) : { kind: 'update', view: await check(asked) },
    ),
    onPress(checkThere, async (asked, { time, channelId }) => {
      requireManageServer(asked.call);
      const later = async () => ({
        view: shown(asked, await asked.services.checking.checkElsewhere(asked.call, channelId)),
      });
      return time === 'first' ? { kind: 'defer', private: true, later } : { kind: 'defer-update', later };
    }),
    onChoice(changeSetting, async (asked, { name }, [value]) => {
      const choice = choiceOf(name, value);
      if (!choice) throw new Refusal({ code: 'outdated' });
      await asked.services.settings.choose(asked.call, choice);
      return { kind: 'update', view: await show(asked) };
    }),
    onPress(askReset, async ({ call, words }) => {
      requireManageServer(call);
      return { kind: 'update', view: askResetView(words) };
    }),
    onPress(confirmReset, async ({ call, words, services }, { sure }) => {
      if (sure === 'no') return { kind: 'update', view: notice(words.settings.kept) };
      await services.settings.reset(call);
      return { kind: 'update', view: notice(words.settings.wasReset) };
    }),
  ],
});
