/**
 * One shard's connection to the gateway (`discord-api-docs events/gateway`), which bears what networks and gateways do:
 * it connects anew after waits that grow, and skips what it cannot read. @discordjs/ws by itself tries twice a second for
 * ever, keeps the reason to itself, and lets a packet that it cannot read end the process.
 */
import type { IContextFetchingStrategy, WebSocketShardDestroyOptions } from '@discordjs/ws';
import type { Clock } from '../../runtime/clock.ts';
import {
  CloseCodes,
  WebSocketShard,
  WebSocketShardDestroyRecovery,
  WebSocketShardEvents,
  WebSocketShardStatus,
} from './gatewayLibrary.ts';
import { growingWait } from './growingWait.ts';
import type { ShardView } from './shardView.ts';

/** The first wait before a new try, milliseconds. */
const FIRST_WAIT = 500;

/** The longest. Discord lets a bot identify 1,000 times a day and revokes its token beyond: this makes 720. */
const LONGEST_WAIT = 120_000;

/** A connection that lived this long, milliseconds, was a good one: after it the waits begin anew. */
const STEADY = 5_000;

/** How many tries to resume one session the gateway may close before a new one is begun instead. */
const MOST_RESUMES = 3;

/** What happens to shards, for whoever watches them. */
export type ShardWatcher = {
  connected(shard: number): void;
  /** A connection ended, or could not be made, for `reason`; after `wait` milliseconds it is tried again. */
  interrupted(shard: number, reason: string, wait: number): void;
  /** A packet that could not be handled, and was skipped. */
  oddPacket(shard: number, error: unknown): void;
};

export class PatientShard extends WebSocketShard {
  readonly #sessions: IContextFetchingStrategy;
  readonly #clock: Clock;
  readonly #watcher: ShardWatcher;
  #tries = 0;
  /** How many tries in a row the gateway closed before it accepted the session. */
  #closedEarly = 0;
  #connectedAt: number | undefined;
  /** Of the newest heartbeat of this connection, milliseconds. */
  #ping: number | undefined;
  /** What is known of why the present connection fails. */
  #networkError: string | undefined;
  #closeCode: number | undefined;
  #reconnecting = false;
  readonly #ended = new AbortController();

  /** @param clock of the network: real time, whatever the bot's own clock shows */
  constructor(sessions: IContextFetchingStrategy, id: number, clock: Clock, watcher: ShardWatcher) {
    super(sessions, id);
    this.#sessions = sessions;
    this.#clock = clock;
    this.#watcher = watcher;
    // Each try before the first that succeeds leaves listeners behind, which that one takes away.
    this.setMaxListeners(0);
    this.on(WebSocketShardEvents.Ready, () => this.#connected());
    this.on(WebSocketShardEvents.Resumed, () => this.#connected());
    this.on(WebSocketShardEvents.HeartbeatComplete, ({ latency }) => {
      this.#ping = latency;
    });
    this.on(WebSocketShardEvents.Closed, ({ code }) => {
      if (!this.#reconnecting) this.#closeCode = code;
    });
    this.#wrap('onMessage', async (handle) => {
      try {
        await handle();
      } catch (error) {
        watcher.oddPacket(id, error);
      }
    });
    this.#wrap('onError', (handle, error) => {
      this.#networkError = networkReason(error);
      return handle();
    });
  }

  /** How it stands at the moment. */
  get view(): ShardView {
    const { id, status } = this;
    if (status === WebSocketShardStatus.Ready) return { id, state: 'ready', ping: this.#ping };
    if (status === WebSocketShardStatus.Resuming) return { id, state: 'resuming' };
    if (status === WebSocketShardStatus.Connecting) return { id, state: 'connecting' };
    return { id, state: this.#ended.signal.aborted ? 'ended' : 'waiting' };
  }

  /** Resolves when it is connected for the first time, however long that takes. */
  override connect(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.once(WebSocketShardEvents.Ready, () => resolve());
    this.once(WebSocketShardEvents.Resumed, () => resolve());
    this.#begin();
    return promise;
  }

  /** Ends the connection: for good, or, where `recover` says so, to make another one after a while. */
  override async destroy({ recover, ...options }: WebSocketShardDestroyOptions = {}): Promise<void> {
    if (recover === undefined) {
      this.#ended.abort();
      return super.destroy(options);
    }
    // A time-out and a close may come together; and the base class takes an end for a time-out of what it waits for.
    if (this.#reconnecting || this.#ended.signal.aborted) return;
    this.#reconnecting = true;
    this.#ping = undefined;
    const reason = this.#networkError ?? (this.#closeCode ? `close code ${this.#closeCode}` : options.reason);
    await this.#disconnect(options, recover === WebSocketShardDestroyRecovery.Resume && this.#sessionMayServe());
    if (this.#ended.signal.aborted) return;
    const wait = this.#nextWait();
    this.#watcher.interrupted(this.id, reason ?? 'unknown', wait);
    await this.#clock.wait(wait, this.#ended.signal);
    this.#reconnecting = false;
    this.#networkError = undefined;
    this.#closeCode = undefined;
    if (!this.#ended.signal.aborted) this.#begin();
  }

  #begin(): void {
    // What it rejects with has come through `onError` before, and a new try follows the close.
    super.connect().catch((error: unknown) => {
      this.#networkError ??= networkReason(error);
    });
  }

  /** Without `recover` the session would be forgotten, so it is put back. */
  async #disconnect(options: WebSocketShardDestroyOptions, resumable: boolean): Promise<void> {
    const session = resumable ? await this.#sessions.retrieveSessionInfo(this.id) : null;
    await super.destroy({ code: resumable ? CloseCodes.Resuming : CloseCodes.Normal, ...options });
    await this.#sessions.updateSessionInfo(this.id, session);
  }

  /** A gateway that closes again and again may do so because of the session: it says no more than a code of its own. */
  #sessionMayServe(): boolean {
    if (this.#connectedAt !== undefined) this.#closedEarly = 0;
    else if (this.#closeCode !== undefined) this.#closedEarly += 1;
    return this.#closedEarly < MOST_RESUMES;
  }

  #connected(): void {
    this.#connectedAt = this.#clock.now();
    this.#watcher.connected(this.id);
  }

  #nextWait(): number {
    const lived = this.#connectedAt === undefined ? 0 : this.#clock.now() - this.#connectedAt;
    if (lived >= STEADY) this.#tries = 0;
    this.#connectedAt = undefined;
    const wait = growingWait(FIRST_WAIT, LONGEST_WAIT, this.#tries);
    this.#tries += 1;
    return wait;
  }

  /**
   * Puts something around one of the base class's handlers. They are private to it, but the only places where each packet
   * and each error of the socket passes; the tests notice if they are no more.
   */
  #wrap(name: 'onMessage' | 'onError', around: (handle: () => unknown, first: unknown) => unknown): void {
    const handler: unknown = Reflect.get(this, name);
    if (typeof handler !== 'function') throw new Error(`WebSocketShard has no ${name} any more`);
    Reflect.set(this, name, (...given: unknown[]) => around(() => Reflect.apply(handler, this, given), given[0]));
  }
}

/** A network's error by its code, such as ECONNREFUSED; another one, such as an HTTP status, by its words. */
function networkReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}
