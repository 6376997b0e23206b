/** The log as its filter shows it. Pure. */
import type { PageLogEntry } from '../../protocol/frames.ts';
import type { LogKind } from './state.ts';

/** What fits the filter, newest first. Every word has to be in the title or the status. */
export function shownEntries(log: readonly PageLogEntry[], kind: LogKind, words: string): PageLogEntry[] {
  const wanted = words
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return log
    .filter((entry) => isOfKind(entry, kind) && wanted.every((word) => textOf(entry).includes(word)))
    .toReversed();
}

/** A request that failed or lost its answer, or anything that breaks Discord's contract. */
function isProblem(entry: PageLogEntry): boolean {
  return entry.violations.length > 0 || isFailed(entry);
}

/** Whether a request was refused, failed or got no answer at all; one that waits for its answer has not failed. */
export function isFailed({ kind, status, took }: PageLogEntry): boolean {
  return kind === 'rest' && (status === null ? took !== null : status >= 400);
}

function isOfKind(entry: PageLogEntry, kind: LogKind): boolean {
  if (kind === 'all') return true;
  return kind === 'problems' ? isProblem(entry) : entry.kind === kind;
}

function textOf({ title, status }: PageLogEntry): string {
  return `${title} ${status ?? ''}`.toLowerCase();
}
