/** What each server made of the library for itself: imported, hidden and muted. */
import { setImmediate } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { Collections } from '../library/collection.ts';
import type { NamedThread } from '../library/shelf.ts';
import { PersonaKey } from '../thread/identity.ts';
import { Thread } from '../thread/model.ts';
import type { Database } from './database.ts';
import { change, snapshot } from './transactions.ts';

/** From so many UTF-16 units on, reading a thread takes some milliseconds. */
const LONG = 50_000;

/** The collections of an open store. */
export function collectionStore(db: Kysely<Database>): Collections {
  return {
    async of(serverId) {
      const { version, imports, hidden, muted } = await snapshot(db, async (transaction) => ({
        version: await versionOf(transaction, serverId),
        imports: await transaction
          .selectFrom('imports')
          .select(['thread_id', 'thread'])
          .where('server_id', '=', serverId)
          .execute(),
        hidden: await transaction
          .selectFrom('hidden_threads')
          .select('thread_id')
          .where('server_id', '=', serverId)
          .execute(),
        muted: await transaction
          .selectFrom('muted_personas')
          .select('persona')
          .where('server_id', '=', serverId)
          .execute(),
      }));
      const threads: NamedThread[] = [];
      const unreadable: string[] = [];
      for (const { thread_id: id, thread: stored } of imports) {
        const thread = readThread(stored);
        if (thread) threads.push({ id, name: thread.title, thread });
        else unreadable.push(id);
        // Much text takes a while, and others wait.
        if (stored.length > LONG) await setImmediate();
      }
      return {
        version,
        imports: threads,
        unreadable,
        hidden: new Set(hidden.map(({ thread_id }) => thread_id)),
        muted: new Set(muted.map(({ persona }) => PersonaKey.parse(persona))),
      };
    },

    version: (serverId) => versionOf(db, serverId),

    async size(serverId) {
      const { threads, comments, characters } = await db
        .selectFrom('imports')
        .select(({ fn }) => [
          fn.countAll<number>().as('threads'),
          fn.sum<number | null>('comments').as('comments'),
          fn.sum<number | null>(fn<number>('length', ['thread'])).as('characters'),
        ])
        .where('server_id', '=', serverId)
        .executeTakeFirstOrThrow();
      return { threads: Number(threads), comments: Number(comments ?? 0), characters: Number(characters ?? 0) };
    },

    async setImport(serverId, { id, thread }, { userId, at }) {
      // What could not be read back would not be seen again.
      const content = { thread: JSON.stringify(Thread.parse(thread)), comments: thread.comments.length };
      const stored = { ...content, imported_by: userId, imported_at: at };
      await change(db, async (transaction) => {
        await transaction
          .insertInto('imports')
          .values({ server_id: serverId, thread_id: id, ...stored })
          .onConflict((conflict) => conflict.columns(['server_id', 'thread_id']).doUpdateSet(stored))
          .execute();
        await show(transaction, serverId, id);
        await noteUnindexed(transaction, serverId);
        await noteChange(transaction, serverId);
      });
    },

    async removeImport(serverId, threadId) {
      await change(db, async (transaction) => {
        const rows = transaction.deleteFrom('imports').where('server_id', '=', serverId);
        await rows.where('thread_id', '=', threadId).execute();
        await show(transaction, serverId, threadId);
        await noteUnindexed(transaction, serverId);
        await noteChange(transaction, serverId);
      });
    },

    async setHidden(serverId, threadId, hidden) {
      await change(db, async (transaction) => {
        await show(transaction, serverId, threadId);
        if (hidden) {
          await transaction.insertInto('hidden_threads').values({ server_id: serverId, thread_id: threadId }).execute();
        }
        await noteUnindexed(transaction, serverId);
        await noteChange(transaction, serverId);
      });
    },

    async setMuted(serverId, persona, muted) {
      await change(db, async (transaction) => {
        const rows = transaction.deleteFrom('muted_personas').where('server_id', '=', serverId);
        await rows.where('persona', '=', persona).execute();
        if (muted) await transaction.insertInto('muted_personas').values({ server_id: serverId, persona }).execute();
        await noteChange(transaction, serverId);
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

/** An import, unless it is none by the rules of this version, which may be stricter than those it was stored by. */
function readThread(stored: string): Thread | undefined {
  try {
    return Thread.safeParse(JSON.parse(stored)).data;
  } catch {
    // No JSON: somebody has edited the database.
    return undefined;
  }
}

async function show(transaction: Kysely<Database>, serverId: string, threadId: string): Promise<void> {
  const rows = transaction.deleteFrom('hidden_threads').where('server_id', '=', serverId);
  await rows.where('thread_id', '=', threadId).execute();
}

async function versionOf(db: Kysely<Database>, serverId: string): Promise<number> {
  const noted = db.selectFrom('collection_versions').select('version').where('server_id', '=', serverId);
  return (await noted.executeTakeFirst())?.version ?? 0;
}

/** Other processes that keep what the server sees learn of it. */
async function noteChange(transaction: Kysely<Database>, serverId: string): Promise<void> {
  await transaction
    .insertInto('collection_versions')
    .values({ server_id: serverId, version: 1 })
    .onConflict((conflict) =>
      conflict
        .column('server_id')
        .doUpdateSet(({ eb, ref }) => ({ version: eb(ref('collection_versions.version'), '+', 1) })),
    )
    .execute();
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
