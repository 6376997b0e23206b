/** Who is who, and the readable ids of threads and personas. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { withoutIgnorable } from '../text/ignorable.ts';
import type { Bilingual } from './bilingual.ts';
import type { Thread } from './model.ts';

/** The most a slug may have, characters. */
const SLUG_LIMIT = 60;

/** Stands between the two names of a key; no name holds it, the format refuses control characters. */
const BETWEEN = '\u001f';

/** Who a persona is, everywhere and for ever: faces and stored posts hang on it. Nobody reads or types it. */
export const PersonaKey = z.string().brand<'PersonaKey'>();
export type PersonaKey = z.infer<typeof PersonaKey>;

/** What people type for a persona, and read: made from its name, and the only one of its kind in a library. */
export const PersonaId = z.string().brand<'PersonaId'>();
export type PersonaId = z.infer<typeof PersonaId>;

/**
 * What makes two signatures the same persona: both names, whatever their case, width, white space and characters that
 * nobody sees. `Anonymous` and `Anonymous (名無し)` are two.
 */
export function personaKey(names: Bilingual): PersonaKey {
  return PersonaKey.parse([names.en, names.ja].map((name) => (name === undefined ? '' : foldName(name))).join(BETWEEN));
}

/** Tells the personas of one thread apart where there is little room: 8 hexadecimal digits of a persona's key. */
export function personaMark(key: PersonaKey): string {
  return shortHash(key);
}

/** A thread's readable id: its date and the first words of its English title, else a short hash of the Japanese one. */
export function threadSlug(thread: Pick<Thread, 'date' | 'title'>): string {
  return slug(thread.title, `${thread.date}-`);
}

/** A persona's id: its English name, else a short hash of the Japanese one, numbered if that is taken. */
export function personaId(names: Bilingual, taken: ReadonlySet<string>): PersonaId {
  return PersonaId.parse(numbered(slug(names, ''), taken));
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
  return withoutIgnorable(name).normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}
