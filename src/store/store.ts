/** Opens the store: one repository for each kind of thing that must survive the process. */
import type { PostStore, ReplayHistory, ScheduleStore, SettingsStore } from '../app/ports.ts';
import type { CommandStore, IdentifyTurns } from '../discord/ports.ts';
import type { FaceStore, WebhookStore } from '../discord/stage/ports.ts';
import type { Collections } from '../library/collection.ts';
import type { ReplayStore, UndoStore } from '../replay/ports.ts';
import type { DatabaseUrl } from '../runtime/databaseUrl.ts';
import type { Measure } from '../runtime/measurements.ts';
import type { Shards } from '../runtime/shards.ts';
import type { SearchIndex } from '../search/search.ts';
import { collectionStore } from './collections.ts';
import { commandStore } from './commands.ts';
import { faceStore } from './faces.ts';
import { identifyTurns } from './identifyTurns.ts';
import { measuredSearch } from './measuring.ts';
import { openDatabase } from './openDatabase.ts';
import { ofOwnServers } from './ownServers.ts';
import { postStore } from './posts.ts';
import { replayHistory } from './replayHistory.ts';
import { replayStore } from './replays.ts';
import { scheduleStore } from './schedules.ts';
import { settingsStore } from './settings.ts';
import { undoStore } from './undos.ts';
import { webhookStore } from './webhooks.ts';

/** Everything the bot remembers. What its parts throw when they cannot do what they are asked is a StoreError. */
export type Store = {
  readonly settings: SettingsStore;
  readonly replays: ReplayStore;
  readonly posts: PostStore;
  readonly schedules: ScheduleStore;
  readonly history: ReplayHistory;
  readonly undos: UndoStore;
  readonly collections: Collections;
  readonly faces: FaceStore;
  readonly commands: CommandStore;
  readonly identifyTurns: IdentifyTurns;
  /** The webhooks of an application. */
  readonly webhooksOf: (applicationId: string) => WebhookStore;
  readonly search: SearchIndex;
  /** Resolves when it answers. @throws StoreError when it does not */
  answer(): Promise<void>;
  close(): Promise<void>;
};

/** How a store is to be used. */
export type StoreOptions = {
  /** To a server at once, at most; a file has one that writes. */
  readonly connections?: number | undefined;
  /** Whose servers' replays and schedules are gone on with here: all, unless said otherwise. */
  readonly shards?: Shards;
  /** Hears of each query and each search. */
  readonly measure?: Measure | undefined;
};

/**
 * Opens the database at an address and brings its tables up to date.
 *
 * @throws StartupError when it cannot be used: no database, out of reach, no right to it, locked, or written by a newer
 *   version
 */
export async function openStore(url: DatabaseUrl, options: StoreOptions = {}): Promise<Store> {
  const { connections, shards = 'auto', measure } = options;
  const { db, ask, search, now, postAt, close } = await openDatabase(url, connections, measure);
  const own = ofOwnServers(shards);
  return {
    settings: settingsStore(db, ask),
    replays: replayStore(db, postAt, own),
    posts: postStore(db, ask),
    schedules: scheduleStore(db, own),
    history: replayHistory(db),
    undos: undoStore(db, own),
    collections: collectionStore(db),
    faces: faceStore(db),
    commands: commandStore(db),
    identifyTurns: identifyTurns(db, now),
    webhooksOf: (applicationId) => webhookStore(db, applicationId),
    search: measure ? measuredSearch(search, measure) : search,
    async answer() {
      // A table, for a database that was opened can be spoken to without being read; a small one.
      await db.selectFrom('told_commands').select('digest').limit(1).execute();
    },
    close,
  };
}
