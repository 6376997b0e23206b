/** Draws the faces for all bots of a test file. */
import { pino } from 'pino';
import type { FacePainter } from '../../src/app/ports.ts';
import { WorkerFacePainter } from '../../src/discord/stage/facePainter.ts';

const painter = new WorkerFacePainter(pino({ level: 'silent' }));
const drawn = new Map<string, Promise<Uint8Array>>();

/** Draws each face once: a thread of each bot's own would take longer to begin than most tests take. */
export const sharedPainter: FacePainter = {
  draw(face, pixels) {
    const key = `${face} ${pixels}`;
    const picture = drawn.get(key) ?? painter.draw(face, pixels);
    drawn.set(key, picture);
    return picture;
  },
};
