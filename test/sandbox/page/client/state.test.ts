import type { APIMessage } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { en } from '../../../../src/sandbox/page/client/i18n/en.ts';
import { beginCommand, emptyLine } from '../../../../src/sandbox/page/client/state/composer.ts';
import { isFailed, shownEntries } from '../../../../src/sandbox/page/client/state/log.ts';
import { type Happening, reduce } from '../../../../src/sandbox/page/client/state/reduce.ts';
import { rowsOf } from '../../../../src/sandbox/page/client/state/rows.ts';
import {
  channelTree,
  here,
  initialState,
  type State,
  sandboxTime,
} from '../../../../src/sandbox/page/client/state/state.ts';
import { suggestionsFor } from '../../../../src/sandbox/page/client/state/suggestions.ts';
import { formatTime, messageTime } from '../../../../src/sandbox/page/client/text/times.ts';
import type { PageChannel, PageLogEntry, PageMessage, ToPage } from '../../../../src/sandbox/page/protocol/frames.ts';

const NOW = Date.parse('2026-03-01T12:00:00Z');

const channel = (id: string, more: Partial<PageChannel> = {}): PageChannel => ({
  ...{ id, name: id, type: 0, parentId: null, archived: false, writable: true },
  ...more,
});

const overview = (me: string, channels: PageChannel[]): Extract<ToPage, { kind: 'overview' }> => ({
  kind: 'overview',
  me,
  people: [
    { id: 'ann', name: 'Ann', locale: 'en-US', role: 'owner' },
    { id: 'aki', name: 'Aki', locale: 'ja', role: 'member' },
  ],
  servers: [{ id: 's', name: 'Server', preferredLocale: 'en-US', channels }],
  commands: [],
  names: {},
  cdnUrl: 'http://cdn',
});

let lastId = 0;
const message = (by: string, seconds = 0, more: Partial<APIMessage> = {}): PageMessage => {
  lastId += 1;
  const author = { id: by, username: by, discriminator: '0', global_name: null, avatar: null };
  const timestamp = new Date(NOW + seconds * 1_000).toISOString();
  // Of a message's many fields the page's state reads these.
  return { message: { id: String(lastId), author, timestamp, ...more } as APIMessage, private: false };
};

const start = initialState({ theme: 'system', panelOpen: false, hintOpen: true }, NOW);

function following(state: State, ...happenings: (Happening | ToPage)[]): State {
  const wrapped = happenings.map((one) => (isFrame(one) ? { kind: 'frame' as const, frame: one, now: NOW } : one));
  return wrapped.reduce<State>(reduce, state);
}

const FRAMES = ['overview', 'messages', 'message', 'deleted', 'typing', 'log', 'log-cleared', 'bot', 'clock'];

function isFrame(one: Happening | ToPage): one is ToPage {
  return FRAMES.includes(one.kind);
}

const seen = following(start, overview('ann', [channel('a'), channel('b')]), {
  kind: 'messages',
  channelId: 'a',
  messages: [],
});

describe('the channel on show', () => {
  it('is the first one until another is chosen', () => {
    expect(here(seen).channel?.id).toBe('a');
    expect(here(following(seen, { kind: 'channel', channelId: 'b' })).channel?.id).toBe('b');
  });

  it('is another when it is gone', () => {
    expect(following(seen, overview('ann', [channel('b')])).channelId).toBe('b');
  });

  it('has its ThreadChannels below it', () => {
    const channels = [channel('a'), channel('t', { type: 11, parentId: 'a' }), channel('b')];
    expect(channelTree({ ...overview('ann', channels).servers[0], channels } as never)).toEqual([
      { channel: channels[0], threads: [channels[1]] },
      { channel: channels[2], threads: [] },
    ]);
  });
});

