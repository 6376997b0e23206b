/** What a frame from the server changes. Pure. */
import type { PageLogEntry, PageMessage, ToPage } from '../../protocol/frames.ts';
import { emptyLine } from './composer.ts';
import { channelTree, here, type Overview, PORTION, type State } from './state.ts';

/** How long the bot is shown as typing, milliseconds. */
const TYPING = 10_000;

/** Log entries the page keeps. */
const MOST_ENTRIES = 1_000;

/** @param now milliseconds since the Unix epoch, of the browser's clock */
export function receive(state: State, frame: ToPage, now: number): State {
  switch (frame.kind) {
    case 'overview':
      return withOverview(state, frame);
    case 'messages':
      return withSought({ ...withMessages(state, frame.channelId, frame.messages), ...seen(state, frame.channelId) });
    case 'message':
      return withMessage(state, frame);
    case 'deleted': {
      const messages = state.messages[frame.channelId]?.filter(({ message }) => message.id !== frame.messageId);
      return messages ? withMessages(state, frame.channelId, messages) : state;
    }
    case 'typing':
      return { ...state, typing: { ...state.typing, [frame.channelId]: now + TYPING } };
    case 'answer':
      return state;
    case 'log':
      return { ...state, log: merged(state.log, frame.entries) };
    case 'log-cleared':
      return { ...state, log: [], expanded: new Set() };
    case 'bot':
      return { ...state, bot: frame.state };
    case 'clock':
      return { ...state, clock: frame.clock };
  }
}

/** Somebody else sees other things: what was looked at as the one before is forgotten. */
function withOverview(state: State, overview: Overview): State {
  // A page that was just loaded has only what it remembered of the same person.
  const same = state.overview === undefined || state.overview.me === overview.me;
  const kept = same ? {} : { ...forgotten, messages: {}, unread: new Set<string>() };
  const focusComposer = same && state.overview ? state.focusComposer : state.focusComposer + 1;
  const next = { ...state, ...kept, focusComposer, overview };
  if (here(next).channel) return next;
  return { ...next, channelId: firstChannel(overview), composer: emptyLine, drawn: PORTION, missed: undefined };
}

const forgotten = {
  typing: {},
  drawn: PORTION,
  missed: undefined,
  failures: [],
  composer: emptyLine,
  drafts: {},
  sought: undefined,
  completion: undefined,
  history: [],
  busy: new Set<string>(),
  form: undefined,
  overlay: undefined,
} satisfies Partial<State>;

function firstChannel({ servers }: Overview): string | undefined {
  const [server] = servers;
  return server && channelTree(server)[0]?.channel.id;
}

function withMessages(state: State, channelId: string, messages: readonly PageMessage[]): State {
  return { ...state, messages: { ...state.messages, [channelId]: messages } };
}

function seen(state: State, channelId: string): Pick<State, 'unread'> {
  return { unread: new Set([...state.unread].filter((id) => id !== channelId)) };
}

function withMessage(state: State, { channelId, message, edited }: Extract<ToPage, { kind: 'message' }>): State {
  const known = state.messages[channelId];
  const next = known ? withMessages(state, channelId, placed(known, message)) : state;
  if (edited) return next;
  const { [channelId]: _, ...typing } = state.typing;
  if (channelId !== state.channelId) return { ...next, typing, unread: new Set([...state.unread, channelId]) };
  if (state.missed === undefined) return { ...next, typing };
  // The answer to what one did oneself is what one wants to see now.
  if (message.private) return { ...next, typing, missed: undefined, drawn: PORTION };
  // What is being read must not fall off the other end.
  return { ...next, typing, missed: state.missed + 1, drawn: state.drawn + 1 };
}

/** Draws as many messages as it takes to see the one that somebody jumps to. */
export function withSought(state: State): State {
  const { sought, channelId } = state;
  if (sought === undefined || sought.channelId !== channelId) return state;
  const messages = state.messages[channelId] ?? [];
  const at = messages.findIndex(({ message }) => message.id === sought.messageId);
  return at < 0 ? state : { ...state, drawn: Math.max(state.drawn, messages.length - at + PORTION / 2) };
}

function placed(messages: readonly PageMessage[], entry: PageMessage): PageMessage[] {
  const at = messages.findLastIndex(({ message }) => message.id === entry.message.id);
  return at < 0 ? [...messages, entry] : messages.with(at, entry);
}

/** Entries in the order of their numbers; a number that is there already is replaced. */
function merged(log: readonly PageLogEntry[], entries: readonly PageLogEntry[]): PageLogEntry[] {
  const newest = log.at(-1)?.number ?? Number.NEGATIVE_INFINITY;
  const [later, again] = [
    entries.filter(({ number }) => number > newest),
    new Map(entries.filter(({ number }) => number <= newest).map((entry) => [entry.number, entry])),
  ];
  const kept = again.size === 0 ? log : log.map((entry) => again.get(entry.number) ?? entry);
  return [...kept, ...later].slice(-MOST_ENTRIES);
}
