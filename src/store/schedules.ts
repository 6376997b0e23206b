/** Schedules, with the states they reach. */
import type { Kysely, Selectable } from 'kysely';
import { sql } from 'kysely';
import type { ScheduleStore } from '../app/ports.ts';
import { LATEST } from '../schedule/runs.ts';
import { Schedule, ScheduleState, type StoredSchedule } from '../schedule/schedule.ts';
import type { Database } from './database.ts';
import { readJson } from './readJson.ts';
import { change } from './transactions.ts';

export function scheduleStore(db: Kysely<Database>): ScheduleStore {
  return {
    add: (schedule, state, most) =>
      change(db, async (transaction) => {
        const { serverId, id } = schedule;
        const { numInsertedOrUpdatedRows } = await transaction
          .insertInto('schedules')
          .values({ server_id: serverId, id, schedule: JSON.stringify(Schedule.parse(schedule)), ...columnsOf(state) })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirstOrThrow();
        if (numInsertedOrUpdatedRows !== 1n) return 'taken';
        // Written first, counted then: a transaction that only read before it writes may find that another has written.
        const { count } = await transaction
          .selectFrom('schedules')
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .where('server_id', '=', serverId)
          .executeTakeFirstOrThrow();
        if (Number(count) <= most) return 'added';
        await transaction.deleteFrom('schedules').where('server_id', '=', serverId).where('id', '=', id).execute();
        return 'too-many';
      }),

    async of(serverId) {
      const rows = await db
        .selectFrom('schedules')
        .selectAll()
        .where('server_id', '=', serverId)
        // Snowflakes are numbers: a longer one is later.
        .orderBy(sql`length(id)`)
        .orderBy('id')
        .execute();
      return rows.map(scheduleOf).filter((schedule) => schedule !== undefined);
    },

    async remove(serverId, id) {
      const { numDeletedRows } = await db
        .deleteFrom('schedules')
        .where('server_id', '=', serverId)
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      return numDeletedRows > 0n;
    },

    async due(now) {
      const rows = await db
        .selectFrom('schedules')
        .selectAll()
        .where((row) => row.or([row('due', '<=', now), row('settled', '>', now + LATEST)]))
        .orderBy('due')
        .execute();
      const read = rows.map((row) => ({ serverId: row.server_id, id: row.id, stored: scheduleOf(row) }));
      const unreadable = read.filter(({ stored }) => !stored);
      for (const { serverId, id } of unreadable) {
        const row = db.updateTable('schedules').set({ due: null, settled: null }).where('server_id', '=', serverId);
        await row.where('id', '=', id).execute();
      }
      return { due: read.map(({ stored }) => stored).filter((stored) => stored !== undefined), unreadable };
    },

    async save({ serverId, id }, revision, state) {
      const { numUpdatedRows } = await db
        .updateTable('schedules')
        .set({ ...columnsOf(state), revision: revision + 1 })
        .where('server_id', '=', serverId)
        .where('id', '=', id)
        .where('revision', '=', revision)
        .executeTakeFirstOrThrow();
      return numUpdatedRows > 0n;
    },
  };
}

/** A schedule that is off is looked at until its maker was told; then it needs nobody's look any more. */
function columnsOf(state: ScheduleState) {
  const parsed = ScheduleState.parse(state);
  const due = parsed.kind === 'planned' ? parsed.due : parsed.told ? null : parsed.since;
  return { state: JSON.stringify(parsed), due, settled: parsed.kind === 'planned' ? parsed.settled : null };
}

/** Undefined for what somebody edited, or another version stored. */
function scheduleOf(row: Selectable<Database['schedules']>): StoredSchedule | undefined {
  const [schedule, state] = [readJson(Schedule, row.schedule), readJson(ScheduleState, row.state)];
  return schedule && state && { schedule, state, revision: row.revision };
}
