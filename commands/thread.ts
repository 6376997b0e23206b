/** `/thread`: find threads, read them, replay them. */
import { ApplicationCommandOptionType, ApplicationIntegrationType, InteractionContextType } from 'discord.js';
import type { Call } from '../src/app/call.ts';
import type { Reading } from '../src/app/reading.ts';
import type { Replaying, ReplayRequest } from '../src/app/replaying.ts';
import type { FoundPage, Searching, SearchRequest } from '../src/app/searching.ts';
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
import { sentences } from '../src/i18n/i18n.ts';
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
  reading: Reading;
  replaying: Replaying;
  searching: Searching;
  board: ControlBoard;
  clock: Clock;
};

/** The command, and the buttons of its answers. */
export function threadCommand({ reading, replaying, searching, board, clock }: ThreadServices) {
  const list = async (call: Call, page: number) => {
    const { language } = call.requester;
    return threadListView(await reading.threads(call), page, language, sentences[language]);
  };

  const show = async (call: Call, thread: string, page: number) => {
    const { language } = call.requester;
    return threadPageView(await reading.thread(call, thread), page, language, sentences[language]);
  };

  const whole = async (call: Call, threadId: string, comment: number, page: number) => {
    const { thread, said } = await reading.comment(call, threadId, comment);
    return wholeView(thread, comment, said, page, call.requester.language);
  };

  const found = (page: FoundPage) => ({ view: searchView(page), sent: () => searching.prepareFaces(page) });

  const started = (replay: Replay) => startedAnswer(replay, replaying, clock);

  const controlHere = (control: Control) => async (call: Call) => {
    board.show(await replaying.controlHere(call, control));
    return toCaller(notice(sentences[call.requester.language].control.done[control]));
  };

  const command: Command = {
    definition,
    subcommands: {
      list: async (call) => toCaller(await list(call, 1)),
      show: async (call, options) =>
        toCaller(await show(call, options.getString('thread', true), options.getInteger('page') ?? 1)),
      replay: async (call, options) => started(await replaying.start(call, readRequest(options))),
      pause: controlHere('pause'),
      resume: controlHere('resume'),
      skip: controlHere('skip'),
      stop: controlHere('stop'),
      search: async (call, options) => {
        const request = readSearch(options);
        return { kind: 'reply', private: request.private, ...found(await searching.search(call, request)) };
      },
    },
    async complete(call, option, typed, options) {
      const { language } = call.requester;
      if (option === 'thread') return threadChoices(await reading.completeThread(call, typed), language);
      const thread = options.getString('thread') ?? undefined;
      return personaChoices(await reading.completePersona(call, thread, typed), language);
    },
  };

  const presses = {
    control: async (call, { control, replayId }) => {
      const replay = await replaying.control(call, replayId, control);
      return {
        kind: 'update',
        view: controlView(replay, clock.now()),
        async sent(messageId) {
          // An answer that came after a later step was shown has hidden it; one that was lost has shown nothing.
          const now = await replaying.find(call, replayId);
          if (now && (messageId === undefined || now.revision > replay.revision)) board.show(now);
        },
      };
    },
    again: async (call, { replayId }) => started(await replaying.again(call, replayId)),
    list: async (call, { page }) => ({ kind: 'update', view: await list(call, page) }),
    show: async (call, { threadId, page }) => ({ kind: 'update', view: await show(call, threadId, page) }),
    play: async (call, { threadId }) => started(await replaying.start(call, { thread: threadId })),
    playFrom: async (call, { threadId, comment }) =>
      started(await replaying.start(call, { thread: threadId, from: comment })),
    found: async (call, { searchId, page }) => ({
      kind: 'update',
      ...found(await searching.turn(call, searchId, page)),
    }),
    whole: async (call, { threadId, comment }) => toCaller(await whole(call, threadId, comment, 1)),
    wholePage: async (call, { threadId, comment, page }) => ({
      kind: 'update',
      view: await whole(call, threadId, comment, page),
    }),
  } satisfies Partial<Presses>;

  return { command, presses };
}

function readSearch(options: Options): SearchRequest {
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
