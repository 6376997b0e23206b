/** The tables of the store as Kysely sees them; the migrations of each kind of database make them. */
import type { CompiledQuery, Generated, Kysely, RawBuilder } from 'kysely';
import type { SearchIndex } from '../search/search.ts';

/** An open database. To be closed as a whole: it has more than one connection. */
export type OpenDatabase = {
  db: Kysely<Database>;
  /** For what is asked at every interaction. */
  ask: Ask;
  search: SearchIndex;
  /** What its clock shows, milliseconds since the Unix epoch: the same for all processes that share it. */
  now: RawBuilder<number>;
  /** The post at a position of a plan's script, as JSON; null where there is none. */
  postAt: PostAt;
  close(): Promise<void>;
};

/**
 * Asks a query that was built once, with other parameters than those it was built with: as many, in the same order.
 *
 * @throws StoreError
 */
export type Ask = <Row>(query: CompiledQuery<Row>, parameters: readonly unknown[]) => Promise<readonly Row[]>;

/** What finds a post in the column `plan`, without the whole of a long script being brought here. */
export type PostAt = (position: number) => RawBuilder<string | null>;

export type Database = {
  server_settings: {
    server_id: string;
    /** JSON of Choices. */
    choices: string;
  };
  faces: {
    application_id: string;
    /** The design of the faces; another number is another picture. */
    version: number;
    /** A FaceNumber. */
    face: number;
    emoji_id: string;
  };
  told_commands: {
    application_id: string;
    /** Of the definitions. */
    digest: string;
    /** What Discord made of them, as JSON. */
    commands: string;
  };
  webhooks: {
    /** Who made the webhook; empty for those from before that was written down. */
    application_id: string;
    /** Where posts go: a channel, or a ThreadChannel whose posts go through its parent's webhook. */
    channel_id: string;
    webhook_id: string;
    webhook_token: string;
    /** The ThreadChannel to name when executing the webhook, or null in a channel. */
    thread_channel_id: string | null;
    /** 1 for the one that the channel's posts go through now: one at most for an application. */
    in_use: number;
  };
  replays: {
    id: string;
    /** A snowflake: which of two replays is the older one. */
    anchor: string;
    server_id: string;
    /** Where its posts go; null until that has been opened. */
    stage_channel_id: string | null;
    thread_id: string;
    /** JSON of a ScriptedPlan. */
    plan: string;
    /** JSON of its ReplayPlan: what is read of it again and again. Null for those from before that was kept. */
    outline: string | null;
    /** JSON of a ReplayState. */
    state: string;
    revision: Generated<number>;
    /** The process that stored the state, or null before one did. */
    writer: Generated<string | null>;
    /** 1 until the replay has ended: at most one such replay a channel. */
    unfinished: number;
    last_message_id: string | null;
    control_message_id: string | null;
    /** 1 once the control message shows the replay's end, or what became of it since, as far as it can. */
    end_shown: Generated<number>;
    /** Milliseconds since the Unix epoch. */
    started_at: Generated<number>;
    /** Where it was started, and its control message is; null where that is among its posts. */
    control_channel_id: string | null;
    /** JSON of an Undo; null as long as nobody wanted it undone. */
    undo: string | null;
    /** 1 while it is being undone. */
    undoing: Generated<number>;
  };
  posts: {
    server_id: string;
    message_id: string;
    replay_id: string;
    position: number;
    /** The comment it is, or is a part of; 0 is the thread's own post. */
    comment: number;
  };
  schedules: {
    server_id: string;
    /** A snowflake. */
    id: string;
    /** JSON of a Schedule. */
    schedule: string;
    /** JSON of a ScheduleState. */
    state: string;
    /** When it is to be looked at, milliseconds since the Unix epoch; null for never. */
    due: number | null;
    /** Up to when its runs are settled, milliseconds since the Unix epoch; null where it is off. */
    settled: number | null;
    revision: Generated<number>;
  };
  imports: {
    server_id: string;
    thread_id: string;
    /** JSON of a Thread. */
    thread: string;
    /** How many it has. */
    comments: number;
    /** A user's id. */
    imported_by: string;
    /** Milliseconds since the Unix epoch. */
    imported_at: number;
  };
  hidden_threads: { server_id: string; thread_id: string };
  muted_personas: {
    server_id: string;
    /** A persona's key. */
    persona: string;
  };
  collection_versions: {
    server_id: string;
    /** How often the server changed what it imported, hides or mutes. */
    version: number;
  };
  /** Servers whose imports the index does not hold as they are. */
  unindexed_servers: {
    server_id: string;
    /** How often they were changed since. */
    changes: number;
  };
  search_threads: {
    /** The number of its post among all comments of all threads; the others' follow. */
    key: number;
    /** The number of its last comment. */
    last: number;
    /** `shipped` or a server's id. */
    owner: string;
    id: string;
    date: string;
    /** Changes with the thread and with the way it is indexed. */
    digest: string;
    /** 1 for yes; 0 while its texts are being added or removed, and after a crash in the middle of that. */
    shown: number;
  };
  search_documents: {
    /** Twice the number of its comment, and one more in Japanese. Its row in `search_index` is the negative of it. */
    id: number;
    /** Its thread's key. */
    thread: number;
    /** A persona's key. */
    persona: string;
    text: string;
    folded: string;
  };
  identify_turns: {
    /** A shard's id by Discord's `max_concurrency`. */
    bucket: number;
    /** Milliseconds since the Unix epoch, by the database's clock. */
    taken_until: number;
  };
  /** Who writes an owner's threads into the index. */
  search_leases: {
    owner: string;
    /** A process, for as long as it does that. */
    holder: string;
    /** Moves as long as it lives. */
    beat: number;
  };
  search_words: {
    owner: string;
    word: string;
    /** In how many documents. */
    count: number;
  };
};
