/**
 * The store's history in SQLite: each migration runs once, in the order of the names, which databases remember. One that has been
 * released is never edited or renamed. Each has a number of its own; that two are 003 happened before that rule.
 */
import type { Migration } from 'kysely/migration';
import { sharedMigrations } from '../migrations.ts';
import { up as settingsFacesWebhooks } from './migrations/001-settings-faces-webhooks.ts';
import { up as replays } from './migrations/002-replays.ts';
import { up as endShown } from './migrations/003-end-shown.ts';
import { up as translateAndPostsByComment } from './migrations/003-translate-and-posts-by-comment.ts';
import { up as search } from './migrations/004-search.ts';
import { up as anchorsAndPlainWords } from './migrations/005-anchors-and-plain-words.ts';
import { up as durations } from './migrations/006-durations.ts';
import { up as webhooksByApplication } from './migrations/007-webhooks-by-application.ts';
import { up as unfinishedByServer } from './migrations/008-unfinished-by-server.ts';
import { up as collections } from './migrations/010-collections.ts';
import { up as settingsAsJson } from './migrations/011-settings-as-json.ts';
import { up as searchAnew } from './migrations/012-search-anew.ts';
import { up as faceGallery } from './migrations/013-face-gallery.ts';

export const migrations: Readonly<Record<string, Migration>> = {
  '001-settings-faces-webhooks': { up: settingsFacesWebhooks },
  '002-replays': { up: replays },
  '003-end-shown': { up: endShown },
  '003-translate-and-posts-by-comment': { up: translateAndPostsByComment },
  '004-search': { up: search },
  '005-anchors-and-plain-words': { up: anchorsAndPlainWords },
  '006-durations': { up: durations },
  '007-webhooks-by-application': { up: webhooksByApplication },
  '008-unfinished-by-server': { up: unfinishedByServer },
  '010-collections': { up: collections },
  '011-settings-as-json': { up: settingsAsJson },
  '012-search-anew': { up: searchAnew },
  '013-face-gallery': { up: faceGallery },
  ...sharedMigrations,
};
