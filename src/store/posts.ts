/** The posts that replays made: which comment a message is, and which messages a comment is. */
import { type Kysely, sql } from 'kysely';
import type { MessagePlace, PostStore } from '../app/ports.ts';
import type { Database } from './database.ts';

/** Where the latest post of a comment is. */
type CommentPlace = MessagePlace & { readonly threadId: string; readonly comment: number };

export function postStore(db: Kysely<Database>): PostStore {
  return {
    find: (serverId, messageId) =>
      db
        .selectFrom('posts')
        .innerJoin('replays', 'replays.id', 'posts.replay_id')
        .select(['posts.replay_id as replayId', 'posts.comment as comment'])
        .where('posts.message_id', '=', messageId)
        .where('replays.server_id', '=', serverId)
        .executeTakeFirst(),
    of: (replayId) =>
      db
        .selectFrom('posts')
        .select(['comment', 'message_id as messageId'])
        .where('replay_id', '=', replayId)
        .orderBy('position')
        .execute(),
    async latest(serverId, comments) {
      if (comments.length === 0) return [];
      // Every page of a search asks this: building the query anew would take ten times as long as the answer.
      const wanted = comments.map(
        ({ threadId, comment }) => sql`(replays.thread_id = ${threadId} AND posts.comment = ${comment})`,
      );
      const { rows } = await sql<CommentPlace>`
        SELECT "threadId", comment, "channelId", "messageId"
        FROM (
          SELECT
            replays.thread_id AS "threadId", posts.comment AS comment,
            replays.stage_channel_id AS "channelId", posts.message_id AS "messageId",
            row_number() OVER (
              PARTITION BY replays.thread_id, posts.comment
              -- By schedule a replay's anchor may be days older than its start. Of snowflakes, which are numbers, a longer
              -- one is later.
              ORDER BY replays.started_at DESC, length(replays.anchor) DESC, replays.anchor DESC, posts.position
            ) AS place
          FROM posts INNER JOIN replays ON replays.id = posts.replay_id
          WHERE replays.server_id = ${serverId} AND replays.stage_channel_id IS NOT NULL AND (${sql.join(wanted, sql` OR `)})
        ) AS ranked
        WHERE place = 1`.execute(db);
      const places = new Map(
        rows.map(({ threadId, comment, channelId, messageId }) => [`${comment} ${threadId}`, { channelId, messageId }]),
      );
      return comments.map(({ threadId, comment }) => places.get(`${comment} ${threadId}`));
    },
  };
}
