/** The undoing of replays, from being asked for to its end. */
import { type ExpressionBuilder, type Kysely, type RawBuilder, sql } from 'kysely';
import type { UndoStore } from '../replay/ports.ts';
import type { ReplayKey, Undoing } from '../replay/replay.ts';
import type { Undo } from '../replay/undo.ts';
import type { Database } from './database.ts';
import { isReplay, postRow, REPLAY, readRow, replayOf } from './replays.ts';
import { change } from './transactions.ts';

/** @param own which rows are this process's to go on with: all of them where nothing is said */
export function undoStore(db: Kysely<Database>, own: RawBuilder<boolean> = sql`true`): UndoStore {
  const postsOf = async (replay: ReplayKey) => {
    const posts = db.selectFrom('posts').select('message_id').where(isOf(replay)).orderBy('position', 'desc');
    return (await posts.execute()).map(({ message_id }) => message_id);
  };

  return {
    async begin(replay, askedBy, askedAt) {
      if (replay.undo && replay.undo.kind !== 'held') return undefined;
      const posts = (await postsOf(replay.plan)).length;
      const undo = { kind: 'under-way', askedBy, askedAt, posts, left: posts } as const;
      const revision = replay.revision + 1;
      const isBegun = await change(db, async (transaction, mayBeMade) => {
        const { numUpdatedRows } = await transaction
          .updateTable('replays')
          .set({ ...columnsOf(undo), revision })
          .where(isReplay(replay.plan))
          .where('revision', '=', replay.revision)
          .where('unfinished', '=', 0)
          .executeTakeFirstOrThrow();
        if (numUpdatedRows === 1n || !mayBeMade) return numUpdatedRows === 1n;
        const own = noted(transaction, replay.plan, undo).where('revision', '=', revision);
        return (await own.executeTakeFirst()) !== undefined;
      });
      return isBegun ? { ...replay, revision, undo } : undefined;
    },

    async set({ plan }, undo) {
      const row = await change(db, async (transaction, mayBeMade) => {
        const changed = await transaction
          .updateTable('replays')
          .set(({ eb }) => ({ ...columnsOf(undo), revision: eb('revision', '+', 1) }))
          .where(isReplay(plan))
          .where('undoing', '=', 1)
          .returning(REPLAY)
          .executeTakeFirst();
        return changed ?? (mayBeMade ? await noted(transaction, plan, undo).executeTakeFirst() : undefined);
      });
      return row && replayOf(row);
    },

    async underWay() {
      const rows = await db.selectFrom('replays').select(REPLAY).where('undoing', '=', 1).where(own).execute();
      const read = rows.map(readRow);
      const unreadable = read.filter((row) => 'cause' in row);
      const undoings: Undoing[] = [];
      for (const replay of read) {
        if ('cause' in replay || replay.undo?.kind !== 'under-way') continue;
        const left = (await postsOf(replay.plan)).length;
        undoings.push({ ...replay, undo: { ...replay.undo, left } });
      }
      return { undoings, unreadable };
    },

    async giveUp(replay) {
      await db.updateTable('replays').set({ undoing: 0, end_shown: 1 }).where(isReplay(replay)).execute();
    },

    postsOf,

    async setStage(replay, stageChannelId) {
      await db.updateTable('replays').set({ stage_channel_id: stageChannelId }).where(isReplay(replay)).execute();
    },

    async addPost(replay, post) {
      await db
        .insertInto('posts')
        .values(postRow(replay, post))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },

    async removePost(serverId, messageId) {
      const post = db.deleteFrom('posts').where('server_id', '=', serverId).where('message_id', '=', messageId);
      await post.execute();
    },

    async removePostsOf(replay) {
      await db.deleteFrom('posts').where(isOf(replay)).execute();
    },

    async nextAnchor({ plan: { anchor, serverId }, stageChannelId }) {
      // Snowflakes are numbers: a longer one is later.
      const later = sql<boolean>`(length(anchor) > ${anchor.length}
        OR (length(anchor) = ${anchor.length} AND anchor > ${anchor}))`;
      const row = await db
        .selectFrom('replays')
        .select('anchor')
        .where('server_id', '=', serverId)
        .$if(stageChannelId !== null, (replays) => replays.where('stage_channel_id', '=', stageChannelId))
        .where(later)
        .orderBy(sql`length(anchor)`)
        .orderBy('anchor')
        .executeTakeFirst();
      return row?.anchor;
    },
  };
}

/** The row of a replay of which just this is noted. */
function noted(transaction: Kysely<Database>, replay: ReplayKey, undo: Undo) {
  return transaction
    .selectFrom('replays')
    .select(REPLAY)
    .where(isReplay(replay))
    .where('undo', '=', JSON.stringify(undo));
}

/** The rows of a replay's posts. */
function isOf({ serverId, id }: ReplayKey) {
  return ({ and }: ExpressionBuilder<Database, 'posts'>) => and({ server_id: serverId, replay_id: id });
}

/** What the control message showed before says no longer how the replay stands. */
function columnsOf(undo: Undo) {
  return { undo: JSON.stringify(undo), undoing: undo.kind === 'under-way' ? 1 : 0, end_shown: 0 };
}
