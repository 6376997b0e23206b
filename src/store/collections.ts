/** What each server made of the library for itself: imported, hidden and muted. */
import type { Kysely } from 'kysely';
import type { Collections } from '../library/collection.ts';
import { Thread } from '../thread/model.ts';
import type { Database } from './database.ts';

/** The collections of an open store. */
export function collectionStore(db: Kysely<Database>): Collections {
  return {
    async of(serverId) {
      const [imports, hidden, muted] = await Promise.all([
        db.selectFrom('imports').select(['thread_id', 'thread']).where('server_id', '=', serverId).execute(),
        db.selectFrom('hidden_threads').select('thread_id').where('server_id', '=', serverId).execute(),
        db.selectFrom('muted_personas').select('persona').where('server_id', '=', serverId).execute(),
      ]);
      return {
        imports: imports.map(({ thread_id, thread: stored }) => {
          const thread = Thread.parse(JSON.parse(stored));
          return { id: thread_id, name: thread.title, thread };
        }),
        hidden: new Set(hidden.map(({ thread_id }) => thread_id)),
        muted: new Set(muted.map(({ persona }) => persona)),
      };
    },

    async count(serverId) {
      const { threads, comments } = await db
        .selectFrom('imports')
        .select(({ fn }) => [fn.countAll<number>().as('threads'), fn.sum<number | null>('comments').as('comments')])
        .where('server_id', '=', serverId)
        .executeTakeFirstOrThrow();
      return { threads: Number(threads), comments: Number(comments ?? 0) };
    },

    async setImport(serverId, { id, thread }, { userId, at }) {
      const content = { thread: JSON.stringify(Thread.parse(thread)), comments: thread.comments.length };
      const stored = { ...content, imported_by: userId, imported_at: at };
      await db
        .insertInto('imports')
        .values({ server_id: serverId, thread_id: id, ...stored })
        .onConflict((conflict) => conflict.columns(['server_id', 'thread_id']).doUpdateSet(stored))
        .execute();
    },

    async removeImport(serverId, threadId) {
      await db.transaction().execute(async (transaction) => {
        for (const table of ['imports', 'hidden_threads'] as const) {
          await transaction
            .deleteFrom(table)
            .where('server_id', '=', serverId)
            .where('thread_id', '=', threadId)
            .execute();
        }
      });
    },

    async setHidden(serverId, threadId, hidden) {
      const row = { server_id: serverId, thread_id: threadId };
      if (hidden) {
        await db
          .insertInto('hidden_threads')
          .values(row)
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      } else {
        await db
          .deleteFrom('hidden_threads')
          .where(({ and }) => and(row))
          .execute();
      }
    },

    async setMuted(serverId, persona, muted) {
      const row = { server_id: serverId, persona };
      if (muted) {
        await db
          .insertInto('muted_personas')
          .values(row)
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      } else {
        await db
          .deleteFrom('muted_personas')
          .where(({ and }) => and(row))
          .execute();
      }
    },
  };
}
