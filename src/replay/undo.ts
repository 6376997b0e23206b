/** What is stored of the undoing of a replay, from the moment somebody asks for it. */
import { z } from 'zod';
import { PermissionName } from './permission.ts';

/** What keeps posts from being deleted until a person acts. */
export const DeletionObstacle = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('missing-permission'), permission: PermissionName }),
  z.object({ kind: z.literal('unreachable') }),
  z.object({ kind: z.literal('rejected'), code: z.number() }),
]);
export type DeletionObstacle = z.infer<typeof DeletionObstacle>;

const common = {
  /** The user who asked for it. */
  askedBy: z.string(),
  /** Milliseconds since the Unix epoch. */
  askedAt: z.number().int(),
  /** How many posts there were. */
  posts: z.number().int().min(0),
};

const left = z.number().int().min(0);

/** Where the undoing of a replay stands; `left` is how many posts are still to be deleted. */
export const Undo = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('under-way'), ...common, left }),
  z.object({ kind: z.literal('held'), ...common, left, obstacle: DeletionObstacle }),
  z.object({ kind: z.literal('done'), ...common }),
]);
export type Undo = z.infer<typeof Undo>;

/** One that goes on by itself. */
export type UndoUnderWay = Extract<Undo, { kind: 'under-way' }>;
