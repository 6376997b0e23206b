/** All shards of this process, and what the client hears of them: @discordjs/ws's simple strategy, with patient shards. */
import type { IShardingStrategy, SessionInfo, WebSocketManager, WebSocketShardDestroyOptions } from '@discordjs/ws';
import { GatewayDispatchEvents, type GatewaySendPayload } from 'discord.js';
import type { Clock } from '../../runtime/clock.ts';
import {
  managerToFetchingStrategyOptions,
  SimpleContextFetchingStrategy,
  SimpleShardingStrategy,
  WebSocketShardEvents,
} from './gatewayLibrary.ts';
import { PatientShard, type ShardWatcher } from './patientShard.ts';
import type { ShardView } from './shardView.ts';

/** What makes a client ready; discord.js keeps everything else until then, and would end the process over an odd one. */
const BEFORE_READY: ReadonlySet<string> = new Set([
  GatewayDispatchEvents.Ready,
  GatewayDispatchEvents.Resumed,
  GatewayDispatchEvents.GuildCreate,
  GatewayDispatchEvents.GuildDelete,
]);

/** All shards of the process. */
export class PatientSharding implements IShardingStrategy {
  readonly #manager: WebSocketManager;
  readonly #clock: Clock;
  readonly #watcher: ShardWatcher;
  readonly #shards = new Map<number, PatientShard>();
  /** Packets for a client that is not ready yet; undefined once it is. */
  #held: { shard: number; emit: () => void }[] | undefined = [];

  constructor(manager: WebSocketManager, clock: Clock, watcher: ShardWatcher) {
    this.#manager = manager;
    this.#clock = clock;
    this.#watcher = watcher;
  }

  async spawn(shardIds: number[]): Promise<void> {
    const options = await managerToFetchingStrategyOptions(this.#manager);
    for (const id of shardIds) {
      const shard = new PatientShard(new Sessions(this.#manager, options), id, this.#clock, this.#watcher);
      this.#relay(shard);
      this.#shards.set(id, shard);
    }
  }

  async connect(): Promise<void> {
    await Promise.all([...this.#shards.values()].map((shard) => shard.connect()));
  }

  async destroy(options?: Omit<WebSocketShardDestroyOptions, 'recover'>): Promise<void> {
    await Promise.all([...this.#shards.values()].map((shard) => shard.destroy(options)));
    this.#shards.clear();
  }

  async send(shardId: number, payload: GatewaySendPayload): Promise<void> {
    await this.#shards.get(shardId)?.send(payload);
  }

  async fetchStatus() {
    // The simple strategy makes the kind of collection that is asked for; its own has no shards in it.
    const statuses = await new SimpleShardingStrategy(this.#manager).fetchStatus();
    for (const [id, { status }] of this.#shards) statuses.set(id, status);
    return statuses;
  }

  /** How each shard of the process stands, by their ids. */
  get views(): readonly ShardView[] {
    return [...this.#shards.values()].map(({ view }) => view);
  }

  /** Lets the client have what came before it was ready, and from now on everything at once. */
  clientIsReady(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const { shard, emit } of held) {
      try {
        emit();
      } catch (error) {
        this.#watcher.oddPacket(shard, error);
      }
    }
  }

  #relay(shard: PatientShard): void {
    const { id: shardId } = shard;
    const manager = this.#manager;
    shard.on(WebSocketShardEvents.Closed, (payload) => {
      manager.emit(WebSocketShardEvents.Closed, { ...payload, shardId });
    });
    shard.on(WebSocketShardEvents.Debug, (payload) => {
      manager.emit(WebSocketShardEvents.Debug, { ...payload, shardId });
    });
    shard.on(WebSocketShardEvents.Error, (payload) => {
      manager.emit(WebSocketShardEvents.Error, { ...payload, shardId });
    });
    shard.on(WebSocketShardEvents.Hello, () => manager.emit(WebSocketShardEvents.Hello, { shardId }));
    shard.on(WebSocketShardEvents.Ready, (payload) => {
      manager.emit(WebSocketShardEvents.Ready, { ...payload, shardId });
    });
    shard.on(WebSocketShardEvents.Resumed, () => manager.emit(WebSocketShardEvents.Resumed, { shardId }));
    shard.on(WebSocketShardEvents.HeartbeatComplete, (payload) =>
      manager.emit(WebSocketShardEvents.HeartbeatComplete, { ...payload, shardId }),
    );
    shard.on(WebSocketShardEvents.Dispatch, ({ data }) => {
      const emit = () => manager.emit(WebSocketShardEvents.Dispatch, { data, shardId });
      if (this.#held && !BEFORE_READY.has(data.t)) this.#held.push({ shard: shardId, emit });
      else emit();
    });
  }
}

/** The sessions that shards resume, where the client keeps them. */
class Sessions extends SimpleContextFetchingStrategy {
  /** What stands before Discord may name an address to resume at that is none: then it is done where it began. */
  override updateSessionInfo(shardId: number, session: SessionInfo | null) {
    const isAddress = /^wss?:\/\//.test(session?.resumeURL ?? '');
    const resumeURL = isAddress && session ? session.resumeURL : this.options.gatewayInformation.url;
    return super.updateSessionInfo(shardId, session && { ...session, resumeURL });
  }
}
