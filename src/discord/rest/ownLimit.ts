/** What to do where only our own count of a rate limit holds a request back, and Discord has refused nothing. */
import type { Clock } from '../../runtime/clock.ts';
import { restFailure } from './failure.ts';

/**
 * Makes one request as soon as our own count of a rate limit allows it. Whoever makes several requests in a row needs
 * this: given up for a wait between two of them, all would have to be made again.
 *
 * @throws what the request throws otherwise, a refusal by Discord as too many included
 */
export async function withinOwnLimit<Answer>(clock: Clock, request: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    try {
      return await request();
    } catch (error) {
      const failure = restFailure(error);
      if (failure.kind !== 'rate-limited' || failure.refused) throw error;
      await clock.wait(failure.for);
    }
  }
}
