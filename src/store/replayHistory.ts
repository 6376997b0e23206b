/** When each server last replayed each thread. */
import type { Kysely } from 'kysely';
import type { ReplayHistory } from '../app/ports.ts';
import type { Database } from './database.ts';

export function replayHistory(db: Kysely<Database>): ReplayHistory {
  return {
    async lastReplays(serverId) {
      const rows = await db
        .selectFrom('replays')
        .select(({ fn }) => ['thread_id as threadId', fn.max('started_at').as('startedAt')])
        .where('server_id', '=', serverId)
        .groupBy('thread_id')
        .execute();
      return new Map(rows.map(({ threadId, startedAt }) => [threadId, Number(startedAt)]));
    },
  };
}
