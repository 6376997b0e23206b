/**
 * @discordjs/ws as discord.js itself has loaded it. Imported as a module it would be a second copy, with a second copy of
 * @discordjs/rest below it: their classes are strangers to discord.js's.
 */
import { createRequire } from 'node:module';
import type * as Library from '@discordjs/ws';

// What `require` gives is the package itself; it is typed by the package's own declarations.
const library = createRequire(import.meta.url)('@discordjs/ws') as typeof Library;

export const {
  CloseCodes,
  managerToFetchingStrategyOptions,
  SimpleContextFetchingStrategy,
  SimpleShardingStrategy,
  WebSocketShard,
  WebSocketShardDestroyRecovery,
  WebSocketShardEvents,
  WebSocketShardStatus,
} = library;
