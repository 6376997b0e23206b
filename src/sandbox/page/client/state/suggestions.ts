/** What the list above the composer offers for what is being typed. Pure. */
import type { PageOptionValue } from '../../protocol/frames.ts';
import { OptionType } from '../discord.ts';
import type { Words } from '../i18n/en.ts';
import {
  type Command,
  type CommandOption,
  commandTyped,
  fold,
  matching,
  namedFirst,
  slashCommands,
} from './commands.ts';
import { type CommandLine, optionNamed, optionsLeft, takesTyping } from './composer.ts';
import { here, me, type State, usableCommands } from './state.ts';

export type Suggestion =
  /** `behind`: what is typed behind its name already. */
  | { readonly kind: 'command'; readonly command: Command; readonly behind: string }
  | { readonly kind: 'option'; readonly option: CommandOption }
  | { readonly kind: 'value'; readonly name: string; readonly value: PageOptionValue };

export type Suggestions = {
  readonly items: readonly Suggestion[];
  /** The bot has yet to say what there is for the present text; the items are for an earlier one. */
  readonly stale: boolean;
};

const NONE: Suggestions = { items: [], stale: false };

export function suggestionsFor(state: State, words: Words): Suggestions {
  const { composer, overview } = state;
  if (!overview) return NONE;
  if (composer.kind === 'text') {
    const typed = commandTyped(composer.text);
    if (typed === undefined) return NONE;
    const commands = slashCommands(usableCommands(state), me(state)?.locale ?? '');
    const whole = matching(commands, typed).map((command) => ({ command, behind: '' }));
    const named = whole.length > 0 ? whole : namedFirst(commands, typed).filter(({ command }) => hasRoom(command));
    return { items: named.map((item) => ({ kind: 'command', ...item })), stale: false };
  }
  const option = optionNamed(composer, composer.focus);
  if (!option) return { items: optionsToAdd(composer), stale: false };
  if (option.completes) return completed(state, option);
  const field = composer.fields[option.name];
  const typed = field?.settled ? '' : fold(field?.text ?? '');
  const items = listed(state, option, words).filter(({ name }) => fold(name).includes(typed));
  return { items, stale: false };
}

/** Whether a command takes a text that is typed behind its name. */
function hasRoom({ options }: Command): boolean {
  return options.some(takesTyping);
}

function optionsToAdd(line: CommandLine): Suggestion[] {
  const typed = fold(line.seeking);
  return optionsLeft(line)
    .filter(({ name, title }) => fold(`${name} ${title}`).includes(typed))
    .map((option) => ({ kind: 'option', option }));
}

function completed({ completion, composer }: State, option: CommandOption): Suggestions {
  if (completion?.option !== option.name) return { items: [], stale: true };
  const text = composer.kind === 'command' ? composer.fields[option.name]?.text : undefined;
  const items = completion.choices.map(({ name, value }) => ({ kind: 'value' as const, name, value }));
  return { items, stale: completion.text !== text };
}

/** The values one chooses from, of an option that has such. */
function listed(state: State, option: CommandOption, words: Words): Extract<Suggestion, { kind: 'value' }>[] {
  const value = (name: string, of: PageOptionValue) => ({ kind: 'value' as const, name, value: of });
  switch (option.type) {
    case OptionType.Boolean:
      return [value(words.yes, true), value(words.no, false)];
    case OptionType.Channel:
      return (here(state).server?.channels ?? [])
        .filter(({ type }) => option.channelTypes.length === 0 || option.channelTypes.includes(type))
        .map(({ name, id }) => value(`#${name}`, id));
    case OptionType.User:
      return (state.overview?.people ?? []).map(({ name, id }) => value(`@${name}`, id));
    default:
      return option.choices.map((choice) => value(choice.name, choice.value));
  }
}
