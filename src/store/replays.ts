/** Replays, with the states they reach and the posts they make. */
import { randomUUID } from 'node:crypto';
import { type ExpressionBuilder, type Kysely, type RawBuilder, type Selectable, sql } from 'kysely';
import { z } from 'zod';
import {
  type MadePost,
  type ReplayStore,
  type StoredReplays,
  UnreadableError,
  type UnreadableReplay,
} from '../replay/ports.ts';
import { Post } from '../replay/post.ts';
import { outlined, type Replay, type ReplayKey, ReplayPlan, ScriptedPlan } from '../replay/replay.ts';
import { ReplayState } from '../replay/state.ts';
import { Undo } from '../replay/undo.ts';
import { StoreError } from '../runtime/storeError.ts';
import type { Database, PostAt } from './database.ts';
import { change, write } from './transactions.ts';

/** A plan as far as it must be read to know its script. */
const Scripted = z.object({ script: z.array(Post) });

/** What a replay is read from: of its plan no more than there must be. */
export const REPLAY = [
  ...(['id', 'server_id', 'state', 'stage_channel_id', 'revision', 'last_message_id'] as const),
  ...(['control_message_id', 'undo', 'outline'] as const),
  sql<string | null>`CASE WHEN outline IS NULL THEN plan END`.as('scripted'),
] as const;

/** A row as far as that is read. */
type ReplayRow = Pick<Selectable<Database['replays']>, Extract<(typeof REPLAY)[number], string>> & {
  /** The plan with its script, where there is none without. */
  readonly scripted: string | null;
};

/** The columns of a {@link Standing}. */
const STANDING = ['server_id', 'id', 'revision'] as const;

