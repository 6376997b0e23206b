/** The posts that replays made: which comment a message is, and which messages a comment is. */
import { type Kysely, type NotNull, sql } from 'kysely';
import type { PostStore } from '../app/ports.ts';
import type { Database } from './database.ts';

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
    latest: (serverId, threadId, comment) =>
      db
        .selectFrom('posts')
        .innerJoin('replays', 'replays.id', 'posts.replay_id')
        .select(['replays.stage_channel_id as channelId', 'posts.message_id as messageId'])
        .where('replays.server_id', '=', serverId)
        .where('replays.thread_id', '=', threadId)
        .where('posts.comment', '=', comment)
        .where('replays.stage_channel_id', 'is not', null)
        .$narrowType<{ channelId: NotNull }>()
        // Snowflakes are numbers: a longer one is later.
        .orderBy(sql`length(replays.anchor)`, 'desc')
        .orderBy('replays.anchor', 'desc')
        .orderBy('posts.position')
        .limit(1)
        .executeTakeFirst(),
  };
}
