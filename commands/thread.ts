/** `/thread`: find threads, read them, replay them. */
import { ApplicationCommandOptionType, ApplicationIntegrationType, InteractionContextType } from 'discord.js';
import type { ReplayRequest, ReplayService } from '../src/app/replaying.ts';
import type { FoundPage, SearchAsk, SearchService } from '../src/app/searching.ts';
import type { Caller } from '../src/discord/interactions/caller.ts';
import { type Command, type Options, type Presses, toCaller } from '../src/discord/interactions/command.ts';
import { startedAnswer } from '../src/discord/interactions/startedAnswer.ts';
import type { ControlBoard } from '../src/discord/stage/controlBoard.ts';
import { personaChoices, threadChoices } from '../src/discord/views/choices.ts';
import { controlView } from '../src/discord/views/control.ts';
import { notice } from '../src/discord/views/parts.ts';
import { wholeView } from '../src/discord/views/reading.ts';
import { searchView } from '../src/discord/views/search.ts';
import { threadListView, threadPageView } from '../src/discord/views/threads.ts';
import { languageChoices, named, paceChoices } from '../src/i18n/commandTexts.ts';
import type { Library } from '../src/library/library.ts';
import { ContentLanguage, Pace } from '../src/replay/post.ts';
import type { Replay } from '../src/replay/replay.ts';
import type { Control } from '../src/replay/state.ts';
import type { Clock } from '../src/runtime/clock.ts';
import { Language } from '../src/thread/bilingual.ts';

const { Boolean: YesOrNo, Integer, String: Text, Subcommand } = ApplicationCommandOptionType;

const threadOption = { type: Text, ...named('option thread'), required: true, autocomplete: true } as const;

const definition = {
  ...named('thread'),
  contexts: [InteractionContextType.Guild],
  integration_types: [ApplicationIntegrationType.GuildInstall],
  options: [
    { type: Subcommand, ...named('thread list') },
    {
      type: Subcommand,
      ...named('thread show'),
      options: [threadOption, { type: Integer, ...named('option page'), min_value: 1 }],
    },
    {
      type: Subcommand,
      ...named('thread replay'),
      options: [
        threadOption,
        { type: Text, ...named('option language'), choices: languageChoices(ContentLanguage.options) },
        { type: Text, ...named('option pace'), choices: paceChoices(Pace.options) },
        { type: Integer, ...named('option from'), min_value: 0 },
        { type: Text, ...named('option persona'), autocomplete: true },
      ],
    },
    { type: Subcommand, ...named('thread pause') },
    { type: Subcommand, ...named('thread resume') },
    { type: Subcommand, ...named('thread skip') },
    { type: Subcommand, ...named('thread stop') },
    {
      type: Subcommand,
      ...named('thread search'),
      options: [
        { type: Text, ...named('option words') },
        { type: Text, ...named('search persona'), autocomplete: true },
        { type: Text, ...named('search thread'), autocomplete: true },
        { type: Text, ...named('search language'), choices: languageChoices(Language.options) },
        { type: YesOrNo, ...named('option private') },
      ],
    },
  ],
} satisfies Command['definition'];

type ThreadServices = {
  library: Library;
  replays: ReplayService;
  searches: SearchService;
  board: ControlBoard;
  clock: Clock;
};

/** The command, and the buttons of its answers. */
export function threadCommand({ library, replays, searches, board, clock }: ThreadServices) {
  const list = ({ serverId, language, words }: Caller, page: number) =>
    threadListView(library.threads(serverId), page, language, words);

  const show = ({ serverId, language, words }: Caller, thread: string, page: number) =>
    threadPageView(library.resolve(serverId, thread, language), page, language, words);

  const whole = ({ serverId, language }: Caller, threadId: string, comment: number, page: number) => {
    const { thread, utterance } = library.comment(serverId, threadId, comment);
    return wholeView(thread, comment, utterance, page, language);
  };

  const found = (page: FoundPage) => ({ view: searchView(page), sent: () => searches.prepareFaces(page) });

  const started = (replay: Replay) => startedAnswer(replay, replays, clock);

  const controlHere = (control: Control) => async (caller: Caller) => {
    board.show(await replays.controlHere(caller, control));
    return toCaller(notice(caller.words.control.done[control]));
  };

  const command: Command = {
    definition,
    subcommands: {
      list: async (caller) => toCaller(list(caller, 1)),
      show: async (caller, options) =>
        toCaller(show(caller, options.getString('thread', true), options.getInteger('page') ?? 1)),
      replay: async (caller, options) => started(await replays.start(caller, readRequest(options))),
      pause: controlHere('pause'),
      resume: controlHere('resume'),
      skip: controlHere('skip'),
      stop: controlHere('stop'),
      search: async (caller, options) => {
        const ask = readSearch(options);
        return { kind: 'reply', private: ask.private, ...found(await searches.search(caller, ask)) };
      },
    },
    async complete({ serverId, language }, option, typed, options) {
      if (option === 'thread') return threadChoices(library.complete(serverId, typed), language);
      return personaChoices(library.completePersona(serverId, options.getString('thread'), typed), language);
    },
  };

  const presses = {
    control: async (caller, { control, replayId }) => {
      const replay = await replays.control(caller, replayId, control);
      return {
        kind: 'update',
        view: controlView(replay, clock.now()),
        async sent(messageId) {
          // An answer that came after a later step was shown has hidden it; one that was lost has shown nothing.
          const now = await replays.find(caller, replayId);
          if (now && (messageId === undefined || now.revision > replay.revision)) board.show(now);
        },
      };
    },
    again: async (caller, { replayId }) => started(await replays.again(caller, replayId)),
    list: async (caller, { page }) => ({ kind: 'update', view: list(caller, page) }),
    show: async (caller, { threadId, page }) => ({ kind: 'update', view: show(caller, threadId, page) }),
    play: async (caller, { threadId }) => started(await replays.start(caller, { thread: threadId })),
    playFrom: async (caller, { threadId, comment }) =>
      started(await replays.start(caller, { thread: threadId, from: comment })),
    found: async (caller, { searchId, page }) => ({
      kind: 'update',
      ...found(await searches.turn(caller, searchId, page)),
    }),
    whole: async (caller, { threadId, comment }) => toCaller(whole(caller, threadId, comment, 1)),
    wholePage: async (caller, { threadId, comment, page }) => ({
      kind: 'update',
      view: whole(caller, threadId, comment, page),
    }),
  } satisfies Partial<Presses>;

  return { command, presses };
}

function readSearch(options: Options): SearchAsk {
  return {
    words: options.getString('words') ?? undefined,
    persona: options.getString('persona') ?? undefined,
    thread: options.getString('thread') ?? undefined,
    language: Language.optional().parse(options.getString('language') ?? undefined),
    private: options.getBoolean('private') ?? false,
  };
}

function readRequest(options: Options): ReplayRequest {
  return {
    thread: options.getString('thread', true),
    language: ContentLanguage.optional().parse(options.getString('language') ?? undefined),
    pace: Pace.optional().parse(options.getString('pace') ?? undefined),
    from: options.getInteger('from') ?? undefined,
    persona: options.getString('persona') ?? undefined,
  };
}
