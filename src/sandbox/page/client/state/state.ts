/** All that the page knows and shows at a time. */
import type {
  APIApplicationCommand,
  APIApplicationCommandOptionChoice,
  APIModalInteractionResponseCallbackData,
} from 'discord.js';
import type {
  BotState,
  PageChannel,
  PageClock,
  PageLogEntry,
  PageMessage,
  PagePerson,
  PageServer,
  ToPage,
} from '../../protocol/frames.ts';
import { isThreadChannel } from '../discord.ts';
import type { Composer } from './composer.ts';

export type Overview = Extract<ToPage, { kind: 'overview' }>;

/** What the bot offered for a text in an option. */
type Completion = {
  readonly option: string;
  readonly text: string;
  readonly choices: readonly APIApplicationCommandOptionChoice[];
};

/** Where somebody did something: below a channel's messages, at one of them, or in what happened. */
export type Spot =
  | { readonly kind: 'channel'; readonly channelId: string }
  | { readonly kind: 'message'; readonly channelId: string; readonly messageId: string }
  | { readonly kind: 'panel' };

/** Something that could not be done, told where it was tried. */
export type Failure = {
  readonly id: number;
  readonly spot: Spot;
  /** What was tried, such as `/thread replay`. */
  readonly tried: string;
  readonly reason: string;
};

/** Messages drawn at first, and further ones each time the reader reaches the oldest of them. */
export const PORTION = 100;

export type Theme = 'light' | 'dark' | 'system';
export type LogKind = 'all' | 'rest' | 'gateway' | 'problems';

/** What is open over the page, one at a time. */
export type Overlay =
  | { readonly kind: 'people' }
  | { readonly kind: 'message'; readonly messageId: string; readonly x: number; readonly y: number }
  | { readonly kind: 'image'; readonly url: string; readonly name: string };

export type Form = {
  readonly id: string;
  readonly modal: APIModalInteractionResponseCallbackData;
  readonly sending: boolean;
  readonly problem: string | undefined;
};

export type State = {
  /** `outdated`: it says things that this page does not know, being of another version. */
  readonly connection: 'connecting' | 'open' | 'lost' | 'outdated';
  readonly overview: Overview | undefined;
  readonly channelId: string | undefined;
  /** The messages of every channel looked at, oldest first. */
  readonly messages: Readonly<Record<string, readonly PageMessage[]>>;
  readonly unread: ReadonlySet<string>;
  /** Until when the bot is typing in a channel: milliseconds since the Unix epoch, of the browser's clock. */
  readonly typing: Readonly<Record<string, number>>;
  /** How many messages of the channel are drawn, counted from the newest; more as the reader goes up. */
  readonly drawn: number;
  /** Messages that came while the reader was further up; undefined while at the end. */
  readonly missed: number | undefined;
  /** The message that somebody jumped to last. */
  readonly sought: { readonly channelId: string; readonly messageId: string } | undefined;
  readonly failures: readonly Failure[];
  readonly composer: Composer;
  /** What was being written in the other channels, by their ids. */
  readonly drafts: Readonly<Record<string, Composer>>;
  /** Grows when the composer should take the focus. */
  readonly focusComposer: number;
  readonly completion: Completion | undefined;
  /** Commands that whom one is has sent or put away, the last one last. */
  readonly history: readonly Composer[];
  /** Components that wait for the bot's answer, as `message/custom id`. */
  readonly busy: ReadonlySet<string>;
  readonly form: Form | undefined;
  readonly overlay: Overlay | undefined;
  readonly log: readonly PageLogEntry[];
  readonly logKind: LogKind;
  readonly logWords: string;
  /** Log entries whose JSON is shown. */
  readonly expanded: ReadonlySet<number>;
  readonly bot: BotState;
  readonly clock: PageClock;
  readonly theme: Theme;
  readonly panelOpen: boolean;
  readonly drawerOpen: boolean;
  readonly hintOpen: boolean;
  readonly dragging: boolean;
};

export function initialState(
  chosen: Pick<State, 'theme' | 'panelOpen' | 'hintOpen' | 'channelId' | 'composer'>,
  now: number,
): State {
  return {
    connection: 'connecting',
    overview: undefined,
    messages: {},
    unread: new Set(),
    typing: {},
    drawn: PORTION,
    missed: undefined,
    sought: undefined,
    failures: [],
    drafts: {},
    focusComposer: 0,
    completion: undefined,
    history: [],
    busy: new Set(),
    form: undefined,
    overlay: undefined,
    log: [],
    logKind: 'all',
    logWords: '',
    expanded: new Set(),
    bot: 'starting',
    clock: { real: now, shown: now, speed: 1 },
    drawerOpen: false,
    dragging: false,
    ...chosen,
  };
}

/** Whom one is. */
export function me({ overview }: State): PagePerson | undefined {
  return overview?.people.find(({ id }) => id === overview.me);
}

/** Whether whom one is sees a channel. */
export function sees({ overview }: State, channelId: string): boolean {
  return overview?.servers.some(({ channels }) => channels.some(({ id }) => id === channelId)) === true;
}

/** The commands that whom one is may use. */
export function usableCommands({ overview }: State): APIApplicationCommand[] {
  return overview?.commands.filter(({ id }) => overview.usable.includes(id)) ?? [];
}

/** The server and channel on show. */
export function here({ overview, channelId }: State): { server?: PageServer; channel?: PageChannel } {
  for (const server of overview?.servers ?? []) {
    const channel = server.channels.find(({ id }) => id === channelId);
    if (channel) return { server, channel };
  }
  return {};
}

/** A server's channels as the list shows them: each with the ThreadChannels below it. */
export function channelTree({ channels }: PageServer): { channel: PageChannel; threads: PageChannel[] }[] {
  return channels
    .filter(({ type }) => !isThreadChannel(type))
    .map((channel) => ({ channel, threads: channels.filter(({ parentId }) => parentId === channel.id) }));
}

/** The time of the sandbox's clock, milliseconds since the Unix epoch. */
export function sandboxTime({ real, shown, speed }: PageClock, now: number): number {
  return shown + (now - real) * speed;
}
