/** Replays, with the states they reach and the posts they make. */
import { randomUUID } from 'node:crypto';
import { type ExpressionBuilder, type Kysely, type Selectable, sql } from 'kysely';
import type { ReplayStore } from '../replay/ports.ts';
import { type Replay, ReplayPlan } from '../replay/replay.ts';
import { ReplayState } from '../replay/state.ts';
import { StoreError } from '../runtime/storeError.ts';
import type { Database } from './database.ts';
import { change, write } from './transactions.ts';

export function replayStore(db: Kysely<Database>): ReplayStore {
  const writer = randomUUID();
  /** Steps of which nobody knows whether they are stored: the connection was lost before the answer came. */
  const doubtful = new Set<string>();

  return {
    add: (plan, state, most) =>
      change(db, async (transaction) => {
        const { numInsertedOrUpdatedRows } = await transaction
          .insertInto('replays')
          .values({
            id: plan.id,
            anchor: plan.anchor,
            server_id: plan.serverId,
            channel_id: plan.channelId,
            thread_id: plan.threadId,
            // What could not be read back would keep the bot from ever starting again.
            plan: JSON.stringify(ReplayPlan.parse(plan)),
            ...columnsOf(state),
          })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirstOrThrow();
        if (numInsertedOrUpdatedRows !== 1n) return 'taken';
        // Written first, counted then: a transaction that only read before it writes may find that another has written.
        const { count } = await transaction
          .selectFrom('replays')
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .where('server_id', '=', plan.serverId)
          .where('unfinished', '=', 1)
          .executeTakeFirstOrThrow();
        if (Number(count) <= most) return 'added';
        await transaction.deleteFrom('replays').where('id', '=', plan.id).execute();
        return 'too-many';
      }),

    async save(id, revision, state, made) {
      const step = `${id} ${revision}`;
      try {
        const isSaved = await write(db, async (transaction) => {
          const { numUpdatedRows } = await transaction
            .updateTable('replays')
            .set({
              ...columnsOf(state),
              writer,
              revision: revision + 1,
              ...(made && { last_message_id: made.messageId }),
            })
            .where('id', '=', id)
            .where(doubtful.has(step) ? isAt(revision, writer) : isAt(revision))
            .executeTakeFirstOrThrow();
          if (numUpdatedRows === 0n) return false;
          if (made) {
            await transaction
              .insertInto('posts')
              .values({ message_id: made.messageId, replay_id: id, position: made.position, comment: made.comment })
              .onConflict((conflict) => conflict.column('message_id').doNothing())
              .execute();
          }
          return true;
        });
        doubtful.delete(step);
        return isSaved;
      } catch (error) {
        if (error instanceof StoreError && error.kind === 'unreachable') doubtful.add(step);
        throw error;
      }
    },

    async setControlMessage(id, messageId) {
      await db.updateTable('replays').set({ control_message_id: messageId }).where('id', '=', id).execute();
    },

    async setEndShown(id) {
      await db.updateTable('replays').set({ end_shown: 1 }).where('id', '=', id).execute();
    },

    async endedUnshown() {
      const rows = await db
        .selectFrom('replays')
        .selectAll()
        .where('unfinished', '=', 0)
        .where('end_shown', '=', 0)
        .execute();
      return rows.map(replayOf);
    },

    async unfinished() {
      const rows = await db
        .selectFrom('replays')
        .selectAll()
        .where('unfinished', '=', 1)
        // Snowflakes are numbers: a longer one is later.
        .orderBy(sql`length(anchor)`)
        .orderBy('anchor')
        .execute();
      return rows.map(replayOf);
    },

    async unfinishedOf(serverId, threadId) {
      const rows = await db
        .selectFrom('replays')
        .selectAll()
        .where('server_id', '=', serverId)
        .where('unfinished', '=', 1)
        .where('thread_id', '=', threadId)
        .execute();
      return rows.map(replayOf);
    },

    async find(serverId, id) {
      const row = await db
        .selectFrom('replays')
        .selectAll()
        .where('id', '=', id)
        .where('server_id', '=', serverId)
        .executeTakeFirst();
      return row && replayOf(row);
    },

    async inChannel(serverId, channelId) {
      const row = await db
        .selectFrom('replays')
        .selectAll()
        .where('channel_id', '=', channelId)
        .where('server_id', '=', serverId)
        .where('unfinished', '=', 1)
        .executeTakeFirst();
      return row && replayOf(row);
    },
  };
}

/**
 * A replay that is at a revision, or has been taken one further by this writer, whose answer was lost: nobody but the one
 * player of the replay here makes that step.
 */
function isAt(revision: number, writer?: string) {
  return ({ eb }: { eb: ExpressionBuilder<Database, 'replays'> }) =>
    writer === undefined
      ? eb('revision', '=', revision)
      : eb.or([eb('revision', '=', revision), eb.and([eb('revision', '=', revision + 1), eb('writer', '=', writer)])]);
}

function columnsOf(state: ReplayState) {
  return { state: JSON.stringify(state), unfinished: state.kind === 'ended' ? 0 : 1 };
}

function replayOf(row: Selectable<Database['replays']>): Replay {
  return {
    plan: ReplayPlan.parse(JSON.parse(row.plan)),
    state: ReplayState.parse(JSON.parse(row.state)),
    revision: row.revision,
    lastMessageId: row.last_message_id,
    controlMessageId: row.control_message_id,
  };
}
