/** What the bot's database says of a server's replays, read from beside the running bot. */
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { z } from 'zod';
import { ReplayPlan } from '../../src/replay/replay.ts';
import { ReplayState } from '../../src/replay/state.ts';

const Row = z.object({ id: z.string(), plan: z.string(), state: z.string(), stage_channel_id: z.string().nullable() });
const MadePost = z.object({ message_id: z.string(), position: z.number() });

/** A replay, the channel it plays in once it has one, and the ids of its messages by their positions in its script. */
export type Entry = {
  plan: ReplayPlan;
  state: ReplayState;
  stageChannelId: string | null;
  messages: Map<number, string>;
};

export class Ledger {
  readonly #database: DatabaseSync;
  readonly #latest: StatementSync;
  readonly #all: StatementSync;
  readonly #posts: StatementSync;

  /** @throws Error while the bot has not made its tables */
  constructor(path: string) {
    this.#database = new DatabaseSync(path, { readOnly: true, timeout: 1_000 });
    this.#latest = this.#database.prepare(
      'select state from replays where server_id = ? order by length(anchor) desc, anchor desc limit 1',
    );
    this.#all = this.#database.prepare(
      'select id, plan, state, stage_channel_id from replays where server_id = ? order by length(anchor), anchor',
    );
    this.#posts = this.#database.prepare('select message_id, position from posts where replay_id = ?');
  }

  /** Where the newest replay of a server stands. */
  stateIn(serverId: string): ReplayState | undefined {
    const row = this.#latest.get(serverId);
    return row && ReplayState.parse(JSON.parse(String(row.state)));
  }

  /** All replays of a server, the oldest first. */
  entriesIn(serverId: string): Entry[] {
    return this.#all.all(serverId).map((row) => {
      const { id, plan, state, stage_channel_id: stageChannelId } = Row.parse(row);
      const posts = z.array(MadePost).parse(this.#posts.all(id));
      return {
        plan: ReplayPlan.parse(JSON.parse(plan)),
        state: ReplayState.parse(JSON.parse(state)),
        stageChannelId,
        messages: new Map(posts.map(({ position, message_id }) => [position, message_id])),
      };
    });
  }

  close(): void {
    this.#database.close();
  }
}
