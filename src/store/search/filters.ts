/** The tokens by which the index tells whose a text is, which thread's, which persona's, in which language. */
import { createHash } from 'node:crypto';
import type { SearchDocument } from '../../search/documents.ts';
import type { Owner, SearchRequest } from '../../search/search.ts';
import { allOf, anyOf, type Expression, tokenOf } from './expression.ts';

const SHIPPED: Owner = 'shipped';

/** Whose threads a server sees: what is shipped, and its own. */
export function ownersSeenBy(serverId: string): [Owner, Owner] {
  return [SHIPPED, serverId];
}

/** The tokens of one text. */
export function filterTokens(owner: Owner, threadId: string, { persona }: SearchDocument): string[] {
  return [ownerToken(owner), threadToken(owner, threadId), token('persona', persona)];
}

/**
 * Adds to what is searched for what the server may see and the person asked to be left with, but for the language, which
 * a text's id tells.
 *
 * @param othersHaveMany whether there are many texts that the server does not see: else it costs less not to ask for its own
 */
export function searchFilter(request: SearchRequest, othersHaveMany: boolean): (expression: Expression) => Expression {
  const { serverId, unseen, muted, persona, threadId } = request;
  const owners = ownersSeenBy(serverId);
  const anyToken = (tokens: readonly string[]) => anyOf(tokens.map(tokenOf));
  const filters = [
    ...(othersHaveMany ? [anyToken(owners.map(ownerToken))] : []),
    ...(threadId === undefined ? [] : [anyToken(owners.map((owner) => threadToken(owner, threadId)))]),
    ...(persona === undefined ? [] : [tokenOf(token('persona', persona))]),
  ];
  const unwanted = [...unseen.map((id) => threadToken(SHIPPED, id)), ...muted.map((key) => token('persona', key))];
  return (expression) => {
    const of = allOf([expression, ...filters]);
    return unwanted.length === 0 ? of : { kind: 'without', of, never: anyToken(unwanted) };
  };
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
