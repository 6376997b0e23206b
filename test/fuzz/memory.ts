/** Whether a file can be read in twenty times its memory: in a thread that has no more. */
import { Worker } from 'node:worker_threads';
import type { FuzzFile } from './inputs.ts';

const MIB = 2 ** 20;

/** What the readers themselves take, MiB. */
const READERS = 16;

/** How often a file's size its reading may take at most. */
const TIMES = 20;

/** Milliseconds for a thread to start and to read. */
const PATIENCE = 60_000;

/** Undefined, or why it cannot. */
export async function memoryFault(file: FuzzFile): Promise<string | undefined> {
  const worker = new Worker(new URL('./memoryWorker.ts', import.meta.url), {
    workerData: file,
    resourceLimits: {
      maxOldGenerationSizeMb: READERS + Math.ceil((TIMES * file.bytes.length) / MIB),
      maxYoungGenerationSizeMb: 4,
    },
  });
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  const timer = setTimeout(() => resolve(`took more than ${PATIENCE} ms`), PATIENCE);
  worker.once('error', (error: Error) => resolve(String(error)));
  worker.once('exit', () => resolve(undefined));
  const fault = await promise;
  clearTimeout(timer);
  await worker.terminate();
  return fault;
}
