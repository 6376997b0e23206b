/** What a message's components hold, however deep: texts to read, buttons and menus to use. */
import {
  type APIButtonComponentWithCustomId,
  type APIMessage,
  type APISelectMenuComponent,
  type APITextDisplayComponent,
  ComponentType,
} from 'discord.js';

type Node = { readonly type: number } & Readonly<Record<string, unknown>>;

/** All texts of a message, its content first. */
export function textOf(message: APIMessage): string {
  // `components/reference`: a component's type decides what it holds.
  const displays = all(message).filter(({ type }) => type === ComponentType.TextDisplay) as unknown[];
  const texts = (displays as APITextDisplayComponent[]).map(({ content }) => content);
  return [message.content, ...texts].filter((text) => text !== '').join('\n');
}

/** All buttons of a message that ask the bot something. */
export function buttonsOf(message: APIMessage): APIButtonComponentWithCustomId[] {
  const buttons = all(message).filter((node) => node.type === ComponentType.Button && 'custom_id' in node) as unknown[];
  return buttons as APIButtonComponentWithCustomId[];
}

const MENUS: ReadonlySet<number> = new Set([
  ComponentType.StringSelect,
  ComponentType.UserSelect,
  ComponentType.RoleSelect,
  ComponentType.MentionableSelect,
  ComponentType.ChannelSelect,
]);

/** All menus of a message to choose from. */
export function menusOf(message: APIMessage): APISelectMenuComponent[] {
  return all(message).filter(({ type }) => MENUS.has(type)) as unknown[] as APISelectMenuComponent[];
}

function all({ components }: APIMessage): Node[] {
  return nodesIn(components);
}

function nodesIn(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesIn);
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(nodesIn);
  return 'type' in value && typeof value.type === 'number' ? [value as Node, ...inner] : inner;
}
