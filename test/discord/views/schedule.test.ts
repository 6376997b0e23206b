import { describe, expect, it } from 'vitest';
import type { ShownSchedule } from '../../../src/app/scheduling.ts';
import { bodyOf, type View } from '../../../src/discord/views/parts.ts';
import { madeView, scheduleListView, scheduleName, turnedOffView } from '../../../src/discord/views/schedule.ts';
import { sentences } from '../../../src/i18n/i18n.ts';
import { PermissionName } from '../../../src/replay/permission.ts';
import { checkRequest } from '../../../src/sandbox/loopback/conformance/check.ts';
import { textOf } from '../../../src/sandbox/loopback/people/components.ts';
import { housePolicies } from '../../../src/sandbox/program/housePolicies.ts';
import { firstState } from '../../../src/schedule/runs.ts';
import { shelfOfThreads } from '../../support/library.ts';
import { scheduleOf } from '../../support/schedules.ts';

/** The worst a name can be: all of it has to be escaped. */
const worst = '*_'.repeat(50);
const SNOWFLAKE = '1234567890123456789';

const [thread] = shelfOfThreads([
  { category: '', date: '2026-01-01', author: { en: 'Bob' }, title: { en: worst.repeat(4), ja: worst }, comments: [] },
]).threads.items;

const RUN = Date.UTC(2026, 10, 27, 9);

/** A schedule with everything that can be said of one. */
function longest(id = SNOWFLAKE): ShownSchedule {
  const schedule = scheduleOf({
    ...{ id, channelId: SNOWFLAKE, channelName: worst, venue: 'discussion', madeBy: SNOWFLAKE },
    ...{ language: 'both', pace: 'instant' },
    recurrence: {
      time: '23:59',
      days: ['mon', 'tue', 'wed', 'thu', 'sat', 'sun'],
      zone: 'America/Argentina/ComodRivadavia',
    },
  });
  const because = { kind: 'bot-lacks-permissions' as const, permissions: PermissionName.options };
  const state = { ...firstState(schedule.recurrence, RUN - 1), hindrance: because };
  return {
    schedule,
    state: { ...state, last: { kind: 'skipped', run: RUN, because } },
    revision: 3,
    thread: thread ?? 'any',
    standing: { kind: 'hindered', run: RUN, because, until: RUN },
  };
}

/** What Discord would refuse of a message. */
function violations(view: View) {
  const request = { method: 'POST', path: '/channels/1/messages', query: new URLSearchParams(), files: [] };
  const shown = { ...request, body: JSON.parse(JSON.stringify(bodyOf(view))) };
  return [checkRequest, ...housePolicies].flatMap((judge) => judge(shown));
}

const shownText = (view: View) => textOf({ components: view, content: '' } as unknown as Parameters<typeof textOf>[0]);

describe.each(['en', 'ja'] as const)('schedules as those who read %s see them', (reader) => {
  it('a page of schedules breaks no limit, though each says as much as it can', () => {
    const all = Array.from({ length: 25 }, (_, number) => longest(String(1_234_567_890_123_456_000n + BigInt(number))));
    for (const page of [1, 3, 5, 25]) expect(violations(scheduleListView(all, page, reader))).toEqual([]);
  });

  it('a schedule that was just made breaks no limit, though every run waits for the end of quiet hours', () => {
    const next = [1, 2, 3].map((day) => ({ run: RUN + day, begins: RUN + day + 1 }));
    expect(violations(madeView({ ...longest(), next }, reader))).toEqual([]);
  });

  it('a completion names channel, days, time, zone and thread', () => {
    const { time, zone } = longest().schedule.recurrence;
    const name = scheduleName(longest(), reader);
    for (const part of [`#${worst}`, time, zone, reader === 'en' ? 'Mondays' : '毎週月']) expect(name).toContain(part);
  });

  it('whoever made a schedule is named, and nobody is notified, where it was turned off', () => {
    const view = turnedOffView(longest().schedule, sentences[reader]);
    expect(violations(view)).toEqual([]);
    expect(shownText(view)).toContain(`<@${SNOWFLAKE}>`);
  });

  it('a schedule says when it is next, what it waits for, and how its last run went', () => {
    const one = { ...longest(), standing: { kind: 'planned' as const, run: RUN } };
    const begun = { ...one.state, last: { kind: 'begun' as const, run: RUN, replayId: 'r' } };
    const said = (shown: ShownSchedule) => shownText(scheduleListView([shown], 1, reader));
    const at = RUN / 1_000;
    const { next, afterQuiet, begun: wasBegun, off, anyThread, goneThread } = sentences[reader].schedule;
    expect(said({ ...one, state: begun })).toContain(next(`<t:${at}:f> (<t:${at}:R>)`));
    expect(said({ ...one, state: begun })).toContain(wasBegun(`<t:${at}:f>`));
    expect(said({ ...one, standing: { kind: 'quiet', run: RUN, begins: RUN } })).toContain(
      afterQuiet(`<t:${at}:f> (<t:${at}:R>)`),
    );
    expect(said({ ...one, standing: { kind: 'off' } })).toContain(off);
    expect(said({ ...one, thread: 'any' })).toContain(anyThread);
    expect(said({ ...one, thread: 'gone' })).toContain(goneThread);
  });
});
