/** The line people write in: a text, or a slash command with its options. Pure: every function gives the next one. */
import { LONGEST_MESSAGE, type PageOptions, type PageOptionValue } from '../../protocol/frames.ts';
import { OptionType } from '../discord.ts';
import type { Command, CommandOption } from './commands.ts';

/** What an option holds: the text shown, and the value it stands for, if it stands for any. */
export type Field = {
  readonly text: string;
  readonly value: PageOptionValue | undefined;
  /** Taken from a list, so that nothing needs to be offered any more. */
  readonly settled: boolean;
};

export type CommandLine = {
  readonly kind: 'command';
  readonly command: Command;
  /** The options on show, by name, in the order they were added. */
  readonly fields: Readonly<Record<string, Field>>;
  /** The option being filled in; `null` is the place after all of them. */
  readonly focus: string | null;
  /** What is typed in that place, to find an option to add. */
  readonly seeking: string;
  /** Which of the suggestions is picked; -1 is none. */
  readonly picked: number;
  /** The option that keeps the command from being sent; `null` is a text that no option takes. */
  readonly problem: string | null | undefined;
};

export type TextLine = { readonly kind: 'text'; readonly text: string; readonly picked: number };

export type Composer = TextLine | CommandLine;

/** `application-commands#application-command-object-application-command-option-structure`: UTF-16 units of an option's text. */
export const LONGEST_OPTION = 6_000;

const EMPTY: Field = { text: '', value: undefined, settled: false };

export const emptyLine: TextLine = { kind: 'text', text: '', picked: 0 };

export function textLine(text: string): TextLine {
  return { ...emptyLine, text };
}

/** By how many UTF-16 units a text is too long for a message; none or fewer where it is not. */
export function excessOf(text: string): number {
  return text.trim().length - LONGEST_MESSAGE;
}

/** A command with its required options to fill in. */
export function beginCommand(command: Command): CommandLine {
  const required = command.options.filter((option) => option.required);
  const fields = Object.fromEntries(required.map(({ name }) => [name, EMPTY]));
  return atNext({ kind: 'command', command, fields, focus: null, seeking: '', picked: -1, problem: undefined });
}

export function optionNamed(line: CommandLine, name: string | null): CommandOption | undefined {
  return line.command.options.find((option) => option.name === name);
}

/** Options that are not on show. */
export function optionsLeft(line: CommandLine): CommandOption[] {
  return line.command.options.filter(({ name }) => !(name in line.fields));
}

/** Something typed into an option, or into the place after them. */
export function typeInto(line: CommandLine, name: string | null, text: string): CommandLine {
  if (name === null) return { ...line, focus: null, seeking: text, picked: text === '' ? -1 : 0, problem: undefined };
  const option = optionNamed(line, name);
  if (!option) return line;
  const field = { text, value: meant(option, text), settled: false };
  return { ...line, focus: name, fields: { ...line.fields, [name]: field }, picked: 0, problem: undefined };
}

/** Moves a text that stands behind a command into the first option that takes it, or says that none does. */
export function typeBehind(line: CommandLine, text: string): CommandLine {
  const free = line.command.options.filter(({ name }) => (line.fields[name]?.text ?? '') === '');
  const option = free.find(takesText) ?? free.find(takesTyping);
  if (!option) return { ...line, focus: null, seeking: text, picked: -1, problem: null };
  return { ...typeInto(line, option.name, text), seeking: '' };
}

/** Whether something can be typed into an option of a command. */
export function takesTyping({ type }: CommandOption): boolean {
  return type === OptionType.String || type === OptionType.Integer || type === OptionType.Number;
}

function takesText({ type, choices }: CommandOption): boolean {
  return type === OptionType.String && choices.length === 0;
}

/** All that is written in a command, as a text. */
export function writtenIn({ command, fields, seeking }: CommandLine): string {
  const texts = [...Object.values(fields).map(({ text }) => text), seeking];
  return [`/${command.title}`, ...texts].filter((text) => text !== '').join(' ');
}

