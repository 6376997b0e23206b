/** What the page and its visitors act on; `program/` puts it together. */
import type { Logger } from 'pino';
import type { LoopbackDiscord } from '../loopback/loopback.ts';
import type { Server } from '../loopback/servers/server.ts';
import type { BotState, PageClock } from './protocol/frames.ts';

/** The bot, as far as the page has to do with it. */
type RunningBot = {
  readonly state: BotState;
  readonly events: { on(event: 'state', listener: (state: BotState) => void): unknown };
  /** Starts it unless it runs. */
  start(): void;
  /** Ends it at once, as a crash would, if it runs. */
  kill(): Promise<void>;
  /** Sets its clock by the sandbox's. */
  tellTime(): void;
};

/** The sandbox's clock. */
type SettableClock = {
  readonly setting: PageClock;
  /** Milliseconds since the Unix epoch. */
  now(): number;
  setSpeed(speed: number): void;
};

export type Sandbox = {
  readonly discord: LoopbackDiscord;
  readonly bot: RunningBot;
  readonly clock: SettableClock;
  /** The servers, by their ids. */
  readonly servers: ReadonlyMap<string, Server>;
  readonly log: Logger;
};
