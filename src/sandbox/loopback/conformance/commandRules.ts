/** What the documentation says of commands beyond the schema (`interactions/application-commands`). */
import { ApplicationCommandType, Locale } from 'discord.js';
import { type Node, nodeOf, nodesIn } from './node.ts';
import type { Violation } from './types.ts';

const page = '(discord-api-docs interactions/application-commands)';
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
/** Characters of a command's names, descriptions and values, the longest localisation of each counting. */
const MOST_CHARACTERS = 8_000;
const LONGEST_CHOICE = 100;
const MOST_CHOICES = 25;
const locales: ReadonlySet<string> = new Set(Object.values(Locale));

/** The commands in the menu of a person or a message: their names may have capitals and spaces, and that is all they have. */
const MENU_TYPES: ReadonlySet<unknown> = new Set([ApplicationCommandType.User, ApplicationCommandType.Message]);
const LONGEST_NAME = 32;

/** Judges one command. */
export function commandRules(command: unknown, prefix = ''): Violation[] {
  const node = nodeOf(command);
  return MENU_TYPES.has(node.type) ? menuCommandRules(node, prefix) : chatCommandRules(node, prefix);
}

function menuCommandRules(command: Node, prefix: string): Violation[] {
  const violations: Violation[] = [];
  const report = (rule: string, at: string, message: string) =>
    violations.push({ rule, at: prefix + at, message: `${message} ${page}.` });
  for (const [locale, name] of versions(command, 'name')) {
    if (name.trim().length < 1 || name.length > LONGEST_NAME) report('command-name', 'name', `"${name}" is no name`);
    if (!locales.has(locale)) report('locale', 'name_localizations', `There is no locale ${locale}`);
  }
  if (command.description) report('menu-command', 'description', 'A command in a menu has no description');
  if (command.options) report('menu-command', 'options', 'A command in a menu has no options');
  return violations;
}

function chatCommandRules(command: Node, prefix: string): Violation[] {
  const violations: Violation[] = [];
  const report = (rule: string, at: string, message: string) =>
    violations.push({ rule, at: prefix + at, message: `${message} ${page}.` });
  const characters = visit(command, '');
  if (characters > MOST_CHARACTERS)
    report('command-size', '', `The command has ${characters} characters, at most 8,000`);
  return violations;

  function visit(node: Node, at: string): number {
    const options = nodesIn(node.options);
    names(node, at);
    const firstOptional = options.findIndex(({ required, type }) => !required && Number(type) > 2);
    if (firstOptional >= 0 && options.slice(firstOptional).some(({ required }) => required)) {
      report('required-first', `${at}options`, 'Required options stand before the others');
    }
    unique(options, `${at}options`);
    unique(nodesIn(node.choices), `${at}choices`);
    const choices = nodesIn(node.choices).map((choice, index) => choiceSize(choice, `${at}choices.${index}.`));
    const below = options.map((option, index) => visit(option, `${at}options.${index}.`));
    return longest(node, 'name') + longest(node, 'description') + sum(choices) + sum(below);
  }

  function names(node: Node, at: string): void {
    if (typeof node.description !== 'string') report('description', `${at}description`, 'A description is needed');
    if (node.autocomplete && nodesIn(node.choices).length > 0) {
      report('choices-or-completion', `${at}autocomplete`, 'An option has choices or is completed, not both');
    }
    for (const [locale, name] of versions(node, 'name')) {
      if (!NAME.test(name) || name !== name.toLowerCase()) report('command-name', `${at}name`, `"${name}" is no name`);
      if (!locales.has(locale)) report('locale', `${at}name_localizations`, `There is no locale ${locale}`);
    }
    for (const [locale, text] of versions(node, 'description')) {
      if (text.length < 1 || text.length > 100)
        report('description', `${at}description`, 'A description has 1 to 100 characters');
      if (!locales.has(locale)) report('locale', `${at}description_localizations`, `There is no locale ${locale}`);
    }
  }

  function choiceSize(choice: Node, at: string): number {
    for (const [, name] of versions(choice, 'name')) {
      if (name.length < 1 || name.length > LONGEST_CHOICE)
        report('choice-name', `${at}name`, 'A choice has 1 to 100 characters');
    }
    if (String(choice.value).length > LONGEST_CHOICE)
      report('choice-value', `${at}value`, 'A value has at most 100 characters');
    return longest(choice, 'name') + String(choice.value).length;
  }

  function unique(siblings: Node[], at: string): void {
    const all = siblings.map(({ name }) => name);
    if (new Set(all).size < all.length) report('unique-name', at, 'Names stand only once');
  }
}

/** Judges the completions of an option (`interactions/receiving-and-responding#interaction-response-object`). */
export function choiceRules(data: unknown): Violation[] {
  const choices = nodesIn(nodeOf(data).choices);
  const tooMany = choices.length > MOST_CHOICES;
  const misfit = choices.findIndex(
    ({ name, value }) => !name || String(name).length > LONGEST_CHOICE || String(value).length > LONGEST_CHOICE,
  );
  return [
    ...(tooMany ? [{ rule: 'choices', at: 'data.choices', message: `At most 25 choices ${page}.` }] : []),
    ...(misfit >= 0
      ? [{ rule: 'choices', at: `data.choices.${misfit}`, message: `1 to 100 characters ${page}.` }]
      : []),
  ];
}

/** A text and its localisations, by locale. */
function versions(node: Node, field: 'name' | 'description'): [string, string][] {
  const plain: [string, string][] = typeof node[field] === 'string' ? [['en-US', node[field]]] : [];
  const localised = Object.entries(nodeOf(node[`${field}_localizations`]));
  return [...plain, ...localised.map(([locale, text]): [string, string] => [locale, String(text)])];
}

function longest(node: Node, field: 'name' | 'description'): number {
  return Math.max(0, ...versions(node, field).map(([, text]) => text.length));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
