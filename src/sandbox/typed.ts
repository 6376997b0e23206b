/** Reads a command as somebody types it in the terminal: `/thread replay trainium pace:fast`. */
import { type APIApplicationCommand, type APIApplicationCommandOption, ApplicationCommandOptionType } from 'discord.js';
import type { OptionValues } from './commandOptions.ts';

/** A command's path and its options' values. Words without an option's name make up the first required one, else the first. */
export function readTyped(typed: string, commands: readonly APIApplicationCommand[]) {
  const [name = '', subcommand = '', ...words] = typed.split(/\s+/);
  const path = `${name} ${subcommand}`.trim();
  const options = optionsOf(name.slice(1), subcommand, commands);
  const values: Record<string, string | number | boolean> = {};
  const unnamed: string[] = [];
  for (const word of words) {
    const [key = '', value] = word.split(/:(.*)/s);
    const option = options.find((candidate) => candidate.name === key);
    if (option && value !== undefined) values[key] = typedAs(option, value);
    else unnamed.push(word);
  }
  const first = options.find(({ required }) => required) ?? options[0];
  if (first && unnamed.length > 0) values[first.name] = typedAs(first, unnamed.join(' '));
  return { path, values: values satisfies OptionValues };
}

function optionsOf(name: string, subcommand: string, commands: readonly APIApplicationCommand[]) {
  const command = commands.find((candidate) => candidate.name === name);
  const chosen = command?.options?.find((option) => option.name === subcommand);
  return chosen?.type === ApplicationCommandOptionType.Subcommand ? (chosen.options ?? []) : [];
}

function typedAs({ type }: APIApplicationCommandOption, value: string): string | number | boolean {
  if (type === ApplicationCommandOptionType.Boolean) return value === 'true';
  return type === ApplicationCommandOptionType.Integer ? Number(value) : value;
}
