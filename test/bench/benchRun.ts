/** Runs benchmarks one after the other, each in a process of its own: what becomes of one is nothing to the next. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { BenchOptions, BenchRow } from './measure.ts';
import { BenchRun } from './table.ts';

/** How long one may take, milliseconds, unless it is told sizes of its own. */
const PATIENCE = 300_000;

const MEMORY = '--max-old-space-size=8192';

/** Rows of those that were measured, and the names of those that were not, which have said why. */
export type Measured = { readonly rows: readonly BenchRow[]; readonly failed: readonly string[] };

/** Measures what is named, and says on standard error how far it is. */
export async function measureAll(names: readonly string[], options: BenchOptions): Promise<Measured> {
  const rows: BenchRow[] = [];
  const failed: string[] = [];
  for (const name of names) {
    const began = performance.now();
    const measured = await measureOne(name, options);
    if (measured) rows.push(...measured);
    else failed.push(name);
    const seconds = Math.round((performance.now() - began) / 1_000);
    process.stderr.write(`${name}: ${measured ? 'measured' : 'FAILED'}, ${seconds} s\n`);
  }
  return { rows, failed };
}

/** Undefined when it failed. */
async function measureOne(name: string, options: BenchOptions): Promise<BenchRow[] | undefined> {
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
  const timer = options.sizes === undefined ? setTimeout(end, PATIENCE) : undefined;
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
