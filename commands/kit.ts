/** What the commands are made with, and what of the bot their handlers get. */
import type { ReplayService } from '../src/app/replaying.ts';
import type { SearchService } from '../src/app/searching.ts';
import type { TranslateService } from '../src/app/translating.ts';
import { commandKit } from '../src/discord/interactions/command.ts';
import type { ControlBoard } from '../src/discord/stage/controlBoard.ts';
import type { Faces } from '../src/discord/stage/faces.ts';
import type { Library } from '../src/library/library.ts';
import type { Clock } from '../src/runtime/clock.ts';
import type { SettingsStore } from '../src/store/settings.ts';

/** What the commands need of the bot; `bot.ts` builds it. */
export type Services = {
  readonly library: Library;
  readonly replays: ReplayService;
  readonly searches: SearchService;
  readonly translations: TranslateService;
  readonly settings: SettingsStore;
  readonly board: ControlBoard;
  readonly faces: Faces;
  readonly clock: Clock;
};

export const { commandGroup, messageCommand, onPress, subcommand } = commandKit<Services>();
