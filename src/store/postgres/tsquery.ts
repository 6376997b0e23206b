/** Writes what the index is asked for as PostgreSQL reads it (`postgresql.org/docs/current/datatype-textsearch.html`). */
import type { Expression } from '../search/expression.ts';
import { LONGEST_PHRASE } from './limits.ts';
import { lexemeOf, quoted } from './tsvector.ts';

const BETWEEN = { all: ' & ', any: ' | ' } as const;

/** @returns a `tsquery` */
export function tsqueryOf(expression: Expression): string {
  switch (expression.kind) {
    case 'phrase':
      return expression.tokens
        .slice(0, LONGEST_PHRASE)
        .map((token, at, { length }) => lexeme(token, expression.open && at === length - 1))
        .join(' <-> ');
    case 'all':
    case 'any':
      return expression.of.map((one) => `(${tsqueryOf(one)})`).join(BETWEEN[expression.kind]);
    case 'without':
      return `(${tsqueryOf(expression.of)}) & !(${tsqueryOf(expression.never)})`;
  }
}

function lexeme(token: string, isBeginning: boolean): string {
  return `${quoted(lexemeOf(token))}${isBeginning ? ':*' : ''}`;
}
