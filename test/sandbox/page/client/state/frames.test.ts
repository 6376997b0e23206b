import { describe, expect, it } from 'vitest';
import { emptyLine } from '../../../../../src/sandbox/page/client/state/composer.ts';
import { here } from '../../../../../src/sandbox/page/client/state/state.ts';
import { channel, following, logEntry, message, NOW, overview, seen } from '../../../../support/pageState.ts';

describe('the channel on show', () => {
  it('the channel on show is the first one until another is chosen', () => {
    expect(here(seen).channel?.id).toBe('a');
    expect(here(following(seen, { kind: 'channel', channelId: 'b' })).channel?.id).toBe('b');
  });

  it('the channel on show is another when it is gone', () => {
    expect(following(seen, overview('ann', [channel('b')])).channelId).toBe('b');
  });
});

describe('messages', () => {
  const one = message('x');

  it('messages come in order, and a new look replaces the old one', () => {
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

  it('messages make another channel unread until it is opened', () => {
    const state = following(seen, { kind: 'message', channelId: 'b', edited: false, message: one });
    expect([...state.unread]).toEqual(['b']);
    expect(state.messages.b).toBeUndefined();
    expect([...following(state, { kind: 'channel', channelId: 'b' }).unread]).toEqual([]);
  });

  it('messages are counted while the reader is further up', () => {
    const up = following(seen, { kind: 'scrolled', atEnd: false });
    const more = following(up, { kind: 'message', channelId: 'a', edited: false, message: one });
    expect([up.missed, more.missed, following(more, { kind: 'scrolled', atEnd: true }).missed]).toEqual([
      0,
      1,
      undefined,
    ]);
  });

  it('messages are drawn in portions, and none falls off while the reader is further up', () => {
    const older = following(seen, { kind: 'scrolled', atEnd: false }, { kind: 'older' });
    const more = following(older, { kind: 'message', channelId: 'a', edited: false, message: one });
    expect([seen.drawn, older.drawn, more.drawn]).toEqual([100, 200, 201]);
    expect(following(more, { kind: 'scrolled', atEnd: true }).drawn).toBe(100);
  });

  it('messages disappear when they are deleted', () => {
    const state = following(
      seen,
      { kind: 'message', channelId: 'a', edited: false, message: one },
      { kind: 'deleted', channelId: 'a', messageId: one.message.id },
    );
    expect(state.messages.a).toEqual([]);
  });

  it('a new message ends the typing line', () => {
    const typing = following(seen, { kind: 'typing', channelId: 'a' });
    expect(typing.typing.a).toBe(NOW + 10_000);
    expect(
      following(typing, { kind: 'message', channelId: 'a', edited: false, message: one }).typing.a,
    ).toBeUndefined();
  });
});

describe('somebody else', () => {
  it('somebody else sees nothing of what the one before looked at', () => {
    const before = following(
      seen,
      { kind: 'message', channelId: 'a', edited: false, message: message('x') },
      { kind: 'failure', failure: { id: 1, spot: { kind: 'channel', channelId: 'a' }, tried: '/x', reason: 'no' } },
    );
    const other = following(before, overview('aki', [channel('a')]));
    expect([other.messages, other.failures, other.history, other.composer]).toEqual([{}, [], [], emptyLine]);
    expect(following(before, overview('ann', [channel('a')])).messages.a).toHaveLength(1);
  });
});

describe('the log', () => {
  it('the log replaces a request by its answer and keeps the order', () => {
    const state = following(
      seen,
      { kind: 'log', entries: [logEntry(1, { status: null, took: null })] },
      { kind: 'log', entries: [logEntry(2)] },
      { kind: 'log', entries: [logEntry(1, { status: 404 })] },
    );
    expect(state.log.map(({ number, status }) => [number, status])).toEqual([
      [1, 404],
      [2, 200],
    ]);
    expect(following(state, { kind: 'log-cleared' }).log).toEqual([]);
  });

  it('the log keeps the newest thousand', () => {
    const entries = Array.from({ length: 1_200 }, (_, index) => logEntry(index + 1));
    const { log } = following(seen, { kind: 'log', entries });
    expect([log.length, log.at(-1)?.number]).toEqual([1_000, 1_200]);
  });
});
