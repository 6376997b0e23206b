import { expect, it } from 'vitest';
import { controlView } from '../../../src/discord/views/control.ts';
import { Pace } from '../../../src/replay/post.ts';
import type { ScriptedPlan } from '../../../src/replay/replay.ts';
import type { ReplayState } from '../../../src/replay/state.ts';
import type { Thread } from '../../../src/thread/model.ts';
import { planOf, postOf, replayOf, uneventful } from '../../support/plans.ts';
import { soloReplay } from '../../support/soloReplay.ts';

it('a control message shows the name of the one who speaks alone as written, no link', () => {
  const thread: Thread = {
    ...{ category: '', date: '2026-01-01', author: { en: 'Ann' }, title: { en: 'A title' } },
    comments: [{ persona: { en: 'Bob' }, text: { en: 'x' } }],
  };
  const view = JSON.stringify(controlView(soloReplay(thread, '[**x**](https://evil.example)', 'en'), 0));
  expect(view).toContain(JSON.stringify('only \\[\\*\\*x\\*\\*\\](https\\://evil.example) ·').slice(1, -1));
});

it('the progress bar of a control message is as wide at the end as at the beginning', () => {
  const bars = [0, 1, 2, 3].map((next) => {
    const state: ReplayState = { kind: 'sending', next, ...uneventful, since: 0, afterwards: 'go-on' };
    return /[━●]+/.exec(JSON.stringify(controlView(replayOf(planOf('1'), { state }), 0)))?.[0] ?? '';
  });
  // The same characters in another order: whatever the font.
  expect(new Set(bars.map((bar) => [...bar].toSorted().join(''))).size).toBe(1);
  expect(bars.map((bar) => bar.indexOf('●'))).toEqual([0, 5, 10, 15]);
});

it('a control message counts as the thread does, whatever part of it is played', () => {
  const shown = (script: ScriptedPlan['script'], next: number) => {
    const state: ReplayState = { kind: 'sending', next, ...uneventful, since: 0, afterwards: 'go-on' };
    return JSON.stringify(controlView(replayOf(planOf('1', { script, lastComment: 7 }), { state }), 0));
  };
  const some = [2, 5, 5, 6].map((comment) => postOf('x', comment));
  expect(shown(some, 0)).toContain('3 comments');
  expect(shown(some, 1)).toContain('Comment 2 of 7');
  // Only the first part of it is there.
  expect(shown(some, 2)).toContain('Comment 2 of 7');
  expect(shown(some, 3)).toContain('Comment 5 of 7');
  expect(shown([postOf('x', 0), ...some], 1)).toContain('The post');
});

it('a control message says who started its replay, or whose schedule did', () => {
  const shown = (bySchedule: boolean) =>
    JSON.stringify(controlView(replayOf(planOf('1', { startedBy: '7', bySchedule })), 0));
  expect(shown(false)).toContain('started by <@7>');
  expect(shown(true)).toContain('started by a schedule of <@7>');
});

it('a control message never has more than five buttons in a row', () => {
  const script = [0, 1].map((comment) => postOf('x', comment));
  const refused = { reason: { kind: 'blocked-by-automod' }, remaining: 0, doubtfulSince: null } as const;
  for (const pace of Pace.options) {
    const common = { next: 1, ...uneventful, pace };
    const states: ReplayState[] = [
      { kind: 'waiting', ...common, due: 0, wait: 0, skippable: true },
      { kind: 'resting', ...common, since: 0 },
      { kind: 'paused', ...common, ...refused },
      { kind: 'ended', ...common, reason: 'finished' },
    ];
    for (const state of states) {
      const [frame] = controlView(replayOf(planOf('1', { script }), { state, lastMessageId: '5' }), 0);
      const parts = frame && 'components' in frame ? frame.components : [];
      const rows = parts.map((part) => ('components' in part ? part.components.length : 0));
      expect(Math.max(...rows), state.kind).toBeLessThanOrEqual(5);
      expect(rows.filter((buttons) => buttons > 0).length, state.kind).toBeGreaterThan(0);
    }
  }
});

it('the control message of a replay whose posts are deleted offers no index of them', () => {
  const ended = replayOf(planOf('1'), {
    state: { kind: 'ended', next: 3, ...uneventful, reason: 'finished' },
    lastMessageId: '9',
  });
  expect(JSON.stringify(controlView(ended, 0))).toContain('Index');
  expect(
    JSON.stringify(controlView({ ...ended, undo: { kind: 'done', posts: 3, askedBy: '1', askedAt: 0 } }, 0)),
  ).not.toContain('Index');
});

it('a control message names the lines that were left out, each once, and says where a first part is there', () => {
  const script = [0, 1, 1, 2, 2, 2, 3].map((comment) => postOf('x', comment));
  const shown = (passedOver: readonly number[]) => {
    const state: ReplayState = { kind: 'ended', next: 7, ...uneventful, passedOver, reason: 'finished' };
    return /-# (Left out[^"]*)/.exec(JSON.stringify(controlView(replayOf(planOf('1', { script }), { state }), 0)))?.[1];
  };
  const why = 'Left out because it could not be shown:';
  expect(shown([])).toBeUndefined();
  expect(shown([1, 2])).toBe(`${why} comment 1`);
  expect(shown([0, 4, 5, 6])).toBe(`${why} the post, the rest of comment 2, and comment 3`);
});
