/** Draws faces in a worker thread, which is there only while faces are drawn: most starts need none at all. */

import type { Logger } from 'pino';
import type { Piscina } from 'piscina';
import type { FacePainter } from '../../app/ports.ts';
import type { FaceNumber } from '../../replay/face.ts';
import type { DrawingTask } from './faceWorker.ts';

/** How long the thread waits for another face before it ends, milliseconds: a cast's faces are drawn one by one. */
const IDLE = 5_000;

/** Draws one face after the other. */
export class WorkerFacePainter implements FacePainter {
  readonly #log: Logger;
  #pool: Promise<Piscina<DrawingTask, Uint8Array>> | undefined;

  constructor(log: Logger) {
    this.#log = log;
  }

  async draw(face: FaceNumber, pixels: number): Promise<Uint8Array> {
    this.#pool ??= startPool(this.#log);
    return (await this.#pool).run({ face, pixels });
  }

  /** Whether the thread is there. */
  async isRunning(): Promise<boolean> {
    const pool = await this.#pool;
    return pool !== undefined && pool.threads.length > 0;
  }
}

async function startPool(log: Logger): Promise<Piscina<DrawingTask, Uint8Array>> {
  const { Piscina } = await import('piscina');
  const pool = new Piscina<DrawingTask, Uint8Array>({
    filename: new URL('./faceWorker.ts', import.meta.url).href,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: IDLE,
    // The thread has no business with the token.
    env: {},
  });
  // A task that fails says so itself; this is the thread.
  pool.on('error', (error: unknown) => log.error({ err: error }, 'the thread that draws faces failed'));
  return pool;
}
