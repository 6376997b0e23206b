/** The bot's first answer to an interaction, read and held to what fits (`interactions/receiving-and-responding`). */
import {
  type APIApplicationCommandOptionChoice,
  type APIModalInteractionResponseCallbackData,
  InteractionResponseType,
  InteractionType,
  MessageFlags,
} from 'discord.js';
import { z } from 'zod';
import { refused } from '../rest/apiError.ts';
import { isLoading, type PendingInteraction } from './pendingInteraction.ts';

const Callback = z.looseObject({
  type: z.enum(InteractionResponseType),
  data: z.looseObject({ flags: z.number().int().optional() }).default({}),
});
type Callback = z.infer<typeof Callback>;

/** What a choice holds is the conformance checker's to judge. */
const Choices = z.object({ choices: z.array(z.custom<APIApplicationCommandOptionChoice>()).max(25) });
const Modal = z.custom<APIModalInteractionResponseCallbackData>().and(z.looseObject({ custom_id: z.string() }));

/** Reads an answer. @throws ApiError 50035 when it is none, or none to this kind of interaction */
export function readCallback({ part }: PendingInteraction, body: unknown): Callback {
  const callback = Callback.safeParse(body);
  if (!callback.success) throw refused.form(callback.error);
  const { type } = callback.data;
  // Completions answer completions alone; a modal cannot follow a modal.
  const completes = part.type === InteractionType.ApplicationCommandAutocomplete;
  const isCompletion = type === InteractionResponseType.ApplicationCommandAutocompleteResult;
  const modalAfterModal = part.type === InteractionType.ModalSubmit && type === InteractionResponseType.Modal;
  if (completes !== isCompletion || modalAfterModal) {
    throw refused.field('type', `An interaction of type ${part.type} cannot be answered with type ${type}.`);
  }
  return callback.data;
}

/** The completions of an answer. @throws ApiError 50035 */
export function choicesIn(data: unknown): APIApplicationCommandOptionChoice[] {
  const result = Choices.safeParse(data);
  if (!result.success) throw refused.form(result.error);
  return result.data.choices;
}

/** The form of an answer. @throws ApiError 50035 */
export function modalIn(data: unknown): APIModalInteractionResponseCallbackData {
  const modal = Modal.safeParse(data);
  if (!modal.success) throw refused.form(modal.error);
  return modal.data;
}

/** What `with_response` asks for (`#interaction-callback-interaction-callback-response-object`). */
export function callbackResponse({ id, part, original }: PendingInteraction, type: InteractionResponseType): object {
  const message = original?.payload;
  const seen = message && {
    response_message_id: message.id,
    response_message_loading: isLoading(original),
    response_message_ephemeral: ((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0,
  };
  return { interaction: { id, type: part.type, ...seen }, resource: { type, ...(message && { message }) } };
}
