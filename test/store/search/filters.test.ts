import { describe, expect, it } from 'vitest';
import type { SearchRequest } from '../../../src/search/search.ts';
import { tokenOf } from '../../../src/store/search/expression.ts';
import { filterTokens, searchFilter } from '../../../src/store/search/filters.ts';
import { fts5Of } from '../../../src/store/sqlite/fts5.ts';
import { personaKey } from '../../../src/thread/identity.ts';

const bob = personaKey({ en: 'Bob' });
const document = { comment: 1, language: 'en', persona: bob, text: 'Hi.' } as const;
const request: SearchRequest = {
  words: 'hi',
  serverId: '1',
  unseen: [],
  muted: [],
  preferred: 'en',
  offset: 0,
  limit: 5,
};
const filtered = (...asked: Parameters<typeof searchFilter>) => fts5Of(searchFilter(...asked)(tokenOf('whi')));
const tokensIn = (expression: string) => expression.match(/f[0-9a-f]{32}/g) ?? [];

describe('the filters of a search', () => {
  it('the filters of a search ask for nothing where nobody else has texts and nothing is left out', () => {
    expect(tokensIn(filtered(request, false))).toEqual([]);
  });

  it('the filters of a search ask for the tokens that a text of the server’s own carries, and for those of what is shipped', () => {
    const [own, ownThread, persona] = filterTokens('1', 'thread', document);
    const [shipped, shippedThread] = filterTokens('shipped', 'thread', document);
    const narrowed = filtered({ ...request, threadId: 'thread', persona: bob }, true);
    expect(tokensIn(narrowed)).toEqual([shipped, own, shippedThread, ownThread, persona]);
  });

  it('the filters of a search leave out hidden threads of what is shipped alone', () => {
    const [, shippedThread] = filterTokens('shipped', 'thread', document);
    const without = filtered({ ...request, unseen: ['thread'] }, false);
    expect(without).toMatch(/NOT \(.*\)$/);
    expect(tokensIn(without)).toEqual([shippedThread]);
  });

  it('the filters of a search never take one thing for another, whatever ids and names hold', () => {
    const all = [
      ...filterTokens('a', 'b', document),
      ...filterTokens('a","b', '', document).slice(0, 2),
      ...filterTokens('', 'a","b', document).slice(0, 2),
    ];
    expect(new Set(all).size).toBe(all.length);
  });
});
