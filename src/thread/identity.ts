/** Who is who, and the readable ids of threads and personas. */
import { createHash } from 'node:crypto';
import type { Bilingual } from './bilingual.ts';
import type { Thread } from './model.ts';

/** The most a slug may have, characters. */
const SLUG_LIMIT = 60;

/** Stands between the two names of a key; no name holds it, the format refuses control characters. */
const BETWEEN = '\u001f';

/** Who somebody is, see {@link personaKey}. */
export type PersonaKey = string;

/**
 * What makes two signatures the same persona: both names, whatever their case, width and white space. `Anonymous` and
 * `Anonymous (名無し)` are two.
 */
export function personaKey(names: Bilingual): PersonaKey {
  return [names.en, names.ja].map((name) => (name === undefined ? '' : foldName(name))).join(BETWEEN);
}

/** Tells the personas of one thread apart where there is little room: 8 hexadecimal digits of a persona's key. */
export function personaMark(key: string): string {
  return shortHash(key);
}

/** A thread's readable id: its date and the first words of its English title, else a short hash of the Japanese one. */
export function threadSlug(thread: Pick<Thread, 'date' | 'title'>): string {
  return slug(thread.title, `${thread.date}-`);
}

/** A persona's readable id, made from its English name, else a short hash of the Japanese one. */
export function personaSlug(names: Bilingual): string {
  return slug(names, '');
}

/** The slug, with the smallest number from 2 that no other has if it is taken. */
export function numbered(slug: string, taken: ReadonlySet<string>): string {
  let numbered = slug;
  for (let number = 2; taken.has(numbered); number += 1) numbered = `${slug}-${number}`;
  return numbered;
}

function slug(name: Bilingual, prefix: string): string {
  const words = name.en === undefined ? [] : asciiWords(name.en);
  let made = '';
  for (const word of words) {
    const longer = made === '' ? word : `${made}-${word}`;
    if (prefix.length + longer.length > SLUG_LIMIT) break;
    made = longer;
  }
  const [first] = words;
  if (made === '' && first !== undefined) made = first.slice(0, SLUG_LIMIT - prefix.length);
  return prefix + (made || shortHash(name.ja ?? name.en ?? ''));
}

function asciiWords(text: string): string[] {
  const ascii = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'’]/g, '')
    .toLowerCase();
  return ascii.match(/[a-z0-9]+/g) ?? [];
}

/** Enough to tell a few titles of one day apart; a collision is numbered. */
function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

function foldName(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}
