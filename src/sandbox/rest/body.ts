/** What a message's body may hold, as far as the sandbox needs it; the conformance checker judges the rest. */
import { type APIMessage, MessageFlags } from 'discord.js';
import { z } from 'zod';
import { refused } from '../apiError.ts';

const MessageBody = z.looseObject({
  content: z.string().max(2_000).nullish(),
  embeds: z.array(z.looseObject({})).nullish(),
  components: z.array(z.looseObject({})).nullish(),
  flags: z.number().int().nullish(),
});

/**
 * The parts of a message that a body sets.
 *
 * @throws ApiError 50035 or 50006
 */
export function messageParts(body: unknown): Partial<APIMessage> {
  const parsed = MessageBody.safeParse(body);
  if (!parsed.success) throw refused.body(z.prettifyError(parsed.error));
  const { content, embeds, components, flags } = parsed.data;
  const text = content?.trim() ?? '';
  if (text === '' && !embeds?.length && !components?.length) throw refused.emptyMessage();
  // Discord trims a message's content, and gives components their numbers.
  return {
    content: text,
    flags: (flags ?? 0) & ~MessageFlags.SuppressNotifications,
    embeds: (embeds ?? []) as APIMessage['embeds'],
    components: (components ?? []) as unknown as NonNullable<APIMessage['components']>,
  };
}
