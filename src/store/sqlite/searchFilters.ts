/** The tokens by which the index tells whose a text is, which thread's, which persona's, in which language. */
import { createHash } from 'node:crypto';
import type { SearchDocument } from '../../search/documents.ts';
import type { Owner, SearchRequest } from '../../search/search.ts';
import { allOf, anyOf } from './fts5.ts';

export const SHIPPED: Owner = 'shipped';

/** Whose threads a server sees. */
export function ownersSeenBy(serverId: string): Owner[] {
  return [SHIPPED, serverId];
}

/** The tokens of one text. */
export function filterTokens(owner: Owner, threadId: string, { persona, language }: SearchDocument): string[] {
  return [ownerToken(owner), threadToken(owner, threadId), token('persona', persona), token('language', language)];
}

/**
 * Adds to what is searched for what the server may see and the person asked to be left with.
 *
 * @param seesAll whether the server sees every owner's texts: then it costs less not to ask
 */
export function filtered(expressions: readonly string[], request: SearchRequest, seesAll: boolean): string {
  const { serverId, unseen, muted, persona, threadId, language } = request;
  const owners = ownersSeenBy(serverId);
  const wanted = allOf([
    ...expressions,
    ...(seesAll ? [] : [anyOf(owners.map(ownerToken))]),
    ...(threadId === undefined ? [] : [anyOf(owners.map((owner) => threadToken(owner, threadId)))]),
    ...(persona === undefined ? [] : [token('persona', persona)]),
    ...(language === undefined ? [] : [token('language', language)]),
  ]);
  const unwanted = [...unseen.map((id) => threadToken(SHIPPED, id)), ...muted.map((key) => token('persona', key))];
  return unwanted.length === 0 ? wanted : `(${wanted}) NOT (${anyOf(unwanted)})`;
}

function ownerToken(owner: Owner): string {
  return token('owner', owner);
}

function threadToken(owner: Owner, threadId: string): string {
  return token('thread', owner, threadId);
}

/** Ids and names may hold anything: as a hash they are letters and digits, and no two are alike. */
function token(...parts: string[]): string {
  return `f${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)}`;
}
