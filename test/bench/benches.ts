/** All benchmarks, by the names they are asked for with, in the order of the table. */
import { benchAnswers } from './answers.ts';
import { benchMemory, benchStart } from './bots.ts';
import { benchQuality } from './corpus.ts';
import { benchEvents } from './events.ts';
import { benchLateness } from './lateness.ts';
import type { BenchOptions, BenchRow } from './measure.ts';
import { benchPage } from './page.ts';
import { benchParse } from './parse.ts';
import { benchPostgres } from './postgres.ts';
import { benchReplays, benchRunning } from './replays.ts';
import { benchSearch } from './search.ts';
import { benchShelves } from './shelves.ts';
import { benchSimulate } from './simulate.ts';

type Bench = (options: BenchOptions) => Promise<BenchRow[]>;

export const benches: ReadonlyMap<string, Bench> = new Map<string, Bench>([
  ['start', benchStart],
  ['answers', benchAnswers],
  ['memory', benchMemory],
  ['parse', benchParse],
  ['events', benchEvents],
  ['replays', benchReplays],
  ['running', benchRunning],
  ['lateness', benchLateness],
  ['quality', benchQuality],
  ['search', benchSearch],
  ['shelves', benchShelves],
  ['postgres', benchPostgres],
  ['page', benchPage],
  ['simulate', benchSimulate],
]);

/** Those of a plain run; `docs/scale.md` has the table of the other. */
export const usualBenches: readonly string[] = [...benches.keys()].filter((name) => name !== 'simulate');
