/** Every command, once: what Discord gets registered, and what the router brings interactions to. */
import type { PathOf } from '../src/discord/interactions/command.ts';
import { about } from './about.ts';
import { help } from './help.ts';
import { library } from './library.ts';
import { persona } from './persona.ts';
import { schedule } from './schedule.ts';
import { settings } from './settings.ts';
import { thread } from './thread.ts';
import { translate } from './translate.ts';

export const commands = [thread, persona, library, settings, schedule, help, translate, about] as const;

/** What is typed for a command, without the slash: `thread replay`. */
export type CommandPath = PathOf<(typeof commands)[number]>;
