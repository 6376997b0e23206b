/** One interaction between its being sent and the end of its token. */

import type { APIMessage } from 'discord.js';
import { ApplicationCommandType, InteractionType, MessageFlags, MessageType } from 'discord.js';
import type { StoredMessage, WorldChannel } from '../world/model.ts';
import { type Person, userPayload } from '../world/person.ts';
import type { Outcome } from './outcome.ts';

/** The part of an interaction that its kind decides. */
export type InteractionPart = {
  readonly type: InteractionType;
  readonly data: object;
  /** The message whose component was used. */
  readonly source?: StoredMessage | undefined;
};

/** An interaction that the bot has been told of. */
export type PendingInteraction = {
  readonly id: string;
  readonly part: InteractionPart;
  readonly person: Person;
  readonly channel: WorldChannel;
  /** When it was sent, milliseconds since the Unix epoch. */
  readonly sentAt: number;
  readonly outcome: PromiseWithResolvers<Outcome>;
  /** Runs until the first answer must have come. */
  readonly late: NodeJS.Timeout;
  /** `deferred`: acknowledged, but the person sees nothing new yet. */
  phase: 'waiting' | 'deferred' | 'answered' | 'late';
  /** The message that `@original` names, as soon as there is one. */
  original: StoredMessage | undefined;
};

/** What every message that answers an interaction says of it (`resources/message#message-object`). */
export function answerFields({ id, part, person, channel }: PendingInteraction, botId: string): Partial<APIMessage> {
  const { type, data, source } = part;
  const user = userPayload(person);
  const metadata = {
    ...{ id, type, user, authorizing_integration_owners: { 0: channel.server.id } },
    ...(source && { interacted_message_id: source.payload.id }),
  };
  const name = commandName(data);
  return {
    type: messageType(type, data),
    webhook_id: botId,
    application_id: botId,
    // Some kinds of interaction add fields of their own to this, which no one here reads.
    interaction_metadata: metadata as NonNullable<APIMessage['interaction_metadata']>,
    // Deprecated, but the only place where a message says which command it answers.
    ...(name !== undefined && { interaction: { id, type, name, user } }),
  };
}

/** Whether an answer is still put off, and shown as such. */
export function isLoading(message: StoredMessage | undefined): boolean {
  return ((message?.payload.flags ?? 0) & MessageFlags.Loading) !== 0;
}

/** `resources/message#message-interaction-structure`: the name of a command with those of its group and subcommand. */
function commandName(data: object): string | undefined {
  if (!('name' in data)) return undefined;
  const [inner] = 'options' in data && Array.isArray(data.options) ? data.options : [];
  const below = inner && 'options' in inner ? commandName(inner) : undefined;
  return [data.name, below].filter((name) => name !== undefined).join(' ');
}

function messageType(type: InteractionType, data: object): MessageType {
  if (type !== InteractionType.ApplicationCommand) return MessageType.Default;
  const typed = 'type' in data && data.type === ApplicationCommandType.ChatInput;
  return typed ? MessageType.ChatInputCommand : MessageType.ContextMenuCommand;
}
