import { pino } from 'pino';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ReplayEvent, ReplayState } from '../../src/replay/state.ts';
import { Steps } from '../../src/replay/steps.ts';
import { settled } from '../support/fakeClock.ts';
import { planOf, replayOf } from '../support/plans.ts';

const replay = replayOf(planOf('7'));
const due: ReplayEvent = { kind: 'due', due: 0 };

describe('the steps of replays', () => {
  let logged: string[];
  let steps: Steps;
  let heard: string[];

  beforeEach(() => {
    logged = [];
    heard = [];
    steps = new Steps(pino({ base: null }, { write: (line) => logged.push(line) }));
  });

  it('every listener hears of a step, in the order they came, until it no longer wants to', () => {
    const stop = steps.on((_, { kind }) => void heard.push(`first: ${kind}`));
    steps.on(({ plan }) => void heard.push(`second: ${plan.id}`));
    steps.tell(replay, due);
    expect(heard).toEqual(['first: due', 'second: 7']);
    stop();
    steps.tell(replay, due);
    expect(heard).toEqual(['first: due', 'second: 7', 'second: 7']);
  });

  it('a listener hears from which state a step led, which is the same state where nothing was stored', () => {
    const before: ReplayState = { ...replay.state, kind: 'ended', reason: 'stopped' };
    const states: ReplayState[] = [];
    steps.on((_, __, state) => void states.push(state));
    steps.tell(replay, due, before);
    steps.tell(replay, due);
    expect(states).toEqual([before, replay.state]);
  });

  it('a listener that throws or rejects is logged with the replay’s place, and the others hear of the step', async () => {
    steps.on(() => {
      throw new Error('cannot draw');
    });
    steps.on(() => Promise.reject(new Error('cannot count')));
    steps.on((_, { kind }) => void heard.push(kind));
    steps.tell(replay, due);
    await settled();
    expect(heard).toEqual(['due']);
    expect(logged).toHaveLength(2);
    for (const line of logged) {
      expect(JSON.parse(line)).toMatchObject({ replay: '7', server: 'server', channel: 'channel', event: 'due' });
    }
    expect(logged.join('')).toMatch(/cannot draw.*\n.*cannot count/);
  });
});
