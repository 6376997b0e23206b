/** Writes what the index is asked for as SQLite's FTS5 reads it (`sqlite.org/fts5.html` 3). */
import type { Expression } from '../search/expression.ts';

const BETWEEN = { all: ' AND ', any: ' OR ' } as const;

/** @returns an expression for `MATCH` */
export function fts5Of(expression: Expression): string {
  switch (expression.kind) {
    // Tokens are letters, digits and what is not ASCII.
    case 'phrase':
      return `"${expression.tokens.join(' ')}"${expression.open ? ' *' : ''}`;
    case 'all':
    case 'any':
      return expression.of.map((one) => `(${fts5Of(one)})`).join(BETWEEN[expression.kind]);
    case 'without':
      return `(${fts5Of(expression.of)}) NOT (${fts5Of(expression.never)})`;
  }
}
