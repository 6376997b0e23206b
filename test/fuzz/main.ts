/**
 * `npm run test:fuzz -- --bytes N --seed S`: reads so many bytes of mutilated thread files. The same seed makes the same
 * files. A file that goes wrong is kept in the folder for temporary files, and its path is told.
 */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Random } from '../chaos/random.ts';
import { FuzzInputs } from './inputs.ts';
import { judge } from './judge.ts';
import { memoryFault } from './memory.ts';

/** Of so many bytes one large file is tried, for its time and its memory. */
const BYTES_A_LARGE_FILE = 500_000;

const { values } = parseArgs({ options: { bytes: { type: 'string' }, seed: { type: 'string' } } });
const bytes = Number(values.bytes ?? 10_000_000);
const seed = Number(values.seed ?? Date.now() % 1_000_000);
if (!Number.isSafeInteger(bytes) || !Number.isSafeInteger(seed))
  throw new Error('--bytes and --seed take whole numbers.');

const inputs = new FuzzInputs(new Random(seed));
const counts = { files: 0, loaded: 0, large: 0, faults: 0 };
/** Nanoseconds of processor time a byte, of large files. */
let slowest = 0;
let read = 0;
let folder: string | undefined;

const start = performance.now();
while (read < bytes) {
  const isLarge = read >= counts.large * BYTES_A_LARGE_FILE;
  const file = isLarge ? inputs.nextLarge() : inputs.next();
  const { loaded, time, faults } = judge(file);
  const memory = isLarge ? await memoryFault(file) : undefined;
  counts.files += 1;
  counts.loaded += Number(loaded);
  if (isLarge) {
    counts.large += 1;
    slowest = Math.max(slowest, (time * 1e6) / file.bytes.length);
  } else read += file.bytes.length;
  const wrong = [...faults, ...(memory === undefined ? [] : [`memory: ${memory}`])];
  if (wrong.length > 0) {
    counts.faults += 1;
    folder ??= mkdtempSync(join(tmpdir(), 'reprise-fuzz-'));
    const path = join(folder, `${counts.faults}-${file.name}`);
    writeFileSync(path, file.bytes);
    console.error(`${path}\n  ${wrong.join('\n  ')}`);
  }
}
const seconds = (performance.now() - start) / 1_000;
console.log(
  `Seed ${seed}: ${read.toLocaleString('en')} bytes in ${counts.files} files, of which ${counts.loaded} were read, and ` +
    `${counts.large} more of nearly the most they may have in twenty times their memory, at most ${slowest.toFixed(0)} ns a byte; ` +
    `${counts.faults} faults, ${seconds.toFixed(0)} s.`,
);
process.exitCode = counts.faults > 0 ? 1 : 0;
