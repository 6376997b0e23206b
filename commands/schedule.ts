/** `/schedule`: what a server wants replayed by itself. For those who manage it. */
import { ChannelType, PermissionFlagsBits } from 'discord.js';
import { requireManageServer } from '../src/app/call.ts';
import { toCaller } from '../src/discord/interactions/answer.ts';
import { chosenChannel } from '../src/discord/interactions/chosenChannel.ts';
import { channel, choice, text } from '../src/discord/interactions/options.ts';
import { daysCompletions, scheduleCompletions } from '../src/discord/views/completions.ts';
import { notice } from '../src/discord/views/parts.ts';
import {
  askUnschedule,
  askUnscheduleView,
  madeView,
  scheduleListView,
  turnSchedules,
  unschedule,
  unscheduledView,
} from '../src/discord/views/schedule.ts';
import { Venue } from '../src/replay/permission.ts';
import { REPLAYABLE_TYPES } from './channelTypes.ts';
import { type Asked, commandGroup, onPress, subcommand } from './kit.ts';
import { completeThread, completeZone, threadName, zoneName } from './nameOptions.ts';
import { replayLanguage, replayPace } from './replayOptions.ts';

const list = async ({ call, services: { scheduling } }: Asked, page: number) =>
  scheduleListView(await scheduling.list(call), page, call.requester.language);

const remove = async ({ call, words, services: { scheduling } }: Asked, asked: string) =>
  unscheduledView(await scheduling.remove(call, asked), words);

export const schedule = commandGroup('schedule', {
  ja: 'スケジュール',
  does: { en: 'Replays that begin by themselves', ja: '自動で始まる再生のスケジュールを管理します' },
  memberPermissions: PermissionFlagsBits.ManageGuild,
  subcommands: {
    add: subcommand({
      ja: '追加',
      does: {
        en: 'Replay a thread by itself, at a time of day on the days you choose',
        ja: '指定した曜日と時刻に、スレッドを自動で再生します',
      },
      options: {
        channel: channel({
          ja: 'チャンネル',
          does: {
            en: 'Where to replay; in a forum, in a new post',
            ja: '再生するチャンネル（フォーラムでは新しい投稿）',
          },
          required: true,
          types: REPLAYABLE_TYPES,
        }),
        time: text({
          ja: '時刻',
          does: { en: 'The time of day, such as 09:30', ja: '再生を始める時刻（例: 09:30）' },
          required: true,
        }),
        thread: text({
          ...threadName,
          does: {
            en: 'Any part of its title; if left out, the one replayed here longest ago, or never',
            ja: 'タイトルの一部（省略すると、未再生または最後の再生が最も古いスレッド）',
          },
          required: false,
        }),
        timezone: text(zoneName),
        days: text({
          ja: '曜日',
          does: {
            en: 'Such as weekdays, or mon,wed; every day if left out',
            ja: '「平日」「月水」など（省略すると毎日）',
          },
          completes: true,
        }),
        pace: replayPace,
        language: replayLanguage,
        place: choice({
          ja: '場所',
          does: {
            en: 'Right in the channel, or in a discussion opened for each replay',
            ja: 'チャンネル内で再生するか、再生のたびに専用のディスカッションを開くか',
          },
          values: Venue.options,
          names: ({ venue }) => venue,
        }),
      },
      complete: {
        thread: completeThread,
        timezone: completeZone,
        days: async ({ call }, typed) => daysCompletions(typed, call.requester.language),
      },
      run: async ({ call, services: { scheduling } }, { channel: where, place: venue, ...request }) => {
        requireManageServer(call);
        const made = async () => {
          const schedule = await scheduling.add(call, { ...request, venue, channel: chosenChannel(where) });
          return madeView(schedule, call.requester.language);
        };
        const asksDiscord = venue === 'discussion' || where.type === ChannelType.GuildForum;
        if (!asksDiscord) return toCaller(await made());
        return { kind: 'defer', private: true, later: async () => ({ view: await made() }) };
      },
    }),

    list: subcommand({
      ja: '一覧',
      does: {
        en: 'All schedules of this server, and when each runs next',
        ja: 'スケジュールの一覧と次回の予定を表示します',
      },
      run: async (asked) => toCaller(await list(asked, 1)),
    }),

    remove: subcommand({
      ja: '削除',
      does: { en: 'Remove a schedule', ja: 'スケジュールを削除します' },
      options: {
        schedule: text({
          ja: 'スケジュール',
          does: { en: 'Any part of its channel, time or title', ja: 'チャンネル、時刻、タイトルの一部' },
          required: true,
          completes: true,
        }),
      },
      complete: {
        schedule: async ({ call, services: { scheduling } }, typed) =>
          scheduleCompletions(await scheduling.complete(call, typed), call.requester.language),
      },
      run: async (asked, options) => toCaller(await remove(asked, options.schedule)),
    }),
  },

  handlers: [
    onPress(turnSchedules, async (asked, { page }) => ({ kind: 'update', view: await list(asked, page) })),
    onPress(askUnschedule, async ({ call, words, services: { scheduling } }, { scheduleId }) =>
      toCaller(askUnscheduleView(await scheduling.find(call, scheduleId), words)),
    ),
    onPress(unschedule, async (asked, { scheduleId, sure }) => {
      requireManageServer(asked.call);
      const view = sure === 'yes' ? await remove(asked, scheduleId) : notice(asked.words.schedule.kept);
      return { kind: 'update', view };
    }),
  ],
});
