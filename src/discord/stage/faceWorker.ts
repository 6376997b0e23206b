/** The worker thread that draws faces; `facePainter.ts` starts it. */
import type { FaceNumber } from '../../replay/face.ts';

/** What is to be drawn, and how many pixels its side has. */
export type DrawingTask = { readonly face: FaceNumber; readonly pixels: number };

export default async function draw({ face, pixels }: DrawingTask): Promise<Uint8Array> {
  // Loaded here, so that a machine on which it cannot be loaded fails the task and not the thread.
  const { drawFace } = await import('./faceDrawing.ts');
  return drawFace(face, pixels);
}
