/** Tells, in the channel where it was tried, what could not be done. */
import type { Core } from '../core.ts';

let last = 0;

export function fail({ keeper }: Core, channelId: string, tried: string, reason: string): void {
  last += 1;
  keeper.happen({ kind: 'failure', failure: { id: last, channelId, tried, reason } });
}
