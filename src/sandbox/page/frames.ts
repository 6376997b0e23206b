/** Reads what a page sends; whatever does not fit the protocol is refused here. */
import { z } from 'zod';
import type { FromPage } from './protocol.ts';

const Id = z.string().max(40);
const Request = z.number().int().min(0);
const Text = z.string().max(10_000);
const Options = z.record(z.string().max(40), z.union([Text, z.number(), z.boolean()]));
const Values = z.array(z.string().max(200)).max(25);

const Frame = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('be'), personId: Id }),
  z.object({ kind: z.literal('open'), channelId: Id }),
  z.object({
    kind: z.enum(['slash', 'complete']),
    request: Request,
    channelId: Id,
    path: z.string().max(200),
    options: Options,
  }),
  z.object({
    kind: z.literal('message-command'),
    request: Request,
    channelId: Id,
    name: z.string().max(40),
    messageId: Id,
  }),
  z.object({
    kind: z.literal('click'),
    request: Request,
    channelId: Id,
    messageId: Id,
    customId: z.string().max(100),
  }),
  z.object({
    kind: z.literal('choose'),
    request: Request,
    channelId: Id,
    messageId: Id,
    customId: z.string().max(100),
    values: Values,
  }),
  z.object({
    kind: z.literal('submit'),
    request: Request,
    form: Id,
    values: z.record(z.string().max(100), z.union([Text, Values])),
  }),
  z.object({ kind: z.literal('say'), request: Request, channelId: Id, content: Text }),
  z.object({ kind: z.literal('dismiss'), messageId: Id, channelId: Id }),
  z.object({
    kind: z.literal('fault'),
    request: Request,
    channelId: Id,
    fault: z.enum([
      'drop-next-answer',
      'rate-limit-next-post',
      'delete-webhooks',
      'revoke-manage-webhooks',
      'grant-manage-webhooks',
      'cut-gateway',
    ]),
  }),
  z.object({ kind: z.literal('speed'), speed: z.number().min(0).max(100) }),
  z.object({ kind: z.literal('bot'), action: z.enum(['kill', 'start']) }),
  z.object({ kind: z.literal('clear-log') }),
]);

/** One frame; undefined when it is none of the protocol's. */
export function readFrame(text: string): FromPage | undefined {
  try {
    return Frame.safeParse(JSON.parse(text)).data;
  } catch {
    // Not JSON: no frame either.
    return undefined;
  }
}
