/**
 * How fast a thread's text is read, beside `JSON.parse` of the same thread as exported: both from bytes, in turns, in one
 * run, so that whatever else the machine does slows both down.
 *
 *     npm run bench parse
 */
import { readThreadFiles } from '../../src/library/threadFiles.ts';
import { formatThread } from '../../src/thread/format.ts';
import { writeThreadJson } from '../../src/thread/json.ts';
import { MAX_BYTES } from '../../src/thread/lines.ts';
import type { Thread } from '../../src/thread/model.ts';
import { parseThread } from '../../src/thread/parse.ts';
import type { BenchRow } from './measure.ts';

const ROUNDS = 15;

/** Bytes that are read in one round. */
const BYTES_A_ROUND = 4_000_000;

export async function benchParse(): Promise<BenchRow[]> {
  const files = await readThreadFiles('data/threads');
  const shipped = files.flatMap(({ thread }) => thread ?? []);
  const [first] = shipped;
  if (!first) throw new Error('There are no threads in data/threads.');
  return [row('parse, shipped threads', shipped), row('parse, a thread of nearly 1 MiB', [longest(first)])];
}

/** The thread with its comments again and again. */
function longest(thread: Thread): Thread {
  const times = Math.floor((0.9 * MAX_BYTES) / Buffer.byteLength(formatThread(thread)));
  return { ...thread, comments: Array.from({ length: times }).flatMap(() => thread.comments) };
}

function row(name: string, threads: readonly Thread[]): BenchRow {
  const texts = threads.map((thread) => Buffer.from(formatThread(thread)));
  const jsons = threads.map((thread) => Buffer.from(writeThreadJson(thread)));
  const [text = 0, json = 0] = bestOf(
    [() => texts.map((source) => parseThread(source)), () => jsons.map((source) => JSON.parse(source.toString()))],
    sizeOf(texts),
  );
  return {
    name,
    figures: { processor: text, 'MB/s': sizeOf(texts) / 1_000 / text },
    beside: { peer: 'JSON.parse of the exported thread', ratio: text / json },
  };
}

function sizeOf(files: readonly Uint8Array[]): number {
  return files.reduce((sum, { length }) => sum + length, 0);
}

/** Milliseconds of processor time that an act takes in its best round; the rounds of several acts go in turns. */
function bestOf(acts: readonly (() => unknown)[], size: number): number[] {
  const times = Math.ceil(BYTES_A_ROUND / size);
  const rounds = Array.from({ length: ROUNDS }, () => acts.map((act) => timeOf(act, times)));
  return acts.map((_, at) => Math.min(...rounds.map((round) => round[at] ?? 0)));
}

function timeOf(act: () => unknown, times: number): number {
  const before = process.threadCpuUsage();
  for (let time = 0; time < times; time += 1) act();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000 / times;
}
