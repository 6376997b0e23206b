/** The building blocks of every message of ours, as Discord's Components V2 (`discord-api-docs components/reference`). */
import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIComponentInContainer,
  type APIContainerComponent,
  type APIFileComponent,
  type APIMessageTopLevelComponent,
  type APISectionComponent,
  type APISeparatorComponent,
  type APIStringSelectComponent,
  type APITextDisplayComponent,
  ButtonStyle,
  ComponentType,
  MessageFlags,
} from 'discord.js';
import type { Sentences } from '../../i18n/i18n.ts';
import { escapeLineStart, escapeMarkdown, escapePiece, heading } from '../../text/escape.ts';
import { limits } from '../../text/limits.ts';
import { shorten } from '../../text/shorten.ts';
import type { Bilingual, Language } from '../../thread/bilingual.ts';
import { textIn } from '../../thread/language.ts';
import type { ButtonId } from '../interactions/idCodec.ts';

/** UTF-16 units of a title above a message, or above each of the eight parts of a list. */
const TITLE_LENGTH = 200;

/** What a message shows. */
export type View = readonly APIMessageTopLevelComponent[];

/** The colour of the strip beside a container: ours, and one for what needs attention. */
export const ACCENT = 0x5b6ee1;
export const WARNING = 0xe0a030;

/** A message's body: nothing in it ever pings anybody. */
export function bodyOf(view: View) {
  return {
    flags: MessageFlags.IsComponentsV2 as const,
    components: [...view],
    allowed_mentions: { parse: [] as never[] },
  };
}

/** A text in Discord's markdown, 1 to 4,000 UTF-16 units over all texts of a message. */
export function text(content: string): APITextDisplayComponent {
  return { type: ComponentType.TextDisplay, content };
}

/** A name on one line as written, at most `limit` UTF-16 units with everything that had to be escaped; an address is no link. */
export function brief(name: string, limit: number): string {
  let room = limit;
  let escaped = escapedName(name, room);
  while (escaped.length > limit) {
    room -= Math.ceil((escaped.length - limit) / 2);
    escaped = escapedName(name, room);
  }
  return escaped;
}

function escapedName(name: string, room: number): string {
  return escapeLineStart(escapePiece(shorten(name, room)));
}

/** A heading, as written but cut when it is long, and below it in small print facts about it, in Discord's markdown. */
export function titled(title: string, facts: string): string {
  return `${heading(3, brief(title, TITLE_LENGTH))}\n-# ${facts}`;
}

/** A text as written, in the reader's language; in the other, with a note in small print, where it has no more. */
export function written(bilingual: Bilingual, reader: Language, words: Sentences): string {
  const { text: shown, language } = textIn(bilingual, reader);
  return language === reader ? escapeMarkdown(shown) : `${escapeMarkdown(shown)}\n-# ${words.onlyIn[language]}`;
}

/** A frame with a coloured strip beside it. */
export function container(components: APIComponentInContainer[], accent: number = ACCENT): APIContainerComponent {
  return { type: ComponentType.Container, accent_color: accent, components };
}

/** A line between two parts of a frame. */
export function separator(): APISeparatorComponent {
  return { type: ComponentType.Separator };
}

/** A text with a button at its right. */
export function section(content: string, button: APIButtonComponent): APISectionComponent {
  return { type: ComponentType.Section, components: [text(content)], accessory: button };
}

/** A text with a picture at its right. */
export function portrait(content: string, address: string): APISectionComponent {
  const accessory = { type: ComponentType.Thumbnail as const, media: { url: address } };
  return { type: ComponentType.Section, components: [text(content)], accessory };
}

/** Up to five buttons in a row. */
export function buttons(...components: APIButtonComponent[]): APIActionRowComponent<APIButtonComponent> {
  return { type: ComponentType.ActionRow, components };
}

type ButtonLook = { emoji?: string; style?: 'primary' | 'secondary' | 'danger'; disabled?: boolean };

const styles = {
  primary: ButtonStyle.Primary,
  secondary: ButtonStyle.Secondary,
  danger: ButtonStyle.Danger,
} as const;

/** A button; its id says what pressing it asks for. */
export function button(label: string, customId: ButtonId, look: ButtonLook = {}): APIButtonComponent {
  return {
    type: ComponentType.Button,
    style: styles[look.style ?? 'secondary'],
    label,
    custom_id: customId,
    ...(look.emoji && { emoji: { name: look.emoji } }),
    ...(look.disabled && { disabled: true }),
  };
}

/** What a menu offers: each with what comes back when it is chosen, and one of them as chosen already. */
type MenuChoices = readonly { readonly label: string; readonly value: string; readonly chosen: boolean }[];

/** A menu from which one thing is chosen, 1 to 25; where nothing is yet, it says what it is for. */
export function menu(
  customId: string,
  placeholder: string,
  choices: MenuChoices,
): APIActionRowComponent<APIStringSelectComponent> {
  const options = choices.map(({ label, value, chosen }) => ({ label, value, ...(chosen && { default: true }) }));
  return {
    type: ComponentType.ActionRow,
    components: [{ type: ComponentType.StringSelect, custom_id: customId, placeholder, options }],
  };
}

/** A name of somebody else's as it fits on a button. */
export function nameLabel(name: string): string {
  return shorten(name.replace(/\s+/g, ' ').trim(), limits.buttonLabel) || '…';
}

/** A message that is one sentence. */
export function notice(sentence: string): View {
  return [text(sentence)];
}

/** A file that goes with the message, by its name (`components/reference#file`). */
export function fileView(name: string): APIFileComponent {
  return { type: ComponentType.File, file: { url: `attachment://${name}` } };
}
