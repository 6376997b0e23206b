/** What each server made of the library for itself: imported, hidden and muted. */
import type { Kysely } from 'kysely';
import type { Collections } from '../library/collection.ts';
import { PersonaKey } from '../thread/identity.ts';
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
        muted: new Set(muted.map(({ persona }) => PersonaKey.parse(persona))),
      };
    },

    async size(serverId) {
      const { threads, comments } = await db
        .selectFrom('imports')
        .select(({ fn }) => [fn.countAll<number>().as('threads'), fn.sum<number | null>('comments').as('comments')])
        .where('server_id', '=', serverId)
        .executeTakeFirstOrThrow();
      return { threads: Number(threads), comments: Number(comments ?? 0) };
    },

    async setImport(serverId, { id, thread }, { userId, at }) {
      // What could not be read back would keep the server's shelf from ever being seen again.
      const content = { thread: JSON.stringify(Thread.parse(thread)), comments: thread.comments.length };
      const stored = { ...content, imported_by: userId, imported_at: at };
      await db.transaction().execute(async (transaction) => {
        await transaction
          .insertInto('imports')
          .values({ server_id: serverId, thread_id: id, ...stored })
          .onConflict((conflict) => conflict.columns(['server_id', 'thread_id']).doUpdateSet(stored))
          .execute();
        await noteUnindexed(transaction, serverId);
      });
    },

    async removeImport(serverId, threadId) {
      await db.transaction().execute(async (transaction) => {
        for (const table of ['imports', 'hidden_threads'] as const) {
          const rows = transaction.deleteFrom(table).where('server_id', '=', serverId);
          await rows.where('thread_id', '=', threadId).execute();
        }
        await noteUnindexed(transaction, serverId);
      });
    },

    async setHidden(serverId, threadId, hidden) {
      await db.transaction().execute(async (transaction) => {
        const rows = transaction.deleteFrom('hidden_threads').where('server_id', '=', serverId);
        await rows.where('thread_id', '=', threadId).execute();
        if (hidden) {
          await transaction.insertInto('hidden_threads').values({ server_id: serverId, thread_id: threadId }).execute();
        }
        await noteUnindexed(transaction, serverId);
      });
    },

    async setMuted(serverId, persona, muted) {
      await db.transaction().execute(async (transaction) => {
        const rows = transaction.deleteFrom('muted_personas').where('server_id', '=', serverId);
        await rows.where('persona', '=', persona).execute();
        if (muted) await transaction.insertInto('muted_personas').values({ server_id: serverId, persona }).execute();
      });
    },

    async unindexed() {
      const rows = await db.selectFrom('unindexed_servers').select('server_id').execute();
      return rows.map(({ server_id }) => server_id);
    },

    async changes(serverId) {
      const noted = db.selectFrom('unindexed_servers').select('changes').where('server_id', '=', serverId);
      return (await noted.executeTakeFirst())?.changes ?? 0;
    },

    async setIndexed(serverId, changes) {
      const noted = db.deleteFrom('unindexed_servers').where('server_id', '=', serverId);
      await noted.where('changes', '=', changes).execute();
    },
  };
}

/** The index follows after the transaction; should the process end in between, the next one knows. */
async function noteUnindexed(transaction: Kysely<Database>, serverId: string): Promise<void> {
  await transaction
    .insertInto('unindexed_servers')
    .values({ server_id: serverId, changes: 1 })
    .onConflict((conflict) =>
      conflict
        .column('server_id')
        .doUpdateSet(({ eb, ref }) => ({ changes: eb(ref('unindexed_servers.changes'), '+', 1) })),
    )
    .execute();
}
