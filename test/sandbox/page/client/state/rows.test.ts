import type { APIMessage } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { rowsOf, stretchesOf } from '../../../../../src/sandbox/page/client/state/rows.ts';
import type { PageMessage } from '../../../../../src/sandbox/page/protocol/frames.ts';
import { message } from '../../../../support/pageState.ts';

describe('rows', () => {
  const joined = (...messages: PageMessage[]) => rowsOf(messages).map((row) => row.joined);

  it('rows join what one author says within seven minutes', () => {
    expect(joined(message('x'), message('x', 60), message('y', 61), message('x', 62))).toEqual([
      false,
      true,
      false,
      false,
    ]);
    expect(joined(message('x'), message('x', 8 * 60))).toEqual([false, false]);
  });

  it('rows keep two faces of one webhook apart', () => {
    const face = (avatar: string) => {
      const entry = message('hook', 0);
      return { ...entry, message: { ...entry.message, author: { ...entry.message.author, avatar } } };
    };
    expect(joined(face('one'), face('two'), face('two'))).toEqual([false, false, true]);
  });

  it('rows are made of the newest messages alone where more are not asked for, and know whom they follow', () => {
    const messages = [message('x'), message('y', 1), message('y', 2), message('y', 3)];
    expect(rowsOf(messages, 2).map((row) => row.joined)).toEqual([true, true]);
    expect(rowsOf(messages, 9).map((row) => row.joined)).toEqual([false, false, true, true]);
  });

  it('rows lie in stretches that keep their messages, however many are drawn and whatever comes', () => {
    const messages = Array.from({ length: 120 }, (_, at) => message('x', at));
    const idsOf = (all: PageMessage[], count?: number) =>
      new Map(
        stretchesOf(all, count).map(({ number, rows }) => [number, rows.map(({ entry }) => entry.message.id)] as const),
      );
    const whole = idsOf(messages);
    expect([...whole.values()].map(({ length }) => length)).toEqual([50, 50, 20]);
    expect([...whole.values()].flat()).toEqual(messages.map((entry) => entry.message.id));
    expect(idsOf(messages, 60).get(2)).toEqual(whole.get(2));
    expect(idsOf(messages, 60).get(1)).toEqual(whole.get(1)?.slice(10));
    expect(idsOf([...messages, message('x', 500)]).get(1)).toEqual(whole.get(1));
    expect(stretchesOf([])).toEqual([]);
  });

  it('rows begin anew with the answer to a command, with what only one sees, and with a day', () => {
    const answer = { interaction_metadata: {} } as Partial<APIMessage>;
    expect(joined(message('x'), message('x', 1, answer))).toEqual([false, false]);
    expect(joined(message('x'), { ...message('x', 1), private: true })).toEqual([false, false]);
    const [, next] = rowsOf([message('x'), message('x', 24 * 3_600)]);
    expect(next).toMatchObject({ joined: false, newDay: true });
  });
});
