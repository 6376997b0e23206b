/** The English words that the texts a server sees are made of: to guess what a mistyped one was meant to be. */
import { type Kysely, sql } from 'kysely';
import type { Owner } from '../../search/search.ts';
import { type KnownWord, LENGTHS_APART, oneSlipAway } from '../../search/spelling.ts';
import type { Database } from '../database.ts';

/** All words a slip away, and those that begin alike and are about as long: among them are the most alike. */
export async function wordsLike(
  db: Kysely<Database>,
  owners: readonly Owner[],
  word: string,
): Promise<readonly KnownWord[]> {
  const known = db
    .selectFrom('search_words')
    .select(['word', (eb) => eb.fn.sum<number>('count').as('count')])
    .where('owner', 'in', owners)
    .groupBy('word');
  const slips = known.where(
    'word',
    'in',
    sql<string>`(SELECT value FROM json_each(${JSON.stringify(oneSlipAway(word))}))`,
  );
  const first = word.charAt(0);
  const beginningAlike = known
    .where('word', '>=', first)
    .where('word', '<', `${first}\u{10ffff}`)
    .where(sql`length(word)`, '>=', word.length - LENGTHS_APART)
    .where(sql`length(word)`, '<=', word.length + LENGTHS_APART);
  return await slips.union(beginningAlike).execute();
}
