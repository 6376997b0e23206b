/** The state of a page, made by what happens to it. */

import type { APIMessage } from 'discord.js';
import { emptyLine } from '../../src/sandbox/page/client/state/composer.ts';
import { type Happening, reduce } from '../../src/sandbox/page/client/state/reduce.ts';
import { initialState, type State } from '../../src/sandbox/page/client/state/state.ts';
import type { PageChannel, PageLogEntry, PageMessage, ToPage } from '../../src/sandbox/page/protocol/frames.ts';

/** When the page is opened, milliseconds since the Unix epoch. */
export const NOW = Date.parse('2026-03-01T12:00:00Z');

/** A text channel. */
export const channel = (id: string, more: Partial<PageChannel> = {}): PageChannel => ({
  ...{ id, name: id, type: 0, parentId: null, archived: false, tags: [], writable: true },
  ...more,
});

/** What a person sees of one server. */
export const overview = (me: string, channels: PageChannel[]): Extract<ToPage, { kind: 'overview' }> => ({
  kind: 'overview',
  me,
  people: [
    { id: 'ann', name: 'Ann', locale: 'en-US', role: 'owner', servers: ['Server'] },
    { id: 'aki', name: 'Aki', locale: 'ja', role: 'member', servers: ['Server'] },
  ],
  servers: [{ id: 's', name: 'Server', preferredLocale: 'en-US', channels }],
  commands: [],
  usable: [],
  names: {},
  cdnUrl: 'http://cdn',
});

let lastId = 0;
/** A message by somebody, so many seconds after {@link NOW}. */
export const message = (by: string, seconds = 0, more: Partial<APIMessage> = {}): PageMessage => {
  lastId += 1;
  const author = { id: by, username: by, discriminator: '0', global_name: null, avatar: null };
  const timestamp = new Date(NOW + seconds * 1_000).toISOString();
  // Of a message's many fields the page's state reads these.
  return { message: { id: String(lastId), author, timestamp, ...more } as APIMessage, private: false };
};

/** An entry of the log: a request that was answered. */
export const logEntry = (number: number, more: Partial<PageLogEntry> = {}): PageLogEntry => ({
  ...{
    number,
    at: NOW,
    kind: 'rest',
    title: 'POST /x',
    status: 200,
    took: 1,
    rateLimit: null,
    violations: [],
    json: 0,
  },
  ...more,
});

/** The state of a page that has just been opened. */
const start = initialState(
  { theme: 'system', panelOpen: false, hintOpen: true, channelId: undefined, composer: emptyLine },
  NOW,
);

/** The state after what happens to the page, and what its server says, one after the other. */
export function following(state: State, ...happenings: (Happening | ToPage)[]): State {
  const wrapped = happenings.map((one) => (isFrame(one) ? { kind: 'frame' as const, frame: one, now: NOW } : one));
  return wrapped.reduce<State>(reduce, state);
}

const FRAMES = ['overview', 'messages', 'message', 'deleted', 'typing', 'log', 'log-cleared', 'bot', 'clock'];

function isFrame(one: Happening | ToPage): one is ToPage {
  return FRAMES.includes(one.kind);
}

/** The state of a page on which Ann looks at the first of two channels. */
export const seen = following(start, overview('ann', [channel('a'), channel('b')]), {
  kind: 'messages',
  channelId: 'a',
  messages: [],
});
