import { expect, it } from 'vitest';
import { Undoing } from '../../src/app/undoing.ts';
import type { Replay } from '../../src/replay/replay.ts';
import type { UndoEvent } from '../../src/replay/undos.ts';
import { callBy } from '../support/calls.ts';
import { FakeClock, settled } from '../support/fakeClock.ts';
import { planOf, replayOf, uneventful } from '../support/plans.ts';

it('whoever asked is told how far an undo is now and then, also after the clock was set back', async () => {
  const clock = new FakeClock();
  const replay = replayOf(planOf('1'), { state: { kind: 'ended', next: 3, ...uneventful, reason: 'finished' } });
  let tell: (undone: Replay, event: UndoEvent) => void = () => undefined;
  const undoing = new Undoing({
    replays: { find: async () => replay },
    replayStore: { latestStartedIn: async () => replay, latestPlayedIn: async () => replay },
    undoStore: { postsOf: async () => [] },
    undos: {
      begin: async () => true,
      onStep(listener) {
        tell = (undone, event) => void listener(undone, event, undone.state);
        return () => undefined;
      },
    },
    clock,
  });
  const shown: number[] = [];
  const asked = { askedBy: 'person', askedAt: 0, posts: 3 };
  const note = async (left: number) => {
    tell({ ...replay, undo: { kind: 'under-way', ...asked, left } } satisfies Replay, { kind: 'deleted' });
    await settled();
  };

  const outcome = undoing.undo(callBy(), '1', async ({ left }) => void shown.push(left));
  await settled();
  await note(3);
  await note(2);
  clock.leap(-3_600_000);
  await note(1);
  tell({ ...replay, undo: { kind: 'done', ...asked } }, { kind: 'done' });
  expect(await outcome).toMatchObject({ undo: { kind: 'done' } });
  expect(shown).toEqual([3, 1]);
});
