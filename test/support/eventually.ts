/** Waiting for what happens beside a test. */
import { vi } from 'vitest';
import { PATIENCE } from './patience.ts';

/** How often it is looked at, milliseconds. */
const INTERVAL = 20;

/**
 * Resolves as soon as a check does not throw; what it gives. Vitest's own limit, a second, is too short for a busy machine.
 *
 * @throws what the check threw last, when it still does after {@link PATIENCE}
 */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: PATIENCE, interval: INTERVAL });
}
