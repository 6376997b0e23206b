/** What the log says of the connections to Discord: when one is lost and why, while it stays lost, and when it is back. */
import type { Logger } from 'pino';
import type { Clock } from '../../runtime/clock.ts';
import type { ShardWatcher } from './patientShard.ts';

/** How long nothing is said again of a connection that stays lost, milliseconds; each time twice as long. */
const FIRST_SILENCE = 5_000;
const LONGEST_SILENCE = 3_600_000;

type Outage = { readonly since: number; silence: number; nextLineAt: number };

/** Watches the shards. */
export class ConnectionLog implements ShardWatcher {
  readonly #log: Logger;
  readonly #clock: Clock;
  readonly #outages = new Map<number, Outage>();
  readonly #everConnected = new Set<number>();

  constructor(log: Logger, clock: Clock) {
    this.#log = log;
    this.#clock = clock;
  }

  connected(shard: number): void {
    const again = this.#everConnected.has(shard);
    this.#everConnected.add(shard);
    if (this.#outages.delete(shard))
      this.#log.info({ shard }, again ? 'connected to Discord again' : 'connected to Discord');
  }

  interrupted(shard: number, reason: string, wait: number): void {
    const now = this.#clock.now();
    const outage = this.#outages.get(shard);
    if (!outage) {
      this.#outages.set(shard, { since: now, silence: FIRST_SILENCE, nextLineAt: now + FIRST_SILENCE });
      const wasConnected = this.#everConnected.has(shard);
      this.#log.warn(
        { shard, reason, nextTryInMs: wait },
        wasConnected ? 'connection to Discord lost: reconnecting' : 'Discord cannot be reached: trying again',
      );
    } else if (now >= outage.nextLineAt) {
      outage.silence = Math.min(outage.silence * 2, LONGEST_SILENCE);
      outage.nextLineAt = now + outage.silence;
      const facts = { shard, reason, nextTryInMs: wait, forSeconds: Math.round((now - outage.since) / 1_000) };
      this.#log.warn(facts, 'Discord still cannot be reached: trying again');
    }
  }

  oddPacket(shard: number, error: unknown): void {
    this.#log.error({ shard, err: error }, 'a packet of the gateway could not be handled: skipped');
  }
}
