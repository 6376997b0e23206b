/**
 * Writes the tokens of a text as PostgreSQL's index holds them: each once, those of phrases with their places
 * (`postgresql.org/docs/current/textsearch-limitations.html`). Hardly any text is too long for one row; such a text has
 * several, and any part of it that a phrase can ask for is in one of them.
 */
import { LONGEST_PHRASE } from './limits.ts';

/** Kinds of tokens of which some are asked for that follow each other. The others have no places. */
const OF_PHRASES = new Set(['w', 'b', 'p']);

/** What PostgreSQL holds of one text: places of a token, the highest place, and what all tokens may take; bytes. */
const MOST_PLACES = 255;
const HIGHEST_PLACE = 16_383;
const MOST_BYTES = 2 ** 20 - 2 ** 16;
/** For the places of a token. */
const BYTES_A_TOKEN = 4;

/** Tokens beyond this length, UTF-16 units, are cut: PostgreSQL takes 2,046 bytes. Nobody asks for one so long. */
const LONGEST_TOKEN = 600;

/** A token as PostgreSQL holds it. */
export function lexemeOf(token: string): string {
  return token.slice(0, LONGEST_TOKEN).toWellFormed();
}

/** A lexeme as PostgreSQL reads it. */
export function quoted(lexeme: string): string {
  return `'${lexeme.replace(/['\\]/g, '$&$&')}'`;
}

/** @returns a `tsvector`, or several of a long text */
export function tsvectorsOf(tokens: readonly string[]): string[] {
  const rows = [new Row()];
  const latest = () => rows.at(-1) ?? new Row();
  // Where the run of tokens began that may be a phrase's, for those that are held again in the next row.
  let began = 0;
  for (const [at, token] of tokens.entries()) {
    if (token.charAt(0) !== tokens[at - 1]?.charAt(0)) began = at;
    if (latest().add(lexemeOf(token))) continue;
    const row = new Row();
    rows.push(row);
    const before = OF_PHRASES.has(token.charAt(0)) ? tokens.slice(Math.max(began, at - LONGEST_PHRASE), at) : [];
    for (const again of [...before, token]) row.add(lexemeOf(again));
  }
  return rows.map((row) => row.text);
}

/** What is in one row. */
class Row {
  readonly #places = new Map<string, number[]>();
  /** The last place of each kind. */
  readonly #last = new Map<string, number>();
  #bytes = 0;

  /** @returns false where there is no room */
  add(lexeme: string): boolean {
    const known = this.#places.get(lexeme);
    const hasPlaces = OF_PHRASES.has(lexeme.charAt(0));
    if (known && !hasPlaces) return true;
    const place = (this.#last.get(lexeme.charAt(0)) ?? 0) + 1;
    const bytes = this.#bytes + BYTES_A_TOKEN + (known ? 0 : Buffer.byteLength(lexeme) + BYTES_A_TOKEN);
    if (bytes > MOST_BYTES || place >= HIGHEST_PLACE || (known?.length ?? 0) >= MOST_PLACES) return false;
    this.#bytes = bytes;
    const places = known ?? [];
    if (!known) this.#places.set(lexeme, places);
    if (!hasPlaces) return true;
    this.#last.set(lexeme.charAt(0), place);
    places.push(place);
    return true;
  }

  get text(): string {
    return [...this.#places]
      .map(([lexeme, places]) => (places.length === 0 ? quoted(lexeme) : `${quoted(lexeme)}:${places.join(',')}`))
      .join(' ');
  }
}
