/** The posts that replays made: which comment a message is, and where a comment was last posted. */
import { type Kysely, sql } from 'kysely';
import type { Database } from './database.ts';

/** Whose post a message is: a comment of a replay. */
type PostOrigin = { readonly replayId: string; readonly comment: number };

/** Where a post is. */
type PostPlace = { readonly channelId: string; readonly messageId: string };

export type PostStore = {
  /** What a message of this server is, if a replay made it. */
  find(serverId: string, messageId: string): Promise<PostOrigin | undefined>;
  /** Where this server's latest replay that posted a comment has it; the first part of a text that was split. */
  latest(serverId: string, threadId: string, comment: number): Promise<PostPlace | undefined>;
};

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
    latest: (serverId, threadId, comment) =>
      db
        .selectFrom('posts')
        .innerJoin('replays', 'replays.id', 'posts.replay_id')
        .select(['replays.channel_id as channelId', 'posts.message_id as messageId'])
        .where('replays.server_id', '=', serverId)
        .where('replays.thread_id', '=', threadId)
        .where('posts.comment', '=', comment)
        // Snowflakes are numbers: a longer one is later.
        .orderBy(sql`length(replays.anchor)`, 'desc')
        .orderBy('replays.anchor', 'desc')
        .orderBy('posts.position')
        .limit(1)
        .executeTakeFirst(),
  };
}
