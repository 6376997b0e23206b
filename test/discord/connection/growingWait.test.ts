import { expect, it } from 'vitest';
import { growingWait } from '../../../src/discord/connection/growingWait.ts';

it('Waits double from the first to the longest, and stay there', () => {
  expect([0, 1, 2, 3, 4, 2_000].map((tries) => growingWait(500, 3_000, tries))).toEqual([
    500, 1_000, 2_000, 3_000, 3_000, 3_000,
  ]);
});
