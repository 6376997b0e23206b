/** `/thread`: find threads, read them, replay them. */
import type { ReplayRequest } from '../src/app/replaying.ts';
import type { FoundPage } from '../src/app/searching.ts';
import { type ShowMeanwhile, toCaller, type Update } from '../src/discord/interactions/answer.ts';
import { choice, integer, text, yesOrNo } from '../src/discord/interactions/options.ts';
import { startedAnswer, startedLater } from '../src/discord/interactions/startedAnswer.ts';
import { changePace, controlReplay, controlView, passOverLine, replayAgain } from '../src/discord/views/control.ts';
import { notice } from '../src/discord/views/parts.ts';
import { openWhole, turnWhole, wholeView } from '../src/discord/views/reading.ts';
import { catchUp, recapView, turnRecap } from '../src/discord/views/recap.ts';
import { searchInstead, searchView, turnSearch } from '../src/discord/views/search.ts';
import {
  openThread,
  playFrom,
  playThread,
  threadListView,
  threadPageView,
  turnThreads,
} from '../src/discord/views/threads.ts';
import { askUndoView, confirmUndo, undoView } from '../src/discord/views/undo.ts';
import { Venue } from '../src/replay/permission.ts';
import { type Control, isPaused, type Wish } from '../src/replay/state.ts';
import type { Undo } from '../src/replay/undo.ts';
import { Language } from '../src/thread/bilingual.ts';
import { type Asked, commandGroup, onPress, subcommand } from './kit.ts';
import { completePersona, completeThread, threadName } from './nameOptions.ts';
import { replayLanguage, replayPace } from './replayOptions.ts';

const list = async ({ call, words, services: { reading } }: Asked, page: number) =>
  threadListView(await reading.threads(call), page, call.requester.language, words);

const show = async ({ call, words, services: { reading } }: Asked, thread: string, page: number) =>
  threadPageView(await reading.thread(call, thread), page, call.requester.language, words);

const whole = async ({ call, services: { reading } }: Asked, threadId: string, comment: number, page: number) => {
  const { thread, said } = await reading.comment(call, threadId, comment);
  return wholeView(thread, comment, said, page, call.requester.language);
};

const found = ({ services: { searching } }: Asked, page: FoundPage) => ({
  view: searchView(page),
  afterwards: () => searching.prepareFaces(page),
});

/** A discussion takes more requests to Discord than one waits for. */
const started = async ({ call, services: { replaying, clock } }: Asked, request: ReplayRequest) =>
  request.venue === 'discussion'
    ? startedLater(() => replaying.start(call, request), replaying, clock)
    : startedAnswer(await replaying.start(call, request), replaying, clock);

const controlHere =
  (control: Control) =>
  async ({ call, words, services: { replaying, board } }: Asked) => {
    const { replay, wasPaused } = await replaying.controlHere(call, control);
    board.show(replay);
    const resumed = control === 'skip' && wasPaused;
    return toCaller(notice(resumed ? words.control.resumedAtOnce : words.control.done[control]));
  };

const changePaceHere =
  (way: 'faster' | 'slower') =>
  async ({ call, words, services: { replaying, board } }: Asked) => {
    const replay = await replaying.changePaceHere(call, way);
    board.show(replay);
    return toCaller(notice(words.control.paceChanged(replay.state.pace, isPaused(replay.state))));
  };

/** The answer to a button of a control message: the message as it stands now. */
async function controlled(
  { call, services: { replaying, board, clock } }: Asked,
  replayId: string,
  wish: Wish,
): Promise<Update> {
  const { replay } = await replaying.control(call, replayId, wish);
  return {
    kind: 'update',
    view: controlView(replay, clock.now()),
    async sent(messageId) {
      // An answer that came after a later step was shown has hidden it; one that was lost has shown nothing.
      if (messageId === undefined) board.show((await replaying.find(call, replayId)) ?? replay);
      else await board.showLaterThan(replay);
    },
  };
}

