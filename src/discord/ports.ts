/** What the bot's registration with Discord needs to have remembered. */

/** What an application's commands were when they were last told. */
export type ToldCommands = {
  /** Of the definitions. */
  readonly digest: string;
  /** What Discord made of them: the id and the version of each. */
  readonly versions: string;
};

/** Remembers what was told. */
export type CommandStore = {
  told(applicationId: string): Promise<ToldCommands | undefined>;
  setTold(applicationId: string, told: ToldCommands): Promise<void>;
};
