/**
 * `npm run bench`: all benchmarks, as one table; `npm run bench NAME -- [options]`: one. One that fails costs its own rows
 * alone; the exit code is then 1.
 *
 *     --json FILE      keeps the run
 *     --markdown FILE  puts its table into a document, in the place of the one before
 *     --compare FILE   shows beside each ratio how it differs from that of a kept run
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem, type } from 'node:os';
import { parseArgs } from 'node:util';
import { version } from 'discord.js';
import { benches, usualBenches } from './benches.ts';
import { measureAll } from './benchRun.ts';
import { missing } from './goals.ts';
import { BenchRun, tableOf, withTable } from './table.ts';

const GIB = 1_024 ** 3;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'string' },
    markdown: { type: 'string' },
    compare: { type: 'string' },
    sizes: { type: 'string' },
    corpus: { type: 'string' },
    folder: { type: 'string' },
  },
});

const { json, markdown, compare, ...options } = values;
const earlier = compare === undefined ? undefined : BenchRun.parse(JSON.parse(readFileSync(compare, 'utf8')));
const unknown = positionals.filter((name) => !benches.has(name));
if (unknown.length > 0) {
  throw new Error(`There is no benchmark ${unknown.join(', ')}; there are: ${[...benches.keys()].join(', ')}.`);
}

const [before = Number.NaN] = loadavg();
const { rows, failed } = await measureAll(positionals.length > 0 ? positionals : usualBenches, options);
const [after = Number.NaN] = loadavg();
const run: BenchRun = {
  ...{ date: new Date().toISOString().slice(0, 10), versions: versions(), machine: machine() },
  ...{ load: { before, after }, rows: [...rows], failed: [...failed] },
  missing: positionals.length > 0 ? [] : missing(rows),
};
console.log(tableOf(run, earlier));
if (json !== undefined) writeFileSync(json, `${JSON.stringify(run, undefined, 2)}\n`);
if (markdown !== undefined) writeFileSync(markdown, withTable(readFileSync(markdown, 'utf8'), run));
if (failed.length > 0) process.exitCode = 1;

function machine(): string {
  const [processor] = cpus();
  return `${type()}, ${cpus().length} × ${processor?.model ?? 'unknown'}, ${Math.round(totalmem() / GIB)} GiB`;
}

function versions(): Record<string, string> {
  return { 'Node.js': process.versions.node, SQLite: process.versions.sqlite ?? 'none', 'discord.js': version };
}
