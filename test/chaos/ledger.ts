/** What the bots' database says of a server's replays, read from beside the running bots. */
import { z } from 'zod';
import { ScriptedPlan } from '../../src/replay/replay.ts';
import { ReplayState } from '../../src/replay/state.ts';
import type { ChaosDatabase } from './database.ts';

const Row = z.object({ id: z.string(), plan: z.string(), state: z.string(), stage_channel_id: z.string().nullable() });
const MadePost = z.object({ message_id: z.string(), position: z.number() });

/** A replay, the channel it plays in once it has one, and the ids of its messages by their positions in its script. */
export type Entry = {
  plan: ScriptedPlan;
  state: ReplayState;
  stageChannelId: string | null;
  messages: Map<number, string>;
};

export class Ledger {
  readonly #database: ChaosDatabase;

  /** @param database whose tables the bots have made */
  constructor(database: ChaosDatabase) {
    this.#database = database;
  }

  /** Where the newest replay of a server stands. */
  async stateIn(serverId: string): Promise<ReplayState | undefined> {
    const [row] = await this.#database.rows(
      'select state from replays where server_id = ? order by length(anchor) desc, anchor desc limit 1',
      serverId,
    );
    return row === undefined ? undefined : ReplayState.parse(JSON.parse(Row.pick({ state: true }).parse(row).state));
  }

  /** All replays of a server, the oldest first. */
  async entriesIn(serverId: string): Promise<Entry[]> {
    const rows = await this.#database.rows(
      'select id, plan, state, stage_channel_id from replays where server_id = ? order by length(anchor), anchor',
      serverId,
    );
    return await Promise.all(rows.map((row) => this.#entryOf(Row.parse(row))));
  }

  async #entryOf({ id, plan, state, stage_channel_id: stageChannelId }: z.infer<typeof Row>): Promise<Entry> {
    const rows = await this.#database.rows('select message_id, position from posts where replay_id = ?', id);
    return {
      plan: ScriptedPlan.parse(JSON.parse(plan)),
      state: ReplayState.parse(JSON.parse(state)),
      stageChannelId,
      messages: new Map(
        z
          .array(MadePost)
          .parse(rows)
          .map(({ position, message_id }) => [position, message_id]),
      ),
    };
  }
}
