/** Schedules, with the states they reach. */
import { type Kysely, type RawBuilder, type Selectable, sql } from 'kysely';
import type { DueSchedules, ScheduleStore } from '../app/ports.ts';
import { LATEST } from '../schedule/runs.ts';
import { Schedule, ScheduleState, type StoredSchedule } from '../schedule/schedule.ts';
import type { Database } from './database.ts';
import { readJson } from './readJson.ts';
import { change } from './transactions.ts';

/** Schedules that are read at once. */
const PART = 200;

type Row = Selectable<Database['schedules']>;

/** The moment by which schedules are put in order, and which of them are meant. */
type Wanted = { readonly by: 'due' | 'settled'; readonly rows: RawBuilder<boolean> };

/** @param own which rows are this process's to attend to: all of them where nothing is said */
export function scheduleStore(db: Kysely<Database>, own: RawBuilder<boolean> = sql`true`): ScheduleStore {
  /** Goes on behind the last one of the part before: what has been attended to meanwhile may still be due. */
  async function* parts({ by, rows: wanted }: Wanted): AsyncGenerator<Row[]> {
    for (let rest = sql<boolean>`true`; ; ) {
      const rows = await db
        .selectFrom('schedules')
        .selectAll()
        .where(wanted)
        .where(own)
        .where(rest)
        .orderBy(by)
        .orderBy('server_id')
        .orderBy('id')
        .limit(PART)
        .execute();
      yield rows;
      const last = rows.at(-1);
      if (!last || rows.length < PART) return;
      rest = sql`(${sql.ref(by)}, server_id, id) > (${last[by]}, ${last.server_id}, ${last.id})`;
    }
  }

  return {
    add: (schedule, state, most) =>
      change(db, async (transaction, mayBeMade) => {
        const { serverId, id } = schedule;
        const content = { schedule: JSON.stringify(Schedule.parse(schedule)), ...columnsOf(state) };
        const { numInsertedOrUpdatedRows } = await transaction
          .insertInto('schedules')
          .values({ server_id: serverId, id, ...content })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirstOrThrow();
        if (numInsertedOrUpdatedRows !== 1n) {
          return mayBeMade && (await holds(transaction, schedule, content)) ? 'added' : 'taken';
        }
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

    remove: (serverId, id) =>
      change(db, async (transaction, mayBeMade) => {
        const { numDeletedRows } = await transaction
          .deleteFrom('schedules')
          .where('server_id', '=', serverId)
          .where('id', '=', id)
          .executeTakeFirstOrThrow();
        return numDeletedRows > 0n || mayBeMade;
      }),

    async *due(now) {
      const late: Wanted = { by: 'due', rows: sql`due <= ${now}` };
      // The run after one that was settled for a later time is later still.
      const early: Wanted = { by: 'settled', rows: sql`settled > ${now + LATEST} AND due > ${now}` };
      for (const wanted of [late, early]) {
        for await (const rows of parts(wanted)) yield readable(rows);
      }
    },

    save: (schedule, revision, state) =>
      change(db, async (transaction, mayBeMade) => {
        const content = { ...columnsOf(state), revision: revision + 1 };
        const { numUpdatedRows } = await transaction
          .updateTable('schedules')
          .set(content)
          .where('server_id', '=', schedule.serverId)
          .where('id', '=', schedule.id)
          .where('revision', '=', revision)
          .executeTakeFirstOrThrow();
        return numUpdatedRows > 0n || (mayBeMade && (await holds(transaction, schedule, content)));
      }),
  };
}

/** Whether just this is stored of a schedule: whoever stored it, it is as it should be. */
async function holds(
  transaction: Kysely<Database>,
  { serverId, id }: Schedule,
  content: Partial<Row>,
): Promise<boolean> {
  const row = transaction.selectFrom('schedules').select('id').where('server_id', '=', serverId).where('id', '=', id);
  return (await row.where(({ and }) => and(content)).executeTakeFirst()) !== undefined;
}

/** A schedule that is off is looked at until its maker was told; then it needs nobody's look any more. */
function columnsOf(state: ScheduleState) {
  const parsed = ScheduleState.parse(state);
  const due = parsed.kind === 'planned' ? parsed.due : parsed.told ? null : parsed.since;
  return { state: JSON.stringify(parsed), due, settled: parsed.kind === 'planned' ? parsed.settled : null };
}

/** Tells those that can be read from the others. */
function readable(rows: readonly Row[]): DueSchedules {
  const read = rows.map((row) => ({ serverId: row.server_id, id: row.id, stored: scheduleOf(row) }));
  return {
    due: read.map(({ stored }) => stored).filter((stored) => stored !== undefined),
    unreadable: read.filter(({ stored }) => !stored),
  };
}

/** Undefined for what somebody edited, or another version stored. */
function scheduleOf(row: Row): StoredSchedule | undefined {
  const [schedule, state] = [readJson(Schedule, row.schedule), readJson(ScheduleState, row.state)];
  return schedule && state && { schedule, state, revision: row.revision };
}