describe('messages', () => {
  const one = message('x');

  it('come in order, and a new look replaces the old one', () => {
    const state = following(
      seen,
      { kind: 'message', channelId: 'a', edited: false, message: one },
      { kind: 'message', channelId: 'a', edited: false, message: message('y') },
      { kind: 'message', channelId: 'a', edited: true, message: { ...one, private: true } },
    );
    expect(state.messages.a?.map((entry) => [entry.message.author.id, entry.private])).toEqual([
      ['x', true],
      ['y', false],
    ]);
  });

  it('make another channel unread until it is opened', () => {
    const state = following(seen, { kind: 'message', channelId: 'b', edited: false, message: one });
    expect([...state.unread]).toEqual(['b']);
    expect(state.messages.b).toBeUndefined();
    expect([...following(state, { kind: 'channel', channelId: 'b' }).unread]).toEqual([]);
  });

  it('are counted while the reader is further up', () => {
    const up = following(seen, { kind: 'scrolled', atEnd: false });
    const more = following(up, { kind: 'message', channelId: 'a', edited: false, message: one });
    expect([up.missed, more.missed, following(more, { kind: 'scrolled', atEnd: true }).missed]).toEqual([
      0,
      1,
      undefined,
    ]);
  });

  it('are drawn in portions, and none falls off while the reader is further up', () => {
    const older = following(seen, { kind: 'scrolled', atEnd: false }, { kind: 'older' });
    const more = following(older, { kind: 'message', channelId: 'a', edited: false, message: one });
    expect([seen.drawn, older.drawn, more.drawn]).toEqual([100, 200, 201]);
    expect(following(more, { kind: 'scrolled', atEnd: true }).drawn).toBe(100);
  });

  it('disappear when they are deleted', () => {
    const state = following(
      seen,
      { kind: 'message', channelId: 'a', edited: false, message: one },
      { kind: 'deleted', channelId: 'a', messageId: one.message.id },
    );
    expect(state.messages.a).toEqual([]);
  });

  it('end the typing line', () => {
    const typing = following(seen, { kind: 'typing', channelId: 'a' });
    expect(typing.typing.a).toBe(NOW + 10_000);
    expect(
      following(typing, { kind: 'message', channelId: 'a', edited: false, message: one }).typing.a,
    ).toBeUndefined();
  });
});

describe('somebody else', () => {
  it('sees nothing of what the one before looked at', () => {
    const before = following(
      seen,
      { kind: 'message', channelId: 'a', edited: false, message: message('x') },
      { kind: 'failure', failure: { id: 1, channelId: 'a', tried: '/x', reason: 'no' } },
    );
    const other = following(before, overview('aki', [channel('a')]));
    expect([other.messages, other.failures, other.history, other.composer]).toEqual([{}, [], [], emptyLine]);
    expect(following(before, overview('ann', [channel('a')])).messages.a).toHaveLength(1);
  });
});

describe('a sent command', () => {
  const command = { path: 'tea', title: 'tea', description: '', options: [] };

  it('leaves the composer empty and can be recalled', () => {
    const sent = following(seen, { kind: 'sent', line: beginCommand(command) });
    expect(sent.composer).toEqual(emptyLine);
    expect(following(sent, { kind: 'recall' }).composer).toMatchObject({ kind: 'command', command });
  });

  it('cannot be recalled when there was none', () => {
    expect(following(seen, { kind: 'recall' }).composer).toEqual(emptyLine);
  });
});

describe('completions', () => {
  const option = { name: 'leaf', title: 'leaf', description: '', type: 3, required: true, completes: true } as const;
  const command = {
    ...{ path: 'tea', title: 'tea', description: '' },
    options: [{ ...option, choices: [], min: undefined, max: undefined, channelTypes: [] }],
  };
  const line = beginCommand(command);
  const offered = following(
    seen,
    { kind: 'composer', composer: line, focus: true },
    { kind: 'completion', completion: { option: 'leaf', text: '', choices: [{ name: 'Sencha', value: 's' }] } },
  );

  it('are offered for the text they were made for', () => {
    expect(suggestionsFor(offered, en)).toEqual({
      items: [{ kind: 'value', name: 'Sencha', value: 's' }],
      stale: false,
    });
  });

  it('are stale for another text', () => {
    const field = { text: 'x', value: 'x', settled: false };
    const typed = following(offered, {
      kind: 'composer',
      composer: { ...line, fields: { leaf: field } },
      focus: false,
    });
    expect(suggestionsFor(typed, en).stale).toBe(true);
  });
});

