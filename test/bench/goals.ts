/** What the figures of the table are to reach, and whether they do. */
import { type BenchRow, figure } from './measure.ts';

/** A goal of one figure of a row, or of its ratio to what stands beside it. */
type Goal = { readonly of: string } & ({ readonly below: number } | { readonly atMost: number } | AtLeast);
type AtLeast = { readonly atLeast: number };

const RATIO = 'ratio';

/** By the names of the rows. */
const goals: Readonly<Record<string, readonly Goal[]>> = {
  'start to ready, median of 5': [{ of: RATIO, atMost: 1.2 }],
  '/thread search, shipped threads': [{ of: RATIO, atMost: 1.5 }],
  '/thread search, 10,000 comments': [{ of: RATIO, atMost: 1.5 }],
  'memory, idle, 1 server': [{ of: RATIO, atMost: 1.1 }],
  'memory, idle, 5,000 servers': [{ of: RATIO, below: 0.35 }],
  'memory of a running replay, 1,000 at slow': [{ of: 'KiB', below: 10 }],
  'a replay of 8 posts at instant': [{ of: 'requests a post', atMost: 1.4 }],
  'a replay of 22 posts at instant': [{ of: RATIO, atMost: 1.1 }],
  '300 replays at instant, begun within 10 s': [
    { of: 'own 429s', atMost: 0 },
    { of: 'requests a post', atMost: 1.5 },
    { of: RATIO, atMost: 1.1 },
  ],
  'the page, ten keys typed below 3,000 messages': [{ of: 'ms', below: 200 }],
  'lateness of posts, 5,000 replays': [{ of: 'p99 ms', below: 100 }],
  'search, shipped threads alone, a word': [{ of: 'p50', below: 0.25 }],
  'search, shipped threads alone, Japanese': [{ of: 'p50', below: 0.25 }],
  'search, shipped threads alone, a typo': [{ of: 'p50', below: 0.6 }],
  ...forSearches('1,000,000 comments', {
    all: [1, 4],
    'one persona': [1.5, 7],
    'one language': [1.2, 4.5],
    'a small server among many': [0.4, 3],
  }),
  'enja-10k.tsv: first 5 hits that hold the query as a word': [{ of: '%', atLeast: 90 }],
  'enja-10k.tsv: recall@10 of katakana, 1 to 1': [{ of: '%', atLeast: 100 }],
  'enja-10k.tsv: recall@10 of katakana, 2 to 3': [{ of: '%', atLeast: 100 }],
};

function forSearches(size: string, limits: Record<string, readonly [p50: number, p99: number]>) {
  return Object.fromEntries(
    Object.entries(limits).map(([kind, [p50, p99]]) => [
      `search, ${size}, ${kind}`,
      [
        { of: 'p50', below: p50 },
        { of: 'p99', below: p99 },
      ],
    ]),
  );
}

/** A row's goals, each as people read it, with a mark that says whether it is met. */
export function judgement({ name, figures, beside }: BenchRow): string {
  const all: Record<string, number> = { ...figures, ...(beside && { [RATIO]: beside.ratio }) };
  return (goals[name] ?? []).map((goal) => `${worded(goal)} ${isMet(goal, all[goal.of]) ? '✓' : '✗'}`).join(' · ');
}

/** The names of rows that have goals and are not among these. */
export function missing(rows: readonly BenchRow[]): string[] {
  const measured = new Set(rows.map(({ name }) => name));
  return Object.keys(goals).filter((name) => !measured.has(name));
}

function worded(goal: Goal): string {
  if ('below' in goal) return `${goal.of} < ${figure(goal.below)}`;
  return 'atMost' in goal ? `${goal.of} ≤ ${figure(goal.atMost)}` : `${goal.of} ≥ ${figure(goal.atLeast)}`;
}

/** What was not measured meets nothing. */
function isMet(goal: Goal, value = Number.NaN): boolean {
  if ('below' in goal) return value < goal.below;
  return 'atMost' in goal ? value <= goal.atMost : value >= goal.atLeast;
}
