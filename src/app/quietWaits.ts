/** Runs of schedules that wait for the end of quiet hours, once those are changed. */
import type { Clock } from '../runtime/clock.ts';
import { waitAnew } from '../schedule/runs.ts';
import type { ScheduleStore } from './ports.ts';
import type { QuietListener } from './settings.ts';

type QuietWaitsOptions = { store: Pick<ScheduleStore, 'of' | 'save'>; clock: Clock };

/** Lets what waits in a server wait as its new quiet hours ask for; without any it begins at the next look. */
export function quietWaits({ store, clock }: QuietWaitsOptions): QuietListener {
  return async (serverId, quiet) => {
    const moment = { now: clock.now(), quiet };
    for (const { schedule, state, revision } of await store.of(serverId)) {
      if (state.kind !== 'planned') continue;
      const next = waitAnew(state, moment);
      if (next !== state) await store.save(schedule, revision, next);
    }
  };
}
