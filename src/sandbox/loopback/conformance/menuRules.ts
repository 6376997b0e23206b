/** What the documentation says of select menus beyond the schema (`components/reference#string-select`). */
import { ComponentType } from 'discord.js';
import { type Node, nodesIn } from './node.ts';
import type { Violation } from './types.ts';

const page = '(discord-api-docs components/reference)';

const MENUS: ReadonlySet<unknown> = new Set([
  ComponentType.StringSelect,
  ComponentType.UserSelect,
  ComponentType.RoleSelect,
  ComponentType.MentionableSelect,
  ComponentType.ChannelSelect,
]);

/** Whether a component is a menu to choose from. */
export function isMenu({ type }: Node): boolean {
  return MENUS.has(type);
}

/** Judges a menu; what is none breaks nothing here. */
export function menuRules(menu: Node): Violation[] {
  if (!isMenu(menu)) return [];
  const { min_values = 1, max_values = 1 } = menu;
  const options = nodesIn(menu.options);
  const values = options.map(({ value }) => value);
  const chosen = options.filter(({ default: byDefault }) => byDefault === true).length;
  const isText = menu.type === ComponentType.StringSelect;
  const broken: [boolean, string, string][] = [
    [Number(min_values) > Number(max_values), 'menu-range', 'min_values is not above max_values'],
    [isText && Number(min_values) > options.length, 'menu-range', 'There are at least min_values options'],
    [new Set(values).size < values.length, 'unique-option', 'Two options have one value'],
    [chosen > Number(max_values), 'menu-defaults', 'More options are chosen by default than may be'],
  ];
  return broken
    .filter(([isBroken]) => isBroken)
    .map(([, rule, message]) => ({ rule, at: 'components', message: `${message} ${page}.` }));
}
