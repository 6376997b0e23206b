/** The posts that replays made: which comment a message is, and which messages a comment is. */
import { type CompiledQuery, type Kysely, sql } from 'kysely';
import type { MessagePlace, PostStore } from '../app/ports.ts';
import { asking } from './asking.ts';
import type { Ask, Database } from './database.ts';

/** Where the latest post of a comment is. */
type CommentPlace = MessagePlace & { readonly threadId: string; readonly comment: number };

export function postStore(db: Kysely<Database>, ask: Ask = asking(db)): PostStore {
  /** By how many comments are asked for: as many as stand on a page, or fewer. */
  const latest = new Map<number, CompiledQuery<CommentPlace>>();
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
    async first({ serverId, id }) {
      const rows = db.selectFrom('posts').select('message_id').where('server_id', '=', serverId);
      const first = await rows.where('replay_id', '=', id).orderBy('position').limit(1).executeTakeFirst();
      return first?.message_id;
    },
    async latest(serverId, comments) {
      if (comments.length === 0) return [];
      const query = latest.get(comments.length) ?? latestQuery(db, comments.length);
      latest.set(comments.length, query);
      const rows = await ask(query, latestParameters(serverId, comments));
      const places = new Map(
        rows.map(({ threadId, comment, channelId, messageId }) => [`${comment} ${threadId}`, { channelId, messageId }]),
      );
      return comments.map(({ threadId, comment }) => places.get(`${comment} ${threadId}`));
    },
  };
}

/** Where the latest posts of so many comments are, to be asked with {@link latestParameters}. */
function latestQuery(db: Kysely<Database>, count: number): CompiledQuery<CommentPlace> {
  const each = (value: string | number) => sql.join(Array.from({ length: count }, () => value));
  const pairs = Array.from({ length: count }, () => sql`(replays.thread_id = ${''} AND posts.comment = ${0})`);
  return sql<CommentPlace>`WITH ranked AS (
      SELECT
        replays.thread_id AS "threadId", posts.comment AS comment,
        replays.stage_channel_id AS "channelId", posts.message_id AS "messageId",
        row_number() OVER (
          PARTITION BY replays.thread_id, posts.comment
          -- By schedule a replay's anchor may be days older than its start. Of snowflakes, which are numbers, a longer
          -- one is later.
          ORDER BY replays.started_at DESC, length(replays.anchor) DESC, replays.anchor DESC, posts.position
        ) AS place
      -- SQLite keeps this order: otherwise it would look through all posts of the server.
      FROM replays CROSS JOIN posts
      WHERE posts.server_id = replays.server_id
        AND posts.replay_id = replays.id
        AND replays.server_id = ${''}
        AND replays.thread_id IN (${each('')})
        AND posts.comment IN (${each(0)})
        AND (${sql.join(pairs, sql` OR `)})
        AND replays.stage_channel_id IS NOT NULL
    )
    SELECT "threadId", comment, "channelId", "messageId" FROM ranked WHERE place = 1`.compile(db);
}

function latestParameters(serverId: string, comments: Parameters<PostStore['latest']>[1]): (string | number)[] {
  return [
    serverId,
    ...comments.map(({ threadId }) => threadId),
    ...comments.map(({ comment }) => comment),
    ...comments.flatMap(({ threadId, comment }) => [threadId, comment]),
  ];
}
