/** What a newer version of a thread changes. */
import { personaKey } from './identity.ts';
import type { Comment, Thread } from './model.ts';

/** How many comments are new, gone, or say something else; and whether anything above the comments is different. */
export type ThreadChanges = {
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  readonly post: boolean;
};

/**
 * Compares two versions. Comments that are alike to the letter are the same wherever they stand; of the others, as many
 * of one persona as there are in both versions count as changed. Undefined when nothing differs, not even the order.
 */
export function changesBetween(before: Thread, after: Thread): ThreadChanges | undefined {
  const removed = commentsLeft(before.comments, after.comments);
  const added = commentsLeft(after.comments, before.comments);
  const changed = [...removed].reduce((sum, [key, count]) => sum + Math.min(count, added.get(key) ?? 0), 0);
  const post = withoutComments(before) !== withoutComments(after);
  if (!post && JSON.stringify(before.comments) === JSON.stringify(after.comments)) return undefined;
  return { added: total(added) - changed, removed: total(removed) - changed, changed, post };
}

function withoutComments({ comments: _, ...post }: Thread): string {
  return JSON.stringify(post);
}

/** How many comments of each persona have none to the letter alike among others. */
function commentsLeft(comments: readonly Comment[], others: readonly Comment[]): Map<string, number> {
  const alike = counted(others.map((comment) => JSON.stringify(comment)));
  const left = comments.filter((comment) => {
    const text = JSON.stringify(comment);
    const count = alike.get(text) ?? 0;
    alike.set(text, count - 1);
    return count <= 0;
  });
  return counted(left.map(({ persona }) => personaKey(persona)));
}

function counted(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

function total(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}
