/**
 * `npm run bench`: all benchmarks, as one table; `npm run bench NAME -- [options]`: one.
 *
 *     --json FILE      keeps the run
 *     --compare FILE   shows beside each ratio how it differs from that of a kept run
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { benchAnswers } from './answers.ts';
import { benchMemory, benchStart } from './bots.ts';
import type { BenchOptions, BenchRow } from './measure.ts';
import { benchParse } from './parse.ts';
import { benchPostgres } from './postgres.ts';
import { benchReplays } from './replays.ts';
import { benchSearch } from './search.ts';
import { benchShelves } from './shelves.ts';
import { benchSimulate } from './simulate.ts';
import { BenchRun, tableOf } from './table.ts';

const benches: Record<string, (options: BenchOptions) => Promise<BenchRow[]>> = {
  start: benchStart,
  answers: benchAnswers,
  memory: benchMemory,
  parse: benchParse,
  replays: benchReplays,
  search: benchSearch,
  postgres: benchPostgres,
  shelves: benchShelves,
  simulate: benchSimulate,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'string' },
    compare: { type: 'string' },
    sizes: { type: 'string' },
    corpus: { type: 'string' },
    folder: { type: 'string' },
  },
});

const rows: BenchRow[] = [];
for (const name of positionals.length > 0 ? positionals : Object.keys(benches)) {
  const bench = benches[name];
  if (!bench) throw new Error(`There is no benchmark ${name}; there are: ${Object.keys(benches).join(', ')}.`);
  rows.push(...(await bench(values)));
}
const earlier = values.compare && BenchRun.parse(JSON.parse(readFileSync(values.compare, 'utf8')));
console.log(tableOf(rows, earlier || undefined));
if (values.json !== undefined) {
  const [processor] = cpus();
  const machine = `${cpus().length} × ${processor?.model ?? 'unknown'}`;
  const run: BenchRun = { date: new Date().toISOString().slice(0, 10), node: process.version, machine, rows };
  writeFileSync(values.json, `${JSON.stringify(run, undefined, 2)}\n`);
}
