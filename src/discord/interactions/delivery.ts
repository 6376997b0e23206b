/** Brings an answer to Discord, in one request where that is possible (`interactions/receiving-and-responding`). */
import {
  type AnySelectMenuInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  DiscordAPIError,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
  RESTJSONErrorCodes,
} from 'discord.js';
import { bodyOf } from '../views/parts.ts';
import type { DeferredReply, DeferredUpdate, OpenedForm, Reply, Shown, Update } from './answer.ts';

/** An interaction that somebody waits for a message of. */
export type Answerable =
  | ChatInputCommandInteraction
  | MessageContextMenuCommandInteraction
  | ButtonInteraction
  | AnySelectMenuInteraction
  | ModalSubmitInteraction;

/**
 * Answers at once.
 *
 * @returns the id of the message that now shows it, where somebody wants to know it
 * @throws TypeError for an answer that no interaction of this kind can have: the types of handlers see to that
 */
export async function deliver(
  interaction: Answerable,
  answer: Reply | Update | OpenedForm,
): Promise<string | undefined> {
  switch (answer.kind) {
    case 'reply':
      return reply(interaction, answer);
    case 'update':
      return update(interaction, answer);
    case 'form':
      if (interaction.isModalSubmit()) throw new TypeError('A form cannot follow a form.');
      await interaction.showModal(answer.form);
      return undefined;
  }
}

/** Tells Discord that the answer comes later. @throws TypeError as {@link deliver} */
export async function defer(interaction: Answerable, answer: DeferredReply | DeferredUpdate): Promise<void> {
  try {
    if (answer.kind === 'defer') await interaction.deferReply(answer.private ? { flags: MessageFlags.Ephemeral } : {});
    else await withMessage(interaction).deferUpdate();
  } catch (error) {
    if (!isRepetition(error)) throw error;
  }
}

/** Shows what was deferred. @returns the id of the message */
export async function deliverDeferred(interaction: Answerable, shown: Shown): Promise<string> {
  return (await interaction.editReply(messageOf(shown))).id;
}

/** Tells the person alone why what was deferred does not come. @returns the id of the message */
export async function deliverInstead(
  interaction: Answerable,
  deferred: DeferredReply | DeferredUpdate,
  reply: Reply,
): Promise<string> {
  if (deferred.kind === 'defer' && deferred.private) return deliverDeferred(interaction, reply);
  // Everybody sees what was announced: a message that follows can still be private.
  if (deferred.kind === 'defer') await interaction.deleteReply();
  const { flags, ...message } = messageOf(reply);
  return (await interaction.followUp({ ...message, flags: flags | MessageFlags.Ephemeral })).id;
}

async function reply(interaction: Answerable, answer: Reply): Promise<string | undefined> {
  const { flags, ...message } = messageOf(answer);
  const body = { ...message, flags: answer.private ? flags | MessageFlags.Ephemeral : flags };
  if (!answer.sent) {
    await interaction.reply(body);
    return undefined;
  }
  try {
    const response = await interaction.reply({ ...body, withResponse: true });
    return response.resource?.message?.id ?? response.interaction.responseMessageId ?? undefined;
  } catch (error) {
    if (!isRepetition(error)) throw error;
    // Unless it is the answer of another process that is the same bot by mistake: only that can be private in its place.
    const message = await interaction.fetchReply();
    return message.flags.has(MessageFlags.Ephemeral) === answer.private ? message.id : undefined;
  }
}

async function update(interaction: Answerable, answer: Update): Promise<string> {
  const source = withMessage(interaction);
  await source.update(messageOf(answer));
  return source.message.id;
}

/** The same, if it was made from a message that can be changed. @throws TypeError otherwise */
function withMessage(interaction: Answerable) {
  if (interaction.isMessageComponent()) return interaction;
  if (interaction.isModalSubmit() && interaction.isFromMessage()) return interaction;
  throw new TypeError('There is no message to change.');
}

/** Whether it is our own repetition of a request whose answer was lost: the first one was carried out. */
function isRepetition(error: unknown): boolean {
  return error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged;
}

/** A message as discord.js takes it. */
function messageOf({ view, files = [] }: Shown) {
  const { flags, components } = bodyOf(view);
  return {
    flags,
    components,
    allowedMentions: { parse: [] },
    ...(files.length > 0 && {
      files: files.map(({ name, bytes, description }) => ({
        attachment: Buffer.from(bytes),
        name,
        ...(description && { description }),
      })),
    }),
  };
}