/** @param own which rows are this process's to go on with: all of them where nothing is said */
export function replayStore(db: Kysely<Database>, postAt: PostAt, own: RawBuilder<boolean> = sql`true`): ReplayStore {
  const writer = randomUUID();
  /** Steps of which nobody knows whether they are stored: the connection was lost before the answer came. */
  const doubtful = new Set<string>();

  const unfinished = () =>
    db
      .selectFrom('replays')
      .select(REPLAY)
      .where('unfinished', '=', 1)
      // Snowflakes are numbers: a longer one is later.
      .orderBy(sql`length(anchor)`)
      .orderBy('anchor');

  const endedUnshown = () => db.selectFrom('replays').where('unfinished', '=', 0).where('end_shown', '=', 0).where(own);

  /** Ids alone: plans are long, and one is wanted. */
  const latestOf = (serverId: string) =>
    db
      .selectFrom('replays')
      .select('id')
      .where('server_id', '=', serverId)
      // By schedule a replay's anchor may be days older than its start.
      .orderBy('started_at', 'desc')
      .orderBy(sql`length(anchor)`, 'desc')
      .orderBy('anchor', 'desc')
      .limit(1);

  /** The others are over: nobody can go on with them, and their channels are free. */
  async function readable(rows: readonly ReplayRow[]): Promise<StoredReplays> {
    const read = rows.map(readRow);
    const unreadable = read.filter((row) => 'cause' in row);
    for (const replay of unreadable) {
      await db.updateTable('replays').set({ unfinished: 0, end_shown: 1 }).where(isReplay(replay)).execute();
    }
    return { replays: read.filter((row) => 'plan' in row), unreadable };
  }

  return {
    add: (plan, state, most) =>
      change(db, async (transaction, mayBeMade) => {
        const { numInsertedOrUpdatedRows } = await transaction
          .insertInto('replays')
          .values({
            id: plan.id,
            anchor: plan.anchor,
            server_id: plan.serverId,
            stage_channel_id: plan.discussion ? null : plan.channelId,
            thread_id: plan.threadId,
            started_at: plan.startedAt,
            control_channel_id: plan.controlChannelId,
            ...plansOf(plan),
            ...columnsOf(state),
            writer,
          })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirstOrThrow();
        if (numInsertedOrUpdatedRows !== 1n) {
          const own = transaction.selectFrom('replays').select('id').where(isReplay(plan)).where('writer', '=', writer);
          return mayBeMade && (await own.executeTakeFirst()) ? 'added' : 'taken';
        }
        // Written first, counted then: a transaction that only read before it writes may find that another has written.
        const { count } = await transaction
          .selectFrom('replays')
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .where('server_id', '=', plan.serverId)
          .where('unfinished', '=', 1)
          .executeTakeFirstOrThrow();
        if (Number(count) <= most) return 'added';
        await transaction.deleteFrom('replays').where(isReplay(plan)).execute();
        return 'too-many';
      }),

    async save(replay, revision, state, made, stageChannelId) {
      const { serverId, id } = replay;
      const step = `${serverId} ${id} ${revision}`;
      try {
        const isSaved = await write(db, async (transaction) => {
          const { numUpdatedRows } = await transaction
            .updateTable('replays')
            .set({
              ...columnsOf(state),
              writer,
              revision: revision + 1,
              ...(made && { last_message_id: made.messageId }),
              ...(stageChannelId !== undefined && { stage_channel_id: stageChannelId }),
            })
            .where(isReplay(replay))
            .where(doubtful.has(step) ? isAt(revision, writer) : isAt(revision))
            .executeTakeFirstOrThrow();
          if (numUpdatedRows === 0n) return false;
          if (made) {
            await transaction
              .insertInto('posts')
              .values(postRow(replay, made))
              .onConflict((conflict) => conflict.columns(['server_id', 'message_id']).doNothing())
              .execute();
          }
          return true;
        });
        doubtful.delete(step);
        return isSaved;
      } catch (error) {
        if (error instanceof StoreError && error.kind === 'unreachable') doubtful.add(step);
        throw error;
      }
    },

    async setControlMessage(replay, messageId) {
      await db.updateTable('replays').set({ control_message_id: messageId }).where(isReplay(replay)).execute();
    },

    async setEndShown(replay, revision) {
      const row = db.updateTable('replays').set({ end_shown: 1 }).where(isReplay(replay));
      await row.where('revision', '=', revision).execute();
    },

    async endedUnshown() {
      return readable(await endedUnshown().select(REPLAY).execute());
    },

    async unshownEnds() {
      return (await endedUnshown().select(STANDING).execute()).map(standingOf);
    },

    async unfinished() {
      return readable(await unfinished().where(own).execute());
    },

    async standings() {
      const rows = await db.selectFrom('replays').select(STANDING).where('unfinished', '=', 1).where(own).execute();
      return rows.map(standingOf);
    },

    async unfinishedOf(serverId, threadId) {
      const ofServer = unfinished().where('server_id', '=', serverId);
      const rows = await (threadId === undefined ? ofServer : ofServer.where('thread_id', '=', threadId)).execute();
      return rows.map(readRow).filter((row) => 'plan' in row);
    },

    async find(serverId, id) {
      const row = await db.selectFrom('replays').select(REPLAY).where(isReplay({ serverId, id })).executeTakeFirst();
      const read = row && readRow(row);
      if (read && 'cause' in read) throw new UnreadableError(`replay ${id}`, { cause: read.cause });
      return read;
    },

    async post(key, position) {
      try {
        // Of a script of thousands of posts the database reads one out many times faster than it would hand over all.
        const row = await db
          .selectFrom('replays')
          .select(postAt(position).as('post'))
          .where(isReplay(key))
          .executeTakeFirstOrThrow();
        return Post.parse(JSON.parse(row.post ?? ''));
      } catch (cause) {
        // What is left are the database's own words for damaged JSON.
        throw cause instanceof StoreError
          ? cause
          : new UnreadableError(`post ${position} of replay ${key.id}`, { cause });
      }
    },

    async script(key) {
      const row = await db.selectFrom('replays').select('plan').where(isReplay(key)).executeTakeFirst();
      return row ? Scripted.parse(JSON.parse(row.plan)).script : [];
    },

    async latestStartedIn(serverId, channelId) {
      const row = await latestOf(serverId).where(startedIn(channelId)).executeTakeFirst();
      return row && this.find(serverId, row.id);
    },

    async latestPlayedIn(serverId, channelId) {
      const row = await latestOf(serverId).where('stage_channel_id', '=', channelId).executeTakeFirst();
      return row && this.find(serverId, row.id);
    },

    async inChannel(serverId, channelId) {
      const row = await db
        .selectFrom('replays')
        .select(REPLAY)
        .where('server_id', '=', serverId)
        .where('stage_channel_id', '=', channelId)
        .where('unfinished', '=', 1)
        .executeTakeFirst();
      return row && replayOf(row);
    },

    async controlledFrom(serverId, channelId) {
      const rows = await unfinished()
        .where('server_id', '=', serverId)
        .where((one) =>
          one.or([
            one('control_channel_id', '=', channelId),
            one.and([one('control_channel_id', 'is', null), one('stage_channel_id', '=', channelId)]),
          ]),
        )
        .execute();
      return rows.map(replayOf);
    },

    async isStage(serverId, channelId) {
      const row = await db
        .selectFrom('replays')
        .select('id')
        .where('server_id', '=', serverId)
        .where('stage_channel_id', '=', channelId)
        .executeTakeFirst();
      return row !== undefined;
    },
  };
}

