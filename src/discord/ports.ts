/** What the bot's registration with Discord needs to have remembered. */
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
