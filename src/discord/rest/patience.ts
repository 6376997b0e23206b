/** Waits where only our own count of a rate limit forbids a request: what has several requests must not start over. */
import type { Clock } from '../../runtime/clock.ts';
import { restFailure } from './failure.ts';

/** Makes one request, as soon as our own count allows it. @throws what the request throws otherwise */
export async function patiently<Answer>(clock: Clock, request: () => Promise<Answer>): Promise<Answer> {
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