function standingOf({
  server_id: serverId,
  id,
  revision,
}: Pick<Selectable<Database['replays']>, (typeof STANDING)[number]>) {
  return { serverId, id, revision };
}

/** The row of a replay. */
export function isReplay({ serverId, id }: ReplayKey) {
  return ({ and }: ExpressionBuilder<Database, 'replays'>) => and({ server_id: serverId, id });
}

/** The row of a post. */
export function postRow({ serverId, id }: ReplayKey, { messageId, position, comment }: MadePost) {
  return { server_id: serverId, message_id: messageId, replay_id: id, position, comment };
}

/**
 * A replay that is at a revision, or has been taken one further by this writer, whose answer was lost: nobody but the one
 * player of the replay here makes that step.
 */
function isAt(revision: number, writer?: string) {
  return ({ eb }: { eb: ExpressionBuilder<Database, 'replays'> }) =>
    writer === undefined
      ? eb('revision', '=', revision)
      : eb.or([eb('revision', '=', revision), eb.and([eb('revision', '=', revision + 1), eb('writer', '=', writer)])]);
}

/** A replay whose control message is among its posts counts as started there. */
function startedIn(channelId: string) {
  return ({ eb, and, or }: ExpressionBuilder<Database, 'replays'>) =>
    or([
      eb('control_channel_id', '=', channelId),
      and([eb('control_channel_id', 'is', null), eb('stage_channel_id', '=', channelId)]),
    ]);
}

/** @throws ZodError for one that could not be read back, which would keep the bot from ever going on with it */
function plansOf(plan: ScriptedPlan) {
  const stored = ScriptedPlan.parse(plan);
  return { plan: JSON.stringify(stored), outline: JSON.stringify(outlined(stored)) };
}

function columnsOf(state: ReplayState) {
  return { state: JSON.stringify(state), unfinished: state.kind === 'ended' ? 0 : 1 };
}

/** A replay as stored, or why nobody can read it. */
export function readRow(row: ReplayRow): Replay | UnreadableReplay {
  try {
    return replayOf(row);
  } catch (cause) {
    // Whoever asked for it says so in the log.
    return { id: row.id, serverId: row.server_id, cause };
  }
}

/** @throws ZodError for one that this version cannot read */
export function replayOf(row: ReplayRow): Replay {
  return {
    plan: planOf(row),
    state: ReplayState.parse(JSON.parse(row.state)),
    stageChannelId: row.stage_channel_id,
    revision: row.revision,
    lastMessageId: row.last_message_id,
    controlMessageId: row.control_message_id,
    ...(row.undo !== null && { undo: Undo.parse(JSON.parse(row.undo)) }),
  };
}

function planOf({ outline, scripted }: ReplayRow): ReplayPlan {
  if (outline !== null) return ReplayPlan.parse(JSON.parse(outline));
  return outlined(ScriptedPlan.parse(JSON.parse(scripted ?? '')));
}
