import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LONGEST_PHRASE } from '../../../src/store/postgres/limits.ts';
import { tsvectorsOf } from '../../../src/store/postgres/tsvector.ts';
import { postgresDatabase, skipUnlessThere } from '../../support/stores.ts';

/** The places of each token in a row. */
function placesIn(row: string): Map<string, number[]> {
  const lexemes = [...row.matchAll(/'((?:[^'\\]|''|\\\\)*)'(?::([\d,]+))?/g)];
  return new Map(lexemes.map(([, token = '', places = '']) => [token, places.split(',').filter(Boolean).map(Number)]));
}

describe('the tokens of a text in PostgreSQL', () => {
  it('the tokens of a text in PostgreSQL are each there once, those of phrases with their places, kind by kind', () => {
    expect(tsvectorsOf(['wthe', 'wcat', 'wthe', 'b東京', 'b京', 'scat', 'scat'])).toEqual([
      "'wthe':1,3 'wcat':2 'b東京':1 'b京':2 'scat'",
    ]);
  });

  it('the tokens of a text in PostgreSQL hold signs that mean something to it as they are', () => {
    expect(tsvectorsOf(["x'\\"])).toEqual(["'x''\\\\'"]);
  });

  it('the tokens of a text in PostgreSQL are cut where it would refuse them', () => {
    expect(tsvectorsOf([`w${'x'.repeat(5_000)}`])).toEqual([`'w${'x'.repeat(599)}':1`]);
  });

  it('the tokens of a long text in PostgreSQL are in several rows within its limits, any phrase in one of them', () => {
    const word = fc.constantFrom('wa', 'wa', 'wa', 'wb', 'wc');
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1_000, maxLength: 3_000 }),
        fc.nat(),
        fc.nat(),
        (tokens, from, length) => {
          const start = from % tokens.length;
          const phrase = tokens.slice(start, start + 1 + (length % LONGEST_PHRASE));
          const rows = tsvectorsOf(tokens).map(placesIn);
          for (const places of rows.flatMap((row) => [...row.values()])) expect(places.length).toBeLessThan(256);
          const holds = rows.some((row) =>
            row
              .get(phrase[0] ?? '')
              ?.some((first) => phrase.every((token, at) => row.get(token)?.includes(first + at))),
          );
          expect(holds).toBe(true);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('the tokens of a text in PostgreSQL are taken by it, however long and strange the text', async (context) => {
    skipUnlessThere('PostgreSQL', context);
    await using database = await postgresDatabase();
    const texts = [
      Array.from({ length: 20_000 }, (_, at) => `w${at}`),
      Array.from({ length: 300_000 }, (_, at) => `b${String.fromCodePoint(0x4e00 + (at % 20_000))}${at % 7}`),
      Array.from({ length: 2_000 }, (_, at) => `w${at}${'漢'.repeat(700)}`),
      ["x''", 'x\\', '\ud800', 'x:1', 'x&|!()<->*'],
    ];
    for (const tokens of texts) {
      for (const row of tsvectorsOf(tokens)) {
        const [stored] = await database.query(`SELECT length($$${row}$$::tsvector) AS lexemes`);
        expect(Number(stored?.lexemes)).toBe(placesIn(row).size);
      }
    }
  });
});
