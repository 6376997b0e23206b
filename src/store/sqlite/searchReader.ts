/**
 * The statements of the search, each prepared once. They run on a connection of their own that only reads: a search
 * neither waits for those who write nor shows what they have not finished.
 */
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { KnownWord } from '../../search/spelling.ts';
import { parityOf } from '../search/numbers.ts';
import type { Listing, SearchReader, Wanted } from '../search/reader.ts';
import { failingAs } from './connection.ts';
import { fts5Of } from './fts5.ts';

/** Reads the index. Everything here answers at once. */
type AnsweringReader = SearchReader & {
  /** Runs `act` on the index as it is now, whatever others write meanwhile. */
  snapshot<Result>(act: () => Result): Result;
};

const MATCHING = 'SELECT rowid FROM search_index WHERE search_index MATCH ?';
const IN_LANGUAGE = 'AND rowid & 1 = ?';
const OF_OWNERS = `AND (
  SELECT owner FROM search_threads
  WHERE key <= -search_index.rowid / 2 AND last >= -search_index.rowid / 2 ORDER BY key DESC LIMIT 1
) IN (?, ?)`;
const NOT_HIDDEN = `AND NOT EXISTS (
  SELECT 1 FROM search_threads
  WHERE shown = 0 AND key <= -search_index.rowid / 2 AND last >= -search_index.rowid / 2
)`;
const NEWEST_FIRST = 'ORDER BY rowid LIMIT ?';

/** An array is one parameter, however many ids there are. */
const BY_ID = 'json_each(?1) AS wanted CROSS JOIN search_documents ON search_documents.id = wanted.value';

/** Who has fewer threads than these, with no more comments, has few texts: to look whose each is takes 4 ms at most. */
const FEW_THREADS = 20;
const FEW_COMMENTS = 5_000;

/** Threads of anybody but two owners, whose names are given in order. */
const OTHERS = ['owner < ?1', 'owner > ?1 AND owner < ?2', 'owner > ?2']
  .map((others) => `SELECT key, last FROM search_threads WHERE shown = 1 AND ${others}`)
  .join(' UNION ALL ')
  .concat(` LIMIT ${FEW_THREADS}`);

/** The parameters for what was typed; an empty one is held by every text. */
const TYPED = ['?2', '?3', '?4'];

/** Named parameters that are null leave nothing out. */
const LISTED = `
  FROM search_threads CROSS JOIN search_documents
    ON search_documents.id BETWEEN search_threads.key * 2 AND search_threads.last * 2 + 1
  WHERE search_threads.shown = 1
    AND (owner = :second OR owner = :first AND search_threads.id NOT IN (SELECT value FROM json_each(:unseen)))
    AND persona NOT IN (SELECT value FROM json_each(:muted))
    AND (:thread IS NULL OR search_threads.id = :thread)
    AND (:persona IS NULL OR persona = :persona)
    AND (:parity IS NULL OR search_documents.id & 1 = :parity)`;

const KNOWN = 'SELECT word, sum(count) FROM search_words WHERE owner IN (?, ?) AND count > 0';

