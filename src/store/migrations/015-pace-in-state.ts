/**
 * The pace of a replay can be changed while it plays: it stands in the state, and a script says how long its posts take to
 * read instead of which gaps one pace leaves. Both stood in the plan.
 */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { readJson } from '../readJson.ts';

/** What it needs of a plan, as plans were when it was written; all else is kept. */
const PlanThen = z.looseObject({
  pace: z.enum(['instant', 'fast', 'natural', 'slow']),
  script: z.array(z.looseObject({ comment: z.number(), gap: z.number() })),
});
type PlanThen = z.infer<typeof PlanThen>;

const StateThen = z.looseObject({});

/** How many times the reading time each pace left. */
const FACTOR = { fast: 0.4, natural: 1, slow: 1.6 };

/** The least reading time, milliseconds, for the scripts that had no gaps. */
const SHORTEST = 2_500;

export async function up(untyped: Kysely<unknown>): Promise<void> {
  const db = untyped.withTables<{ replays: { id: string; plan: string; state: string } }>();
  for (const { id } of await db.selectFrom('replays').select('id').execute()) {
    const row = db.selectFrom('replays').select(['plan', 'state']).where('id', '=', id);
    const { plan, state } = await row.executeTakeFirstOrThrow();
    const [planThen, stateThen] = [readJson(PlanThen, plan), readJson(StateThen, state)];
    // One that nobody can read is left as it is, and given up when the bot starts.
    if (!planThen || !stateThen) continue;
    const { pace, ...rest } = planThen;
    const planNow = { ...rest, lastComment: lastComment(rest), notify: 'all', script: scriptNow(pace, rest) };
    const stateNow = { ...stateThen, pace, pressedAt: null, passedOver: [] };
    const texts = { plan: JSON.stringify(planNow), state: JSON.stringify(stateNow) };
    await db.updateTable('replays').set(texts).where('id', '=', id).execute();
  }
}

/** As far as the script goes: that of the thread was not written down. */
function lastComment({ script }: Pick<PlanThen, 'script'>): number {
  return Math.max(0, ...script.map(({ comment }) => comment));
}

function scriptNow(pace: PlanThen['pace'], { script }: Pick<PlanThen, 'script'>) {
  return script.map(({ gap, ...post }, at) => {
    const before = script[at - 1];
    const startsTurn = before !== undefined && before.comment !== post.comment;
    const reading = pace === 'instant' ? (startsTurn ? SHORTEST : 0) : Math.round(gap / FACTOR[pace]);
    return { ...post, reading };
  });
}
