/** The line above a message that says what it answers: a command that somebody used, or another message. */
import type { APIMessage } from 'discord.js';
import { html, nothing, type TemplateResult } from 'lit';
import type { Page } from '../core.ts';
import { messageCommands, slashCommands } from '../state/commands.ts';
import { face } from './face.ts';

/** UTF-16 units of another message that are shown. */
const EXCERPT = 120;

export function answered(message: APIMessage, page: Page): TemplateResult | typeof nothing {
  const command = message.interaction?.name;
  if (command !== undefined) return usedLine(message, command, page);
  const other = message.referenced_message ?? sourceOf(message, page);
  return other ? replyLine(other, page) : nothing;
}

function usedLine({ interaction }: APIMessage, command: string, { state, words, locale }: Page): TemplateResult {
  const { overview } = state;
  const user = interaction?.user;
  const name = (user && (overview?.names[user.id] ?? user.username)) ?? words.someone;
  const slash = slashCommands(overview?.commands ?? [], locale).find(({ path }) => path === command);
  const menu = messageCommands(overview?.commands ?? [], locale).find((other) => other.name === command);
  const title = slash ? `/${slash.title}` : (menu?.title ?? `/${command}`);
  return html`<div class="answered">
    ${user ? face(user, overview) : nothing}<span class="answered-name">${name}</span><span>${words.used.between}</span><b>${title}</b><span>${words.used.after}</span>
  </div>`;
}

function replyLine(other: APIMessage, { state, words }: Page): TemplateResult {
  const show = () => document.getElementById(`m-${other.id}`)?.focus();
  return html`<div class="answered">
    ${face(other.author, state.overview)}<span class="answered-name">${other.author.username}</span>
    <button type="button" class="link" aria-label=${`${words.answering} ${other.author.username}`} @click=${show}>
      ${excerpt(other)}
    </button>
  </div>`;
}

/** The message whose button was pressed. */
function sourceOf({ interaction_metadata: metadata, channel_id }: APIMessage, { state }: Page): APIMessage | undefined {
  if (!metadata || !('interacted_message_id' in metadata)) return undefined;
  const { interacted_message_id: id } = metadata;
  return state.messages[channel_id]?.find(({ message }) => message.id === id)?.message;
}

/** The first line of a message's text, of its components when it has no other. */
function excerpt({ content, components }: APIMessage): string {
  const text = content || firstText(components ?? []) || '…';
  const [line = ''] = text.replace(/^(#{1,3}|-#|>)\s+/, '').split('\n');
  return line
    .replace(/\\([^0-9A-Za-z\s])/g, '$1')
    .replace(/\*\*|__|~~|`/g, '')
    .slice(0, EXCERPT);
}

function firstText(value: unknown): string | undefined {
  if (Array.isArray(value)) return value.map(firstText).find((text) => text !== undefined);
  if (typeof value !== 'object' || value === null) return undefined;
  if ('content' in value && typeof value.content === 'string') return value.content;
  return 'components' in value ? firstText(value.components) : undefined;
}