/** @param database an open connection, whose tables are made; it may be shared with those who write */
export function searchReader(database: DatabaseSync): AnsweringReader {
  const path = database.location() ?? ':memory:';
  const prepare = (sql: string) => {
    const statement = database.prepare(sql);
    statement.setReturnArrays(true);
    return statement;
  };
  // A savepoint is a transaction, or a part of one where the connection is shared.
  const [begin, end] = [prepare('SAVEPOINT search'), prepare('RELEASE search')];
  const standing = prepare(`
    SELECT count(*), total(last - key + 1), EXISTS (SELECT 1 FROM search_threads WHERE shown = 0) FROM (${OTHERS})`);
  const matching = new Map<string, StatementSync>();
  const matchingOf = ({ language, owners, someAreHidden }: Wanted) => {
    const conditions = [language && IN_LANGUAGE, owners && OF_OWNERS, someAreHidden && NOT_HIDDEN];
    const written = [MATCHING, ...conditions.filter(Boolean), NEWEST_FIRST].join(' ');
    const statement = matching.get(written) ?? prepare(written);
    matching.set(written, statement);
    return statement;
  };
  const folded = prepare(`SELECT search_documents.id, folded FROM ${BY_ID}`);
  const spelled = TYPED.map((parameter) => `instr(text, ${parameter})`).join(' AND ');
  const ranked = prepare(`SELECT search_documents.id, folded, ${spelled} FROM ${BY_ID}`);
  const shown = prepare(`
    SELECT search_documents.id, folded, text, search_threads.id, search_documents.id / 2 - search_threads.key
    FROM ${BY_ID} CROSS JOIN search_threads ON search_threads.key = thread
    WHERE owner IN (?2, ?3)`);
  const count = prepare(`SELECT count(DISTINCT search_documents.id / 2) ${LISTED}`);
  const list = prepare(`
    SELECT DISTINCT search_documents.id / 2 ${LISTED}
    ORDER BY date DESC, key DESC, search_documents.id / 2 LIMIT :limit OFFSET :offset`);
  const known = prepare(`${KNOWN} AND word IN (SELECT value FROM json_each(?)) GROUP BY word`);
  const from = prepare(`
    SELECT DISTINCT word FROM search_words WHERE owner IN (?1, ?2) AND word >= ?3 AND word < ?4 LIMIT ?5`);
  const beginning = prepare(`${KNOWN} AND word >= ?3 AND word < ?4 AND length(word) BETWEEN ?5 AND ?6 GROUP BY word`);

  return {
    longestPhrase: Number.POSITIVE_INFINITY,
    snapshot: (act) =>
      failingAs(path, () => {
        begin.run();
        try {
          return act();
        } finally {
          end.run();
        }
      }),
    standing(owners) {
      const [[threads, comments, hidden] = []] = rowsOf(standing, ...owners.toSorted());
      const areFew = Number(threads) < FEW_THREADS && Number(comments) <= FEW_COMMENTS;
      return { others: threads === 0 ? 'none' : areFew ? 'few' : 'many', someAreHidden: hidden === 1 };
    },
    matching(expression, most, wanted) {
      const { language, owners = [] } = wanted;
      const parity = language === undefined ? [] : [parityOf(language)];
      const rows = rowsOf(matchingOf(wanted), fts5Of(expression), ...parity, ...owners, most);
      return rows.map(([row]) => -Number(row));
    },
    folded: (ids) =>
      rowsOf(folded, JSON.stringify(ids)).map(([id, text]) => ({ id: Number(id), folded: String(text) })),
    ranked: (ids, typed) =>
      rowsOf(ranked, JSON.stringify(ids), ...TYPED.map((_, at) => typed[at] ?? '')).map(([id, text, isSpelled]) => ({
        id: Number(id),
        folded: String(text),
        spelled: isSpelled === 1,
      })),
    shown: (ids, owners) =>
      rowsOf(shown, JSON.stringify(ids), ...owners).map(([id, its, text, threadId, comment]) => ({
        id: Number(id),
        folded: String(its),
        text: String(text),
        threadId: String(threadId),
        comment: Number(comment),
      })),
    count: (listing) => Number(rowsOf(count, named(listing))[0]?.[0]),
    list: (listing, offset, limit) =>
      rowsOf(list, { ...named(listing), offset, limit }).map(([comment]) => Number(comment)),
    known: (owners, words) => rowsOf(known, ...owners, JSON.stringify(words)).map(wordOf),
    wordsFrom: (owners, begun, most) =>
      rowsOf(from, ...owners, begun, `${begun}\u{10ffff}`, most).map(([word]) => String(word)),
    beginning: (owners, letter, shortest, longest) =>
      rowsOf(beginning, ...owners, letter, `${letter}\u{10ffff}`, shortest, longest).map(wordOf),
  };
}

type Row = readonly unknown[];

/** The types of `node:sqlite` do not know that these statements return arrays (`setReturnArrays`). */
function rowsOf(statement: StatementSync, ...parameters: SQLInputValue[] | [Record<string, SQLInputValue>]): Row[] {
  const rows: unknown = statement.all(...(parameters as SQLInputValue[]));
  return rows as Row[];
}

function wordOf([word, count]: Row): KnownWord {
  return { word: String(word), count: Number(count) };
}

function named({ owners: [first, second], unseen, muted, persona, threadId, language }: Listing) {
  return {
    ...{ first, second, unseen: JSON.stringify(unseen), muted: JSON.stringify(muted) },
    ...{ persona: persona ?? null, thread: threadId ?? null },
    parity: language === undefined ? null : parityOf(language),
  };
}
