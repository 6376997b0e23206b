/**
 * What the `custom_id` of a button, a menu or a form can carry. Each field knows how long its longest value gets, so
 * that no id can become too long, and none is written with the separator, so that every id is read as it was written.
 */

import { limits } from '../../text/limits.ts';

/** Stands between the fields of an id. */
export const SEPARATOR = ':';

/** One field of an id. */
export type IdField<Value> = {
  /** UTF-16 units of the longest that {@link IdField.write} gives. */
  readonly longest: number;
  /** Without a {@link SEPARATOR}. @throws RangeError for a value that the field is not made for */
  write(value: Value): string;
  /** Undefined for what {@link IdField.write} never gives: anybody can send any id. */
  read(written: string): Value | undefined;
};

/** Pages of anything there is. */
const MOST_PAGES = 999_999;

/** More than the comments of any thread. */
const MOST_COMMENTS = 99_999;

/** UTF-16 units of the id of a thread or a persona: 60 of its slug, and a number that tells it from others. */
const LONGEST_SLUG = 68;

/** What a call is known by (`app/call.ts`), and so the replay or the search that it began. */
export const callId = matching(/^[\w-]+$/, 40);

/** The id of a thread or of a persona (`thread/identity.ts`). */
export const slug = matching(/^[a-z0-9-]+$/, LONGEST_SLUG);

/** Tells the personas of one thread apart (`personaMark` of `thread/identity.ts`). */
export const mark = matching(/^[0-9a-f]{8}$/, 8);

/** A page, counted from 1. */
export const pageNumber = whole(1, MOST_PAGES);

/** A position in the script of a replay, whose comments may take several posts. */
export const position = whole(0, MOST_PAGES);

/** A comment of a thread; 0 is its post. */
export const commentNumber = whole(0, MOST_COMMENTS);

/** A server's channel, as Discord knows it (`reference#snowflakes`). */
export const snowflake = matching(/^\d+$/, 20);

/** One of a few things, counted from 0: as many as stand in a menu. */
export const choiceNumber = whole(0, limits.menuOptions - 1);

/** One of a few words. @throws RangeError for a word that holds the separator */
export function oneOf<const Value extends string>(
  values: readonly Value[],
): IdField<Value> & { readonly values: readonly Value[] } {
  const odd = values.find((value) => value.includes(SEPARATOR));
  if (odd !== undefined) throw new RangeError(`An id cannot carry "${odd}": it holds the separator.`);
  return {
    values,
    longest: Math.max(...values.map((value) => value.length)),
    write: (value) => value,
    read: (written) => values.find((value) => value === written),
  };
}

/** Any text of at most `longest` UTF-16 units; it may take three times as many in the id. */
export function freeText(longest: number): IdField<string> {
  return {
    longest: longest * escapes[SEPARATOR].length,
    write(value) {
      if (value.length > longest) throw new RangeError(`"${value}" has more than ${longest} UTF-16 units.`);
      return escaped(value);
    },
    read(written) {
      const value = written.replaceAll(escapes[':'], ':').replaceAll(escapes['%'], '%');
      return value.length <= longest && escaped(value) === written ? value : undefined;
    },
  };
}

const escapes = { ':': '%3A', '%': '%25' } as const;

function escaped(value: string): string {
  return value.replaceAll('%', escapes['%']).replaceAll(':', escapes[':']);
}

function matching(pattern: RegExp, longest: number): IdField<string> {
  const allowed = (text: string) => text.length <= longest && pattern.test(text);
  return {
    longest,
    write(value) {
      if (!allowed(value)) throw new RangeError(`"${value}" does not match ${pattern}, or exceeds ${longest}.`);
      return value;
    },
    read: (written) => (allowed(written) ? written : undefined),
  };
}

function whole(least: number, most: number): IdField<number> {
  const allowed = (value: number) => Number.isInteger(value) && value >= least && value <= most;
  return {
    longest: String(most).length,
    write(value) {
      if (!allowed(value)) throw new RangeError(`${value} is no whole number from ${least} to ${most}.`);
      return String(value);
    },
    read: (written) => (/^\d+$/.test(written) && allowed(Number(written)) ? Number(written) : undefined),
  };
}
