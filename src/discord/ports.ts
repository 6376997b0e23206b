/** What the bot needs to have remembered for its registration with Discord, and for its connection. */
import { z } from 'zod';

/** Discord gives a command another version whenever it changes; servers that only resemble Discord may give none. */
export const RegisteredCommand = z.object({ id: z.string(), name: z.string(), version: z.string().nullish() });
export type RegisteredCommand = z.infer<typeof RegisteredCommand>;

/** An application's commands as they were last told. */
export type ToldCommands = {
  /** Of the definitions. */
  readonly digest: string;
  /** What Discord made of them. */
  readonly commands: RegisteredCommand[];
};

/** Remembers what was told. */
export type CommandStore = {
  told(applicationId: string): Promise<ToldCommands | undefined>;
  setTold(applicationId: string, told: ToldCommands): Promise<void>;
};

/** Turns to identify with the gateway, one after the other for all processes of a bot. */
export type IdentifyTurns = {
  /**
   * Takes the next free turn of a bucket.
   *
   * @param bucket a shard's id modulo Discord's `max_concurrency` (`events/gateway#sharding-max-concurrency`)
   * @param lasts how long nobody else has a turn from then on, milliseconds
   * @returns how long it is until then, milliseconds
   */
  take(bucket: number, lasts: number): Promise<number>;
};
