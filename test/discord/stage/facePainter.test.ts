import { globSync, readFileSync } from 'node:fs';
import { pino } from 'pino';
import { afterEach, expect, it, vi } from 'vitest';
import { drawFace } from '../../../src/discord/stage/faceDrawing.ts';
import { WorkerFacePainter } from '../../../src/discord/stage/facePainter.ts';
import { eventually } from '../../support/eventually.ts';

afterEach(() => {
  vi.useRealTimers();
});

it('a face painted in the worker thread is the face as drawn, large and small', async () => {
  const painter = new WorkerFacePainter(pino({ level: 'silent' }));
  const [large, small] = await Promise.all([painter.draw(5, 256), painter.draw(5, 80)]);
  expect(Buffer.from(large).equals(drawFace(5, 256))).toBe(true);
  expect(Buffer.from(small).equals(drawFace(5, 80))).toBe(true);
});

it('a face that cannot be drawn is an error of its own, and the next one is drawn', async () => {
  const painter = new WorkerFacePainter(pino({ level: 'silent' }));
  await expect(painter.draw(1_024, 40)).rejects.toThrow('no face with trait');
  expect((await painter.draw(1_023, 40)).length).toBeGreaterThan(0);
});

it('the thread is there only while faces are drawn', async () => {
  const painter = new WorkerFacePainter(pino({ level: 'silent' }));
  expect(await painter.isRunning()).toBe(false);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await painter.draw(5, 80);
  expect(await painter.isRunning()).toBe(true);
  await vi.advanceTimersByTimeAsync(10_000);
  await eventually(async () => expect(await painter.isRunning()).toBe(false));
});

it('nothing that every start loads imports what draws faces: only the worker thread does, and the command line', () => {
  const importers = globSync('src/**/*.ts').filter((file) =>
    /from '(@dicebear\/|@resvg\/|piscina)|import\('@|faceDrawing\.ts'/.test(
      readFileSync(file, 'utf8').replaceAll(/import type .*\n/g, ''),
    ),
  );
  expect(importers.toSorted()).toEqual([
    'src/commandLine/convert.ts',
    'src/discord/stage/faceDrawing.ts',
    'src/discord/stage/faceWorker.ts',
  ]);
});
