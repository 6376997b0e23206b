/**
 * Chaos: replays random threads under random faults, kills and meddling, and counts what people would have seen twice,
 * not at all, or in the wrong order.
 *
 *     npm run test:chaos -- --runs 200 --seed 7
 *     npm run test:chaos -- --processes 2 --store postgres --shards split
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { playBatch, type Report } from './batch.ts';

/** Runs that share one loopback Discord and one bot. */
const BATCH = 50;

const Options = z.object({
  runs: z.coerce.number().int().min(1),
  seed: z.coerce.number().int().min(0),
  processes: z.coerce.number().int().min(1).max(8).optional(),
  shards: z.enum(['split', 'same']).optional(),
  store: z.enum(['sqlite', 'postgres']),
});

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '25' },
    seed: { type: 'string', default: '1' },
    processes: { type: 'string' },
    shards: { type: 'string' },
    store: { type: 'string', default: 'sqlite' },
  },
});
const { runs, seed, ...cast } = Options.parse(values);

const reports: Report[] = [];
const failed: string[] = [];
for (let begun = 0; begun < runs; begun += BATCH) {
  const batchSeed = seed + begun / BATCH;
  const size = Math.min(BATCH, runs - begun);
  const folder = mkdtempSync(join(tmpdir(), 'reprise-chaos-'));
  const began = Date.now();
  const report = await playBatch(batchSeed, size, folder, cast);
  const took = ((Date.now() - began) / 1_000).toFixed(0);
  reports.push(report);
  print(`seed ${batchSeed}: ${summary([report])}, ${took} s`);
  if (isClean(report)) rmSync(folder, { recursive: true });
  else
    failed.push(
      `npm run test:chaos -- --runs ${size} --seed ${batchSeed} ${asTyped(cast)}  # its files are in ${folder}`,
    );
  for (const problem of report.problems) print(`  ${problem}`);
}
print(`\n${summary(reports)}`);
print(`faults: ${faultsOf(reports)}`);
for (const command of failed) print(`failed: ${command}`);
process.exitCode = failed.length > 0 ? 1 : 0;

function isClean({ repeats, losses, orderErrors, wrong, opened, stuck, problems }: Report): boolean {
  return repeats + losses + orderErrors + wrong + opened + stuck + problems.length === 0;
}

function summary(of: readonly Report[]): string {
  const sum = (key: Exclude<keyof Report, 'faults' | 'problems'>) =>
    of.reduce((total, report) => total + report[key], 0);
  const errors = `${sum('repeats')} repeats, ${sum('losses')} losses, ${sum('orderErrors')} order errors`;
  const others = `${sum('wrong')} wrong, ${sum('opened')} opened in vain, ${sum('stuck')} stuck`;
  const hardships = `${sum('kills')} kills, ${sum('stops')} stops, ${sum('restarts')} failed starts, ${sum('strikes')} times without a database`;
  return `${sum('runs')} runs, ${sum('posts')} posts, ${errors}, ${others}; ${hardships}, ${sum('unanswered')} unanswered`;
}

function asTyped({ processes, shards, store }: typeof cast): string {
  const options = { store, processes, shards };
  const typed = Object.entries(options).filter(([, value]) => value !== undefined);
  return typed.map(([name, value]) => `--${name} ${value}`).join(' ');
}

function faultsOf(of: readonly Report[]): string {
  const total = new Map<string, number>();
  for (const [kind, count] of of.flatMap(({ faults }) => [...faults])) total.set(kind, (total.get(kind) ?? 0) + count);
  return [...total].map(([kind, count]) => `${kind} ${count}`).join(', ');
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
