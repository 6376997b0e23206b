/** The composer with a command in it that something on the page proposes. Pure. */
import { commandTitle, slashCommands } from './commands.ts';
import { beginCommand, type Composer, textLine, typeInto } from './composer.ts';
import { type State, usableCommands } from './state.ts';

/**
 * A command by its path, such as `thread replay`; as a text, in the words of whoever reads it, where they may not use it.
 *
 * @param typed texts to type into its options, by their names; the cursor ends up in the last of them
 */
export function proposed(
  state: State,
  path: string,
  typed: Readonly<Record<string, string>>,
  locale: string,
): Composer {
  const command = slashCommands(usableCommands(state), locale).find((other) => other.path === path);
  if (!command) return textLine(`/${commandTitle(state.overview?.commands ?? [], path, locale)}`);
  return Object.entries(typed).reduce((line, [option, text]) => typeInto(line, option, text), beginCommand(command));
}
