/** Moves what is stored from one database to another, of whichever kind, and makes sure that it is the same there. */
import { createHash } from 'node:crypto';
import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import type { DatabaseUrl } from '../runtime/databaseUrl.ts';
import type { Database } from './database.ts';
import { openDatabase } from './openDatabase.ts';
import { changeOnce, snapshot } from './transactions.ts';

/** What is not moved: it follows from the rest, or from who runs, and is made anew at the next start. */
type MadeAnew = `search_${string}` | 'unindexed_servers' | 'collection_versions' | 'identify_turns';

type Table = Exclude<keyof Database, MadeAnew>;

/** The tables in an order in which each row finds what it refers to, with the columns of their keys. */
const KEYS: { readonly [Name in Table]: readonly (keyof Database[Name] & string)[] } = {
  server_settings: ['server_id'],
  faces: ['application_id', 'version', 'face'],
  told_commands: ['application_id'],
  webhooks: ['application_id', 'channel_id', 'webhook_id'],
  replays: ['server_id', 'id'],
  posts: ['server_id', 'message_id'],
  schedules: ['server_id', 'id'],
  imports: ['server_id', 'thread_id'],
  hidden_threads: ['server_id', 'thread_id'],
  muted_personas: ['server_id', 'persona'],
};

/** Rows that are read at once: a plan may have megabytes. */
const PAGE = 50;

type Row = Readonly<Record<string, unknown>>;

/** What a table holds, in whatever order. */
type Contents = { readonly rows: number; readonly hash: string };

/** Why nothing was moved. */
type TransferFailure =
  /** The other database has rows in a table already. */
  | { readonly kind: 'not-empty'; readonly table: string }
  /** What was read back is not what was written. */
  | { readonly kind: 'not-the-same'; readonly table: string };

/** How many rows of each table were moved, or why none was. */
export type TransferOutcome =
  | { readonly kind: 'moved'; readonly rows: Readonly<Record<string, number>> }
  | TransferFailure;

/**
 * Moves everything, or nothing: into the other database all is written in one transaction, which is only kept when what is
 * read back has the same number of rows and the same hash, table by table. The first database stays as it is, but for its
 * tables, which are brought up to date.
 *
 * @param onProgress is told how many rows have been written or read back, and how many there are to be
 * @throws StartupError when one of them cannot be used
 * @throws StoreError when one of them fails
 */
export async function transferStore(
  from: DatabaseUrl,
  to: DatabaseUrl,
  onProgress: (done: number, all: number) => void,
): Promise<TransferOutcome> {
  await using source = disposable(await openDatabase(from, 2));
  await using target = disposable(await openDatabase(to, 2));
  return await snapshot(source.db, async (reading) => {
    const counts = new Map<Table, number>();
    for (const table of tables()) counts.set(table, await countOf(reading, table));
    const all = 2 * [...counts.values()].reduce((sum, count) => sum + count, 0);
    return await changeOnce(target.db, (writing) => transfer(reading, writing, (done) => onProgress(done, all))).catch(
      givenUp,
    );
  });
}

async function transfer(
  reading: Kysely<Database>,
  writing: Transaction<Database>,
  onProgress: (done: number) => void,
): Promise<TransferOutcome> {
  const rows: Record<string, number> = {};
  let done = 0;
  const progress = (more: number) => {
    done += more;
    onProgress(done);
  };
  for (const table of tables()) {
    if ((await countOf(writing, table)) > 0) throw new GivenUp({ kind: 'not-empty', table });
    const read = await contentsOf(reading, table, async (page) => {
      await insert(writing, table, page);
      progress(page.length);
    });
    const written = await contentsOf(writing, table, async (page) => progress(page.length));
    if (read.rows !== written.rows || read.hash !== written.hash) throw new GivenUp({ kind: 'not-the-same', table });
    rows[table] = read.rows;
  }
  // The index follows at the next start.
  await sql`
    INSERT INTO unindexed_servers (server_id, changes)
    SELECT DISTINCT server_id, 1 FROM imports`.execute(writing);
  return { kind: 'moved', rows };
}

/** Takes the transaction back with it. */
class GivenUp extends Error {
  readonly outcome: TransferFailure;

  constructor(outcome: TransferFailure) {
    super(outcome.kind);
    this.outcome = outcome;
  }
}

function givenUp(error: unknown): TransferFailure {
  if (error instanceof GivenUp) return error.outcome;
  throw error;
}

function tables(): Table[] {
  // The keys are those of the list itself.
  return Object.keys(KEYS) as Table[];
}

async function countOf(db: Kysely<Database>, table: Table): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*) AS count FROM ${sql.table(table)}`.execute(db);
  return Number(rows[0]?.count ?? 0);
}

/** Reads a table page by page. The hashes of its rows are added up, since each kind of database has an order of its own. */
async function contentsOf(
  db: Kysely<Database>,
  table: Table,
  onPage: (page: readonly Row[]) => Promise<unknown>,
): Promise<Contents> {
  let rows = 0;
  let hash = 0n;
  for (let last: Row | undefined; ; ) {
    const page = await pageOf(db, table, last);
    rows += page.length;
    for (const row of page) hash = BigInt.asUintN(256, hash + hashOf(row));
    if (page.length > 0) await onPage(page);
    last = page.at(-1);
    if (page.length < PAGE) return { rows, hash: hash.toString(16) };
  }
}

async function pageOf(db: Kysely<Database>, table: Table, last: Row | undefined): Promise<Row[]> {
  const keys = KEYS[table].map((key) => sql.ref(key));
  const after = last && KEYS[table].map((key) => sql`${last[key]}`);
  const rest = after ? sql`WHERE (${sql.join(keys)}) > (${sql.join(after)})` : sql``;
  const { rows } = await sql<Row>`
    SELECT * FROM ${sql.table(table)} ${rest} ORDER BY ${sql.join(keys)} LIMIT ${PAGE}`.execute(db);
  return rows;
}

async function insert(db: Kysely<Database>, table: Table, page: readonly Row[]): Promise<void> {
  const columns = Object.keys(page[0] ?? {});
  const values = page.map(
    (row) => sql`(${sql.join(columns.map((column): RawBuilder<unknown> => sql`${row[column]}`))})`,
  );
  await sql`
    INSERT INTO ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))})
    VALUES ${sql.join(values)}`.execute(db);
}

function hashOf(row: Row): bigint {
  const values = Object.keys(row)
    .toSorted()
    .map((column) => [column, row[column]]);
  return BigInt(`0x${createHash('sha256').update(JSON.stringify(values)).digest('hex')}`);
}

function disposable<Opened extends { close(): Promise<void> }>(opened: Opened): Opened & AsyncDisposable {
  return Object.assign(opened, { [Symbol.asyncDispose]: () => opened.close() });
}
