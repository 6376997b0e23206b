/** What the page and its visitors act on. */
import type { Logger } from 'pino';
import type { AdjustableClock } from '../adjustableClock.ts';
import type { BotRunner } from '../botRunner.ts';
import type { LoopbackDiscord } from '../loopback.ts';
import type { TestServer } from '../servers.ts';

export type Sandbox = {
  readonly discord: LoopbackDiscord;
  readonly bot: BotRunner;
  readonly clock: AdjustableClock;
  /** The servers, by their ids. */
  readonly servers: ReadonlyMap<string, TestServer>;
  readonly log: Logger;
};