export const thread = commandGroup('thread', {
  ja: 'スレッド',
  does: { en: 'Discussion threads: read, replay and search them', ja: 'スレッドの閲覧、再生、検索をします' },
  subcommands: {
    list: subcommand({
      ja: '一覧',
      does: { en: 'All threads you can replay here', ja: '再生できるスレッドの一覧を表示します' },
      run: async (asked) => toCaller(await list(asked, 1)),
    }),

    show: subcommand({
      ja: '表示',
      does: { en: 'Read a thread, just for you', ja: 'スレッドを自分だけに表示します' },
      options: {
        thread: text(threadName),
        page: integer({ ja: 'ページ', does: { en: 'The page to open', ja: '開くページ' }, min: 1 }),
      },
      complete: { thread: completeThread },
      run: async (asked, { thread, page = 1 }) => toCaller(await show(asked, thread, page)),
    }),

    replay: subcommand({
      ja: '再生',
      does: {
        en: 'Replay a thread in this channel, persona by persona',
        ja: 'スレッドをこのチャンネルで再生します',
      },
      options: {
        thread: text(threadName),
        language: replayLanguage,
        pace: replayPace,
        from: integer({
          ja: '開始位置',
          does: {
            en: 'The first comment to play; 0 is the post itself',
            ja: '最初に再生するコメントの番号（0は元の投稿）',
          },
          min: 0,
        }),
        persona: text({
          ja: '登場人物',
          does: { en: 'Only what this persona says', ja: 'この登場人物の発言だけを再生します' },
          completes: true,
        }),
        place: choice({
          ja: '場所',
          does: {
            en: 'Where to play it; right here if left out',
            ja: '再生する場所（省略するとこのチャンネル）',
          },
          values: Venue.options,
          names: ({ venue }) => venue,
        }),
      },
      complete: { thread: completeThread, persona: completePersona },
      run: (asked, { place: venue, ...request }) => started(asked, { ...request, venue }),
    }),

    pause: subcommand({
      ja: '一時停止',
      does: { en: 'Pause the replay in this channel', ja: 'このチャンネルの再生を一時停止します' },
      run: controlHere('pause'),
    }),

    resume: subcommand({
      ja: '再開',
      does: { en: 'Resume the replay in this channel', ja: 'このチャンネルの再生を再開します' },
      run: controlHere('resume'),
    }),

    skip: subcommand({
      ja: 'スキップ',
      does: {
        en: 'Cut the wait short: the next line comes now',
        ja: '待ち時間をスキップして次の発言を表示します',
      },
      run: controlHere('skip'),
    }),

    stop: subcommand({
      ja: '停止',
      does: { en: 'Stop the replay in this channel', ja: 'このチャンネルの再生を停止します' },
      run: controlHere('stop'),
    }),

    faster: subcommand({
      ja: '速く',
      does: { en: 'Make the replay in this channel one step faster', ja: 'このチャンネルの再生を1段階速くします' },
      run: changePaceHere('faster'),
    }),

    slower: subcommand({
      ja: '遅く',
      does: { en: 'Make the replay in this channel one step slower', ja: 'このチャンネルの再生を1段階遅くします' },
      run: changePaceHere('slower'),
    }),

    undo: subcommand({
      ja: '取り消し',
      does: {
        en: 'Delete the posts of the latest replay started here, once it has ended',
        ja: 'このチャンネルで最後に始めた再生の投稿を、終了後に削除します',
      },
      run: async ({ call, words, services: { undoing } }) =>
        toCaller(askUndoView(await undoing.offer(call), call.requester.language, words)),
    }),

    search: subcommand({
      ja: '検索',
      does: {
        en: 'Find comments by what was said and who said it',
        ja: '発言の内容や登場人物からコメントを検索します',
      },
      options: {
        words: text({
          ja: 'キーワード',
          does: {
            en: 'What was said, in English or Japanese; "in quotes" for an exact phrase',
            ja: '検索する言葉（英語・日本語）。"引用符"で囲むと語句のまま検索します',
          },
        }),
        persona: text({
          ja: '登場人物',
          does: {
            en: 'Only what this persona says; alone, everything they say',
            ja: 'この登場人物の発言だけを検索します。これだけを指定するとすべての発言を表示します',
          },
          completes: true,
        }),
        thread: text({
          ja: 'スレッド',
          does: { en: 'Only in this thread', ja: 'このスレッドの中だけを検索します' },
          completes: true,
        }),
        language: choice({
          ja: '言語',
          does: { en: 'Only texts in this language', ja: 'この言語の文章だけを検索します' },
          values: Language.options,
          names: ({ contentLanguage }) => contentLanguage,
        }),
        private: yesOrNo({
          ja: '非公開',
          does: { en: 'Show the results to you alone', ja: '検索結果を自分だけに表示します' },
        }),
      },
      complete: { persona: completePersona, thread: completeThread },
      run: async (asked, options) => {
        const request = { ...options, private: options.private ?? false };
        const page = await asked.services.searching.search(asked.call, request);
        return { kind: 'reply', private: page.search.private, ...found(asked, page) };
      },
    }),
  },

  handlers: [
    onPress(controlReplay, async (asked, { control, replayId }) => controlled(asked, replayId, { kind: control })),
    onPress(changePace, async (asked, { pace, replayId }) =>
      controlled(asked, replayId, { kind: 'change-pace', pace }),
    ),
    onPress(passOverLine, async (asked, { position, replayId }) =>
      controlled(asked, replayId, { kind: 'pass-over', position }),
    ),
    onPress(catchUp, async ({ call, services: { catchingUp } }, { replayId }) => {
      const recap = await catchingUp.recap(call, replayId, 'here');
      return toCaller(recapView(recap, call.requester.language));
    }),
    onPress(turnRecap, async ({ call, services: { catchingUp } }, { replayId, to, page }) => {
      const recap = await catchingUp.recap(call, replayId, to === 'newest' ? to : page);
      return { kind: 'update', view: recapView(recap, call.requester.language) };
    }),
    onPress(replayAgain, async (asked, { replayId }) =>
      started(asked, await asked.services.replaying.requestOf(asked.call, replayId)),
    ),
    onPress(confirmUndo, async ({ call, words, services: { undoing } }, { replayId, sure }) => {
      const replay = await undoing.confirmed(call, replayId);
      if (sure === 'no') return { kind: 'update', view: notice(words.undo.kept) };
      const later = async (meanwhile: ShowMeanwhile) => {
        const show = (undo: Undo) => meanwhile({ view: undoView({ replay, undo }, words) });
        return { view: undoView(await undoing.undo(call, replayId, show), words) };
      };
      return { kind: 'defer-update', later };
    }),
    onPress(turnThreads, async (asked, { page }) => ({ kind: 'update', view: await list(asked, page) })),
    onPress(openThread, async (asked, { threadId, page }) => ({
      kind: 'update',
      view: await show(asked, threadId, page),
    })),
    onPress(playThread, (asked, { threadId }) => started(asked, { thread: threadId })),
    onPress(playFrom, (asked, { threadId, comment }) => started(asked, { thread: threadId, from: comment })),
    onPress(turnSearch, async (asked, { searchId, page }) => ({
      kind: 'update',
      ...found(asked, await asked.services.searching.turn(asked.call, searchId, page)),
    })),
    onPress(searchInstead, async (asked, { searchId, instead, choice }) => {
      const page = await asked.services.searching.searchInstead(asked.call, searchId, instead, choice);
      // What is private takes the place of what found nothing.
      return page.search.private
        ? { kind: 'update', ...found(asked, page) }
        : { kind: 'reply', private: false, ...found(asked, page) };
    }),
    onPress(openWhole, async (asked, { threadId, comment }) => toCaller(await whole(asked, threadId, comment, 1))),
    onPress(turnWhole, async (asked, { threadId, comment, page }) => ({
      kind: 'update',
      view: await whole(asked, threadId, comment, page),
    })),
  ],
});
