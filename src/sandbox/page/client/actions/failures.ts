/** Tells, where it was tried, what could not be done. */
import type { Core } from '../core.ts';
import type { Spot } from '../state/state.ts';

let last = 0;

export function fail({ keeper }: Core, spot: Spot, tried: string, reason: string): void {
  last += 1;
  keeper.happen({ kind: 'failure', failure: { id: last, spot, tried, reason } });
}
