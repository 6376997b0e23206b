import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { ControlBoard } from '../../../src/discord/stage/controlBoard.ts';
import type { Replay } from '../../../src/replay/replay.ts';
import type { ReplayState } from '../../../src/replay/state.ts';
import { FakeClock, settled } from '../../support/fakeClock.ts';

const progress = { next: 1, failures: 0, webhooksReplaced: 0 };
const waiting: ReplayState = { kind: 'waiting', ...progress, due: 0, wait: 0, skippable: true };
const finished: ReplayState = { kind: 'ended', ...progress, reason: 'finished' };

function replayIn(state: ReplayState, revision: number): Replay {
  const post = { comment: 0, persona: 'bob', username: 'Bob', content: 'Yes.', gap: 0 };
  return {
    plan: {
      ...{
        id: '1',
        anchor: '1',
        serverId: '2',
        channelId: '3',
        controlChannelId: '3',
        threadId: 'title',
        title: { en: 'Title' },
      },
      ...{ language: 'en', pace: 'instant', speech: 'en', startedBy: '4', startedAt: 0, from: 0, persona: null },
      ...{ translate: true, script: [post, post] },
    },
    ...{ state, revision, lastMessageId: null, controlMessageId: '9' },
  };
}

describe('the board of control messages', () => {
  it('notes that an end is shown only when it is, not when what came before it was', async () => {
    const clock = new FakeClock();
    const requests: PromiseWithResolvers<void>[] = [];
    const editMessage = () => {
      const request = Promise.withResolvers<void>();
      requests.push(request);
      return request.promise;
    };
    const noted: string[] = [];
    const unused = () => Promise.reject(new Error('The board asks for this only where it does not know the message.'));
    const board = new ControlBoard({
      api: { editMessage, sendMessage: unused, messagesAfter: unused },
      replays: { showOn: unused, checkReach: unused },
      replayStore: { find: async () => undefined, setEndShown: async (id) => void noted.push(id) },
      clock,
      log: pino({ level: 'silent' }),
    });

    board.show(replayIn(waiting, 1));
    board.observe(replayIn(finished, 2), { kind: 'posted', messageId: '10' });
    requests[0]?.resolve();
    await settled();
    expect(requests).toHaveLength(2);
    expect(noted).toEqual([]);

    requests[1]?.reject(new Error('connection reset'));
    await clock.advance(60_000);
    expect(noted).toEqual([]);
    requests[2]?.resolve();
    await settled();
    expect(noted).toEqual(['1']);
  });
});
