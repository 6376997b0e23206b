/** Runs benchmarks one after the other, each in a process of its own: what becomes of one is nothing to the next. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { BenchOptions, BenchRow } from './measure.ts';
import { BenchRun } from './table.ts';

/** How long one may take, and all of a run together, milliseconds, unless they are told sizes of their own. */
const PATIENCE = 300_000;
const PATIENCE_WITH_ALL = 690_000;

const MEMORY = '--max-old-space-size=8192';

/** Rows of those that were measured, and the names of those that were not, which have said why. */
export type Measured = { readonly rows: readonly BenchRow[]; readonly failed: readonly string[] };

/** Measures what is named, and says on standard error how far it is. */
export async function measureAll(names: readonly string[], options: BenchOptions): Promise<Measured> {
  const rows: BenchRow[] = [];
  const failed: string[] = [];
  const end = performance.now() + PATIENCE_WITH_ALL;
  for (const name of names) {
    const began = performance.now();
    const isPatient = options.sizes !== undefined;
    const measured = await measureOne(name, options, isPatient ? undefined : Math.min(PATIENCE, end - began));
    if (measured) rows.push(...measured);
    else failed.push(name);
    const seconds = Math.round((performance.now() - began) / 1_000);
    process.stderr.write(`${name}: ${measured ? 'measured' : 'FAILED'}, ${seconds} s\n`);
  }
  return { rows, failed };
}

/**
 * Undefined when it failed.
 *
 * @param patience how long it may take, milliseconds; undefined for as long as it wants
 */
async function measureOne(
  name: string,
  options: BenchOptions,
  patience: number | undefined,
): Promise<BenchRow[] | undefined> {
  const child = fork(join(import.meta.dirname, 'benchProcess.ts'), [name, JSON.stringify(options)], {
    execArgv: [MEMORY],
    // A group of its own, so that the bots it started end with it.
    detached: true,
  });
  let rows: BenchRow[] | undefined;
  child.once('message', (message) => {
    rows = BenchRun.shape.rows.parse(message);
  });
  const end = () => endGroup(child);
  const interrupted = () => {
    end();
    process.exit(130);
  };
  const timer = patience === undefined ? undefined : setTimeout(end, Math.max(0, patience));
  process.once('SIGINT', interrupted);
  await once(child, 'exit');
  clearTimeout(timer);
  process.off('SIGINT', interrupted);
  end();
  return rows;
}

function endGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // Nobody of it is left.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
