/** What the documentation says of messages and their components beyond the schema. */
import { ButtonStyle, ComponentType, MessageFlags } from 'discord.js';
import { isMenu, menuRules } from './menuRules.ts';
import { type Node, nodeOf, nodesIn } from './node.ts';
import type { Violation } from './types.ts';

const page = '(discord-api-docs components/reference)';

/** `resources/message#create-message`: characters of a bot's message; the schema has the limit of paying people. */
const LONGEST_CONTENT = 2_000;
/** `components/reference`: components a message may have, however deep. */
const MOST_COMPONENTS = 40;
/** `components/reference#text-display`: characters over all texts of a message. */
const MOST_TEXT = 4_000;
/** `resources/message#embed-object-embed-limits`: characters over all embeds of a message. */
const MOST_EMBED_TEXT = 6_000;
const MOST_BUTTONS_IN_A_ROW = 5;
const LONGEST_LABEL = 80;

/** `resources/message#create-message`, `resources/webhook#execute-webhook`: the flags that a request may set. */
const SETTABLE =
  MessageFlags.SuppressEmbeds |
  MessageFlags.Ephemeral |
  MessageFlags.SuppressNotifications |
  MessageFlags.IsVoiceMessage |
  MessageFlags.IsComponentsV2;

/** Judges the body of a message that is created or edited. */
export function messageRules(body: unknown, prefix = ''): Violation[] {
  if (typeof body !== 'object' || body === null) return [];
  const message = nodeOf(body);
  const components = allNodes(message.components).filter(({ type }) => typeof type === 'number');
  return [
    ...when(
      String(message.content ?? '').length > LONGEST_CONTENT,
      'content-length',
      'content',
      'Content has at most 2,000 characters (resources/message).',
    ),
    ...flagRules(message, components),
    ...addressRules(message, components),
    ...totals(message, components),
    ...customIdRules(components),
    ...components.flatMap(buttonRules),
    ...components.flatMap(menuRules),
  ].map((violation) => ({ ...violation, at: prefix + violation.at }));
}

function flagRules(message: Node, components: readonly Node[]): Violation[] {
  const flags = Number(message.flags ?? 0);
  const isV2 = (flags & MessageFlags.IsComponentsV2) !== 0;
  const empty =
    !message.content && !nodesIn(message.embeds).length && !components.length && !nodesIn(message.attachments).length;
  const needsV2 = components.some(({ type }) => Number(type) >= ComponentType.Section && type !== ComponentType.Label);
  return [
    ...when(!Number.isInteger(flags), 'flags', 'flags', 'Flags are a whole number (resources/message).'),
    ...when((flags & ~SETTABLE) !== 0, 'flags', 'flags', 'Only some flags can be set (resources/message).'),
    ...when(
      empty,
      'empty-message',
      'content',
      'A message needs content, an embed, a component or a file (resources/message).',
    ),
    ...when(
      isV2 && Boolean(message.content),
      'v2-alone',
      'content',
      `Components V2 allow no content beside them ${page}.`,
    ),
    ...when(
      isV2 && nodesIn(message.embeds).length > 0,
      'v2-alone',
      'embeds',
      `Components V2 allow no embeds beside them ${page}.`,
    ),
    ...when(!isV2 && needsV2, 'v2-flag', 'flags', `These components need the flag 32768 ${page}.`),
  ];
}

/** Addresses must be ones that a browser could open; the schema does not say so. */
function addressRules(message: Node, components: readonly Node[]): Violation[] {
  const addresses = [message.avatar_url, ...components.map(({ url }) => url)].filter((url) => url !== undefined);
  const bad = addresses.find((url) => !/^(https?|discord):/.test(String(url)) || !URL.canParse(String(url)));
  return when(bad !== undefined, 'address', 'url', `${bad} is no address to open ${page}.`);
}

function totals(message: Node, components: readonly Node[]): Violation[] {
  const text = components
    .filter(({ type }) => type === ComponentType.TextDisplay)
    .reduce((sum, { content }) => sum + String(content).length, 0);
  const embedText = allNodes(message.embeds)
    .flatMap(({ title, description, name, value, text: footer }) => [title, description, name, value, footer])
    .reduce((sum: number, part) => sum + (typeof part === 'string' ? part.length : 0), 0);
  return [
    ...when(
      components.length > MOST_COMPONENTS,
      'components-total',
      'components',
      `${components.length} components, at most 40 ${page}.`,
    ),
    ...when(text > MOST_TEXT, 'text-total', 'components', `${text} characters of text, at most 4,000 ${page}.`),
    ...when(
      embedText > MOST_EMBED_TEXT,
      'embed-total',
      'embeds',
      `${embedText} characters in embeds, at most 6,000 (resources/message).`,
    ),
  ];
}

function customIdRules(components: readonly Node[]): Violation[] {
  const ids = components.map(({ custom_id }) => custom_id).filter((id) => id !== undefined);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  return when(twice !== undefined, 'unique-custom-id', 'components', `The custom_id ${twice} stands twice ${page}.`);
}

function buttonRules(component: Node): Violation[] {
  const { type, style, url, custom_id, label, components } = component;
  if (type === ComponentType.ActionRow) return rowRules(nodesIn(components));
  if (type !== ComponentType.Button) return [];
  const isLink = style === ButtonStyle.Link;
  return [
    ...when(
      isLink && (!url || custom_id !== undefined),
      'link-button',
      'components',
      `A link button has a url and no custom_id ${page}.`,
    ),
    ...when(
      !isLink && (!custom_id || url !== undefined),
      'button-id',
      'components',
      `A button has a custom_id and no url ${page}.`,
    ),
    ...when(
      String(label ?? '').length > LONGEST_LABEL,
      'button-label',
      'components',
      `A label has at most 80 characters ${page}.`,
    ),
    ...when(!label && !component.emoji, 'button-face', 'components', `A button needs a label or an emoji ${page}.`),
  ];
}

/** A row holds up to five buttons, or one menu (`components/reference#action-row`). */
function rowRules(children: readonly Node[]): Violation[] {
  const buttons = children.filter(({ type }) => type === ComponentType.Button);
  const message = `A row has at most 5 buttons ${page}.`;
  return [
    ...when(buttons.length > MOST_BUTTONS_IN_A_ROW, 'buttons-in-row', 'components', message),
    ...when(
      children.length > 1 && children.some(isMenu),
      'menu-in-row',
      'components',
      `A menu has a row to itself ${page}.`,
    ),
  ];
}

function when(broken: boolean, rule: string, at: string, message: string): Violation[] {
  return broken ? [{ rule, at, message }] : [];
}

/** All objects in a value, however deep. */
function allNodes(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(allNodes);
  if (typeof value !== 'object' || value === null) return [];
  return [nodeOf(value), ...Object.values(value).flatMap(allNodes)];
}
