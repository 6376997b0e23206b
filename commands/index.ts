/** Every command, once: what Discord gets registered, and what the router brings interactions to. */
import { persona } from './persona.ts';
import { settings } from './settings.ts';
import { thread } from './thread.ts';
import { translate } from './translate.ts';

export const commands = [thread, persona, settings, translate] as const;

/** What is typed for a command, without the slash: `thread replay`. */
export type CommandPath =
  Extract<(typeof commands)[number], { kind: 'chat' }> extends infer Command
    ? Command extends { readonly actions: ReadonlyMap<infer Path, unknown> }
      ? Path
      : never
    : never;
