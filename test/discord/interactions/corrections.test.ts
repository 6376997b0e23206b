import { beforeEach, describe, expect, it } from 'vitest';
import { type Problem, Refusal } from '../../../src/app/problem.ts';
import { CorrectableRefusal, Corrections } from '../../../src/discord/interactions/corrections.ts';
import { callBy } from '../../support/calls.ts';

const nearest = [
  { id: 'night-baker', name: 'Night Baker' },
  { id: 'day-baker', name: 'Day Baker' },
];
const problem = { code: 'unknown-persona', asked: 'bakr', nearest } as const;
const typed = new Map([
  ['persona', 'bakr'],
  ['words', 'bread'],
]);
const sent = {
  path: 'thread search',
  given: (name: string) => {
    const value = typed.get(name);
    return value === undefined ? undefined : { value };
  },
};

describe('commands that named what is not there', () => {
  let corrections: Corrections;

  beforeEach(() => {
    corrections = new Corrections();
  });

  const refuse = (id: string, why: Problem = problem) =>
    corrections.watch(callBy({ id }), sent, () => Promise.reject(new Refusal(why))).catch((error: unknown) => error);

  it('a command carries on with what was meant, and with everything else as it was typed', async () => {
    expect(await refuse('7')).toMatchObject({ problem, correctable: { callId: '7', meant: nearest } });
    const { path, given } = corrections.corrected(callBy(), '7', 1);
    expect([path, given('persona'), given('words'), given('thread')]).toEqual([
      ...['thread search', { value: 'day-baker' }, { value: 'bread' }, undefined],
    ]);
  });

  it('only the person who typed a command carries on with it, and only in the channel where they did', async () => {
    await refuse('7');
    for (const other of [callBy({ userId: 'another' }), callBy({ channelId: 'another' })]) {
      expect(() => corrections.corrected(other, '7', 0)).toThrow('command-forgotten');
    }
    for (const [id, choice] of [
      ['8', 0],
      ['7', 2],
    ] as const) {
      expect(() => corrections.corrected(callBy(), id, choice)).toThrow('command-forgotten');
    }
  });

  it('a command is forgotten when a thousand others came after it', async () => {
    for (let id = 0; id < 1_001; id += 1) await refuse(String(id));
    expect(() => corrections.corrected(callBy(), '0', 0)).toThrow('command-forgotten');
    expect(corrections.corrected(callBy(), '1', 0).path).toBe('thread search');
  });

  it('what is refused for another reason, or comes near nothing, is passed on as it is', async () => {
    for (const other of [{ code: 'no-replay-here' } as const, { ...problem, nearest: [] }]) {
      const error = await refuse('7', other);
      expect(error).toBeInstanceOf(Refusal);
      expect(error).not.toBeInstanceOf(CorrectableRefusal);
    }
    const broken = corrections.watch(callBy(), sent, () => Promise.reject(new Error('broken')));
    await expect(broken).rejects.toThrow('broken');
    expect(await corrections.watch(callBy(), sent, async () => 'done')).toBe('done');
  });
});
