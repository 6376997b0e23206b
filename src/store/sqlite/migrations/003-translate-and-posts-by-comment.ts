/** The button that translates, and which comment of which thread a post is. */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { readJson } from '../../readJson.ts';

/** What it needs of a plan, as plans were when it was written. */
const PlanThen = z.object({ threadId: z.string(), script: z.array(z.object({ comment: z.number() })) });

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('server_settings').addColumn('translate', 'integer').execute();
  await db.schema
    .alterTable('replays')
    .addColumn('thread_id', 'text', (column) => column.notNull().defaultTo(''))
    .execute();
  await db.schema
    .alterTable('posts')
    .addColumn('comment', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema.createIndex('replays_of_a_thread').on('replays').columns(['server_id', 'thread_id', 'id']).execute();
  await db.schema.createIndex('posts_of_a_comment').on('posts').columns(['replay_id', 'comment']).execute();
  await fillThreadsAndComments(db);
}

/** Replays and posts from before get what their plans say. */
async function fillThreadsAndComments(untyped: Kysely<unknown>): Promise<void> {
  const db = untyped.withTables<{
    replays: { id: string; plan: string; thread_id: string };
    posts: { replay_id: string; position: number; comment: number };
  }>();
  for (const { id, plan } of await db.selectFrom('replays').select(['id', 'plan']).execute()) {
    const then = readJson(PlanThen, plan);
    // One that nobody can read is left as it is, and given up when the bot starts.
    if (!then) continue;
    const { threadId, script } = then;
    await db.updateTable('replays').set({ thread_id: threadId }).where('id', '=', id).execute();
    for (const [position, { comment }] of script.entries()) {
      const post = db.updateTable('posts').set({ comment }).where('replay_id', '=', id);
      await post.where('position', '=', position).execute();
    }
  }
}
