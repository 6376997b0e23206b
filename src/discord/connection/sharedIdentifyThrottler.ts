/**
 * When shards may identify where several processes have shards of one bot. Discord lets a bot's shards identify
 * `max_concurrency` at a time, one of each bucket in five seconds (`events/gateway#sharding-max-concurrency`), and refuses
 * who comes earlier; a try that it refuses may count among the thousand a day all the same.
 */
import type { IIdentifyThrottler } from '@discordjs/ws';
import type { Logger } from 'pino';
import type { Clock } from '../../runtime/clock.ts';
import { Turns } from '../../runtime/turns.ts';
import type { IdentifyTurns } from '../ports.ts';

/** How long a turn lasts, milliseconds: Discord's five seconds, and one for the network, which may delay one shard and not the next. */
const TURN = 6_000;

type ThrottlerOptions = {
  /** How many shards Discord lets identify at a time. */
  readonly concurrency: number;
  readonly turns: IdentifyTurns;
  readonly log: Logger;
  /** Real time. */
  readonly clock: Clock;
};

/** Lets the shards of this process identify in the turns that all processes take from one place. */
export class SharedIdentifyThrottler implements IIdentifyThrottler {
  readonly #options: ThrottlerOptions;
  /** Of this process, which so never holds more than one turn of a bucket. */
  readonly #own = new Turns();

  constructor(options: ThrottlerOptions) {
    this.#options = options;
  }

  /** Resolves when a shard may identify. @throws what `signal` is aborted for, and nothing else */
  waitForIdentify(shardId: number, signal: AbortSignal): Promise<void> {
    const bucket = shardId % this.#options.concurrency;
    return this.#own.take(String(bucket), async () => {
      signal.throwIfAborted();
      await this.#options.clock.wait(await this.#take(bucket), signal);
      signal.throwIfAborted();
    });
  }

  /** Without a store there are no turns: then the bucket is kept free for as long as one would last, on this side at least. */
  async #take(bucket: number): Promise<number> {
    const { turns, log } = this.#options;
    try {
      return await turns.take(bucket, TURN);
    } catch (error) {
      log.warn({ err: error, bucket }, 'could not take a turn to identify: identifying without one');
      return TURN;
    }
  }
}