describe('rows', () => {
  const joined = (...messages: PageMessage[]) => rowsOf(messages).map((row) => row.joined);

  it('join what one author says within seven minutes', () => {
    expect(joined(message('x'), message('x', 60), message('y', 61), message('x', 62))).toEqual([
      false,
      true,
      false,
      false,
    ]);
    expect(joined(message('x'), message('x', 8 * 60))).toEqual([false, false]);
  });

  it('keep two faces of one webhook apart', () => {
    const face = (avatar: string) => {
      const entry = message('hook', 0);
      return { ...entry, message: { ...entry.message, author: { ...entry.message.author, avatar } } };
    };
    expect(joined(face('one'), face('two'), face('two'))).toEqual([false, false, true]);
  });

  it('are made of the newest messages alone where more are not asked for, and know whom they follow', () => {
    const messages = [message('x'), message('y', 1), message('y', 2), message('y', 3)];
    expect(rowsOf(messages, 2).map((row) => row.joined)).toEqual([true, true]);
    expect(rowsOf(messages, 9).map((row) => row.joined)).toEqual([false, false, true, true]);
  });

  it('begin anew with the answer to a command, with what only one sees, and with a day', () => {
    const answer = { interaction_metadata: {} } as Partial<APIMessage>;
    expect(joined(message('x'), message('x', 1, answer))).toEqual([false, false]);
    expect(joined(message('x'), { ...message('x', 1), private: true })).toEqual([false, false]);
    const [, next] = rowsOf([message('x'), message('x', 24 * 3_600)]);
    expect(next).toMatchObject({ joined: false, newDay: true });
  });
});

describe('the log', () => {
  const entry = (number: number, more: Partial<PageLogEntry> = {}): PageLogEntry => ({
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

  it('replaces a request by its answer and keeps the order', () => {
    const state = following(
      seen,
      { kind: 'log', entries: [entry(1, { status: null, took: null })] },
      { kind: 'log', entries: [entry(2)] },
      { kind: 'log', entries: [entry(1, { status: 404 })] },
    );
    expect(state.log.map(({ number, status }) => [number, status])).toEqual([
      [1, 404],
      [2, 200],
    ]);
    expect(following(state, { kind: 'log-cleared' }).log).toEqual([]);
  });

  it('keeps the newest thousand', () => {
    const entries = Array.from({ length: 1_200 }, (_, index) => entry(index + 1));
    const { log } = following(seen, { kind: 'log', entries });
    expect([log.length, log.at(-1)?.number]).toEqual([1_000, 1_200]);
  });

  it('is filtered by kind and words, newest first', () => {
    const gateway = entry(2, { kind: 'gateway', title: '→ INTERACTION_CREATE', status: null, took: null });
    const log = [entry(1, { title: 'DELETE /y', status: 404 }), gateway, entry(3, { violations: ['rule'] })];
    const shown = (kind: 'all' | 'rest' | 'gateway' | 'problems', words = '') =>
      shownEntries(log, kind, words).map(({ number }) => number);
    expect(shown('all')).toEqual([3, 2, 1]);
    expect(shown('rest')).toEqual([3, 1]);
    expect(shown('gateway')).toEqual([2]);
    expect(shown('problems')).toEqual([3, 1]);
    expect(shown('all', 'delete 404')).toEqual([1]);
  });

  it('tells a lost answer from one that is still awaited', () => {
    expect(isFailed(entry(1, { status: null, took: null }))).toBe(false);
    expect(isFailed(entry(1, { status: null, took: 9 }))).toBe(true);
  });
});

describe('times', () => {
  it('follow the sandbox’s clock', () => {
    expect(sandboxTime({ real: NOW, shown: NOW + 500, speed: 20 }, NOW + 1_000)).toBe(NOW + 20_500);
    expect(sandboxTime({ real: NOW, shown: NOW, speed: 0 }, NOW + 1_000)).toBe(NOW);
  });

  it.each([
    [20, 'in 20 seconds', '20 秒後'],
    [-90, '1 minute ago', '1 分前'],
    [7_200, 'in 2 hours', '2 時間後'],
    [-3 * 86_400, '3 days ago', '3 日前'],
  ])('that lie %d seconds away read naturally', (seconds, english, japanese) => {
    const at = NOW + seconds * 1_000;
    expect([formatTime(at, 'R', NOW, 'en-US'), formatTime(at, 'R', NOW, 'ja')]).toEqual([english, japanese]);
  });

  it('name yesterday, and give a date before that', () => {
    const noon = new Date(2026, 2, 10, 12).getTime();
    const day = 86_400_000;
    expect(messageTime(noon - 60_000, noon, 'ja')).toBe('11:59');
    expect(messageTime(noon - day, noon, 'ja')).toBe('昨日 12:00');
    expect(messageTime(noon - day, noon, 'en-US')).toMatch(/^Yesterday 12:00/);
    expect(messageTime(noon - 2 * day, noon, 'ja')).toBe('2026/03/08 12:00');
  });
});
