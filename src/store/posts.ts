/** The posts that replays made: which comment a message is, and which messages a comment is. */
import { type Kysely, type NotNull, sql } from 'kysely';
import type { PostStore } from '../app/ports.ts';
import type { Database } from './database.ts';

export function postStore(db: Kysely<Database>): PostStore {
  return {
    find: (serverId, messageId) =>
      db
        .selectFrom('posts')
        .select(['replay_id as replayId', 'comment'])
        .where('server_id', '=', serverId)
        .where('message_id', '=', messageId)
        .executeTakeFirst(),
    of: ({ serverId, id }) =>
      db
        .selectFrom('posts')
        .select(['comment', 'message_id as messageId'])
        .where('server_id', '=', serverId)
        .where('replay_id', '=', id)
        .orderBy('position')
        .execute(),
    async latest(serverId, comments) {
      if (comments.length === 0) return [];
      const rows = await db
        .with('ranked', (cte) =>
          cte
            .selectFrom('replays')
            // SQLite keeps this order: otherwise it would look through all posts of the server.
            .crossJoin('posts')
            .whereRef('posts.server_id', '=', 'replays.server_id')
            .whereRef('posts.replay_id', '=', 'replays.id')
            .select([
              ...(['replays.thread_id as threadId', 'posts.comment as comment'] as const),
              ...(['replays.stage_channel_id as channelId', 'posts.message_id as messageId'] as const),
            ])
            .select(({ fn }) =>
              fn
                .agg<number>('row_number')
                .over((over) =>
                  over
                    .partitionBy(['replays.thread_id', 'posts.comment'])
                    // By schedule a replay's anchor may be days older than its start.
                    .orderBy('replays.started_at', 'desc')
                    // Snowflakes are numbers: a longer one is later.
                    .orderBy(sql`length(replays.anchor)`, 'desc')
                    .orderBy('replays.anchor', 'desc')
                    .orderBy('posts.position'),
                )
                .as('place'),
            )
            .where('replays.server_id', '=', serverId)
            .where(
              'replays.thread_id',
              'in',
              comments.map(({ threadId }) => threadId),
            )
            .where(
              'posts.comment',
              'in',
              comments.map(({ comment }) => comment),
            )
            .where('replays.stage_channel_id', 'is not', null)
            .$narrowType<{ channelId: NotNull }>()
            .where(({ or, and }) =>
              or(
                comments.map(({ threadId, comment }) =>
                  and({ 'replays.thread_id': threadId, 'posts.comment': comment }),
                ),
              ),
            ),
        )
        .selectFrom('ranked')
        .select(['threadId', 'comment', 'channelId', 'messageId'])
        .where('place', '=', 1)
        .execute();
      const places = new Map(
        rows.map(({ threadId, comment, channelId, messageId }) => [`${comment} ${threadId}`, { channelId, messageId }]),
      );
      return comments.map(({ threadId, comment }) => places.get(`${comment} ${threadId}`));
    },
  };
}