/** A value taken from a list or a file; the next place to fill in follows. */
export function settle(line: CommandLine, name: string, text: string, value: PageOptionValue): CommandLine {
  const fields = { ...line.fields, [name]: { text, value, settled: true } };
  return atNext({ ...line, fields, problem: undefined });
}

export function addOption(line: CommandLine, name: string): CommandLine {
  return { ...line, fields: { ...line.fields, [name]: EMPTY }, focus: name, seeking: '', picked: 0 };
}

/** Takes an optional one away, with the cursor moving back; a required one is only emptied. */
export function removeOption(line: CommandLine, name: string): CommandLine {
  if (optionNamed(line, name)?.required) return typeInto(line, name, '');
  const { [name]: _, ...fields } = line.fields;
  return focusOn({ ...line, fields }, null);
}

export function focusOn(line: CommandLine, name: string | null): CommandLine {
  const field = name === null ? undefined : line.fields[name];
  return { ...line, focus: name, picked: field && !field.settled ? 0 : -1 };
}

/** Moves the cursor by whole options; past the first it stays, past the last is the place after them. */
export function step(line: CommandLine, by: 1 | -1): CommandLine {
  const places: (string | null)[] = [...Object.keys(line.fields), null];
  const at = places.indexOf(line.focus);
  return focusOn(line, places[Math.min(places.length - 1, Math.max(0, at + by))] ?? null);
}

/** Moves the pick through a number of suggestions, around the ends. */
export function pick<T extends Composer>(line: T, by: 1 | -1, count: number): T {
  if (count === 0) return line;
  const from = line.picked < 0 && by < 0 ? count : line.picked;
  return { ...line, picked: (from + by + count) % count };
}

function atNext(line: CommandLine): CommandLine {
  const next = line.command.options.find(({ name, required }) => required && line.fields[name]?.value === undefined);
  return focusOn({ ...line, seeking: '' }, next?.name ?? null);
}

/** The values to send, or the option that has none though it must, or one that it cannot have. */
export function readyOptions(line: CommandLine): { options: PageOptions } | { problem: string } {
  const options: Record<string, PageOptionValue> = {};
  for (const { name, required } of line.command.options) {
    const field = line.fields[name];
    if (field?.value !== undefined) options[name] = field.value;
    else if (required || (field && field.text !== '')) return { problem: name };
  }
  return { options };
}

/** The options typed so far, the one being typed last, for the bot to complete. */
export function halfTyped(line: CommandLine, name: string): PageOptions {
  const others = Object.entries(line.fields).flatMap(([other, { value }]) =>
    other === name || value === undefined ? [] : [[other, value] as const],
  );
  return { ...Object.fromEntries(others), [name]: line.fields[name]?.text ?? '' };
}

/** What a typed text means for an option; undefined when it has to be chosen, or does not fit. */
function meant(option: CommandOption, text: string): PageOptionValue | undefined {
  const typed = text.trim();
  if (typed === '') return undefined;
  if (option.choices.length > 0) {
    return option.choices.find(({ name }) => name.toLowerCase() === typed.toLowerCase())?.value;
  }
  switch (option.type) {
    case OptionType.String:
      return within(option, typed.length) && typed.length <= LONGEST_OPTION ? typed : undefined;
    case OptionType.Integer:
      return /^[-+]?\d+$/.test(asciiDigits(typed)) ? numberWithin(option, typed) : undefined;
    case OptionType.Number:
      return numberWithin(option, typed);
    default:
      return undefined;
  }
}

function numberWithin(option: CommandOption, typed: string): number | undefined {
  const number = Number(asciiDigits(typed));
  return Number.isFinite(number) && within(option, number) ? number : undefined;
}

/** Japanese keyboards write ３ as readily as 3. */
function asciiDigits(text: string): string {
  return text.normalize('NFKC');
}

function within({ min, max }: CommandOption, size: number): boolean {
  return size >= (min ?? Number.NEGATIVE_INFINITY) && size <= (max ?? Number.POSITIVE_INFINITY);
}
