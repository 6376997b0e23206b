/** What the page and its visitors act on. */
import type { Logger } from 'pino';
import type { LoopbackDiscord } from '../loopback/loopback.ts';
import type { Server } from '../loopback/servers/server.ts';
import type { AdjustableClock } from '../program/adjustableClock.ts';
import type { BotRunner } from '../program/botRunner.ts';

export type Sandbox = {
  readonly discord: LoopbackDiscord;
  readonly bot: BotRunner;
  readonly clock: AdjustableClock;
  /** The servers, by their ids. */
  readonly servers: ReadonlyMap<string, Server>;
  readonly log: Logger;
};
