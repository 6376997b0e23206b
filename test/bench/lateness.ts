/**
 * How late posts begin when one process plays thousands of replays: from the moment that one is due to its request. As many
 * are due a second as Discord takes requests of one bot; its limits have no other part in it. The store is a file that keeps
 * every step, as ever.
 *
 *     npm run bench lateness -- --sizes 5000
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import pino from 'pino';
import type { PostOutcome, Stage } from '../../src/replay/ports.ts';
import { type Replay, ScriptedPlan } from '../../src/replay/replay.ts';
import { Replays } from '../../src/replay/replays.ts';
import { ReplayState } from '../../src/replay/state.ts';
import { systemClock } from '../../src/runtime/systemClock.ts';
import { openStore } from '../../src/store/store.ts';
import { PersonaKey } from '../../src/thread/identity.ts';
import { type BenchOptions, type BenchRow, share } from './measure.ts';

const REPLAYS = 5_000;

/** Posts that are due a second, and how long they are watched, milliseconds. */
const A_SECOND = 50;
const WATCHED = 30_000;

/** What makes the gap before a post as long as it can be, milliseconds. */
const READING = 30_000;

/** How long all of them are given to be stored and taken up before the first is due, milliseconds each. */
const PREPARED_IN = 2;

/** How long Discord takes to answer, milliseconds. */
const ANSWERED_IN = 100;

const TEXT = 'What people say in a comment of ordinary length, about something that they care about. '.repeat(4);

export async function benchLateness({ sizes }: BenchOptions): Promise<BenchRow[]> {
  const count = Number(sizes ?? REPLAYS);
  const folder = mkdtempSync(join(tmpdir(), 'reprise-bench-'));
  const file = join(folder, 'lateness.sqlite');
  const store = await openStore(`sqlite:${file}`);
  try {
    const first = Date.now() + count * PREPARED_IN;
    fill(file, count, (at) => Math.round(first + (at * 1_000) / A_SECOND));
    const clock = systemClock();
    const stage = new TimedStage();
    const log = pino({ level: 'silent' });
    const replays = new Replays({
      ...{ stage, audience: { hears: async () => true }, replayStore: store.replays, clock, log },
    });
    await replays.resumeAll();
    await setTimeout(first - Date.now());
    const before = process.threadCpuUsage();
    await setTimeout(first + WATCHED - Date.now());
    const { user, system } = process.threadCpuUsage(before);
    await replays.halt();
    const { late } = stage;
    const figures = {
      'p50 ms': share(late, 0.5),
      'p99 ms': share(late, 0.99),
      'longest ms': Math.max(...late),
      posts: late.length,
      'processor ms a post': (user + system) / 1_000 / late.length,
    };
    return [{ name: `lateness of posts, ${count.toLocaleString('en')} replays`, figures }];
  } finally {
    await store.close();
    rmSync(folder, { recursive: true });
  }
}

/** Stores replays between their first post and their second, as the store does, but without a transaction for each. */
function fill(file: string, count: number, dueOf: (at: number) => number): void {
  const database = new DatabaseSync(file);
  database.exec('PRAGMA synchronous = OFF; BEGIN');
  const insert = database.prepare(
    `INSERT INTO replays (id, anchor, server_id, stage_channel_id, control_channel_id, thread_id, started_at, plan, state, unfinished)
     VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?, 1)`,
  );
  for (let at = 0; at < count; at += 1) {
    const plan = ScriptedPlan.parse(planOf(at));
    const { id } = plan;
    const begun = { failures: 0, webhooksReplaced: 0, pace: 'slow', pressedAt: null, passedOver: [] };
    const state: ReplayState = ReplayState.parse({
      ...{ kind: 'waiting', next: 1, ...begun, due: dueOf(at), wait: dueOf(at), skippable: true },
    });
    insert.run(id, id, id, id, id, 'thread', JSON.stringify(plan), JSON.stringify(state));
  }
  database.exec('COMMIT');
  database.close();
}

/** Notes how late each post begins, and answers as Discord does. */
class TimedStage implements Stage {
  /** Milliseconds. */
  readonly late: number[] = [];
  readonly #due = new Map<string, number>();
  #posts = 0;

  async ready({ plan, state }: Replay) {
    if (state.kind === 'waiting') this.#due.set(plan.id, state.due);
    return { kind: 'ready' } as const;
  }

  async post({ plan }: Replay): Promise<PostOutcome> {
    const due = this.#due.get(plan.id);
    if (due !== undefined) this.late.push(Date.now() - due);
    this.#due.delete(plan.id);
    await setTimeout(ANSWERED_IN);
    this.#posts += 1;
    return { kind: 'posted', messageId: String(this.#posts) };
  }

  async open() {
    return { kind: 'absent' } as const;
  }

  async find() {
    return { kind: 'absent' } as const;
  }

  async look() {
    return { kind: 'absent' } as const;
  }

  prepare = nothing;

  async obstacle() {
    return undefined;
  }

  typing = nothing;
}

/** Whatever needs a face, or shows typing. */
async function nothing(): Promise<void> {
  await Promise.resolve();
}

function planOf(at: number): ScriptedPlan {
  const id = String(at + 1);
  const persona = PersonaKey.parse('ann');
  const script = [0, 1, 2, 3].map((comment) => ({
    ...{ comment, persona, face: 0, username: 'Ann', content: TEXT, reading: comment === 0 ? 0 : READING },
  }));
  return {
    ...{ id, anchor: id, serverId: id, channelId: id, discussion: null, controlChannelId: id, threadId: 'thread' },
    ...{ title: { en: 'Title' }, language: 'en', speech: 'en', translate: true, notify: 'first', persona: null },
    ...{ startedBy: '1', bySchedule: false, startedAt: 0, lastComment: 3, from: 0, script },
  };
}
