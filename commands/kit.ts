/** What the commands are made with, and what of the bot their handlers get. */
import type { CatchingUp } from '../src/app/catchingUp.ts';
import type { Checking } from '../src/app/checking.ts';
import type { Curating } from '../src/app/curating.ts';
import type { Exporting } from '../src/app/exporting.ts';
import type { Importing } from '../src/app/importing.ts';
import type { Inspecting } from '../src/app/inspecting.ts';
import type { Reading } from '../src/app/reading.ts';
import type { Replaying } from '../src/app/replaying.ts';
import type { Scheduling } from '../src/app/scheduling.ts';
import type { Searching } from '../src/app/searching.ts';
import type { ServerSettings } from '../src/app/settings.ts';
import type { Translating } from '../src/app/translating.ts';
import type { Undoing } from '../src/app/undoing.ts';
import { type Context, commandKit } from '../src/discord/interactions/command.ts';
import type { CommandDirectory } from '../src/discord/interactions/commandDirectory.ts';
import type { ControlBoard } from '../src/discord/stage/controlBoard.ts';
import type { Clock } from '../src/runtime/clock.ts';

/** What handlers get of the bot; `bot.ts` builds it. */
type Services = {
  readonly reading: Reading;
  readonly replaying: Replaying;
  readonly searching: Searching;
  readonly translating: Translating;
  readonly importing: Importing;
  readonly exporting: Exporting;
  readonly curating: Curating;
  readonly catchingUp: CatchingUp;
  readonly undoing: Undoing;
  readonly inspecting: Inspecting;
  readonly settings: ServerSettings;
  readonly scheduling: Scheduling;
  readonly board: ControlBoard;
  readonly directory: CommandDirectory;
  readonly checking: Checking;
  readonly clock: Clock;
};

/** What every handler gets first. */
export type Asked = Context<Services>;

export const { chatCommand, commandGroup, messageCommand, onChoice, onPress, subcommand } = commandKit<Services>();
