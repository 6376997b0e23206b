import { afterEach, expect, it } from 'vitest';
import { stopSignal } from '../../src/runtime/signals.ts';

afterEach(() => {
  for (const signal of ['SIGTERM', 'SIGINT']) process.removeAllListeners(signal);
});

it.each(['SIGTERM', 'SIGINT'] as const)('%s is told to whoever waits for the end, once', async (signal) => {
  const stopped = stopSignal();
  process.emit(signal);
  expect(await stopped).toBe(signal);
  expect(process.listenerCount(signal)).toBe(0);
});
