/** The refusals of Discord's REST (`discord-api-docs topics/opcodes-and-status-codes#json`). */
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { ZodError } from 'zod';

/** One refusal: its HTTP status, Discord's code, and for a bad form where it is bad. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: ContentfulStatusCode;
  readonly code: number;
  readonly errors: object | undefined;
  /** Of a limit with a code of its own: when to try again, milliseconds from now. */
  readonly retryAfter: number | undefined;

  constructor(status: ContentfulStatusCode, code: number, message: string, errors?: object, retryAfter?: number) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = errors;
    this.retryAfter = retryAfter;
  }
}

export const unknown = {
  route: () => new ApiError(404, 0, '404: Not Found'),
  channel: () => new ApiError(404, 10003, 'Unknown Channel'),
  server: () => new ApiError(404, 10004, 'Unknown Guild'),
  member: () => new ApiError(404, 10007, 'Unknown Member'),
  message: () => new ApiError(404, 10008, 'Unknown Message'),
  emoji: () => new ApiError(404, 10014, 'Unknown Emoji'),
  webhook: () => new ApiError(404, 10015, 'Unknown Webhook'),
  interaction: () => new ApiError(404, 10062, 'Unknown interaction'),
};

export const refused = {
  token: () => new ApiError(401, 0, '401: Unauthorized'),
  json: () => new ApiError(400, 50109, 'The request body contains invalid JSON.'),
  access: () => new ApiError(403, 50001, 'Missing Access'),
  permissions: () => new ApiError(403, 50013, 'Missing Permissions'),
  /** A field that is wrong, as `embeds.0.title`; the form as a whole without one. */
  field: (at: string, message: string) => invalidForm([{ path: at.split('.'), message }]),
  form: (error: ZodError) => invalidForm(error.issues),
  emptyMessage: () => new ApiError(400, 50006, 'Cannot send an empty message'),
  tooManyEmojis: () => new ApiError(400, 30008, 'Maximum number of emojis reached (2000)'),
  tooManyWebhooks: () => new ApiError(400, 30007, 'Maximum number of webhooks reached (15)'),
  oldEdit: (retryAfter: number) =>
    new ApiError(
      429,
      30046,
      'Maximum number of edits to messages older than 1 hour reached. Try again later.',
      undefined,
      retryAfter,
    ),
  alreadyAcknowledged: () => new ApiError(400, 40060, 'Interaction has already been acknowledged.'),
  forumNeedsThread: () =>
    new ApiError(400, 220001, 'Webhooks posted to forum channels must have a thread_name or thread_id'),
  threadNameOutsideForum: () => new ApiError(400, 220003, 'Webhooks can only create threads in forum channels'),
  archived: () => new ApiError(400, 50083, 'Thread is archived'),
  locked: () => new ApiError(403, 160005, 'Thread is locked'),
  threadThere: () => new ApiError(400, 160004, 'A thread has already been created for this message'),
  messageInForum: () => new ApiError(400, 40058, 'Cannot send a message in a forum channel'),
  tagRequired: () => new ApiError(400, 40067, 'A tag is required to create a forum post in this channel'),
  notForThisChannel: () => new ApiError(400, 50024, 'Cannot execute action on this channel type'),
  otherAuthor: () => new ApiError(403, 50005, 'Cannot edit a message authored by another user'),
  webhookToken: () => new ApiError(401, 50027, 'Invalid Webhook Token'),
};

type FormErrors = { [field: string]: FormErrors | object[] };

/** `reference#error-messages`: errors nest like the form, each field's under `_errors`. */
function invalidForm(issues: readonly { path: readonly PropertyKey[]; message: string }[]): ApiError {
  const errors: FormErrors = {};
  for (const { path, message } of issues) {
    const field = path.reduce((node: FormErrors, key) => childOf(node, String(key)), errors);
    field._errors = [{ code: 'BASE_TYPE_BAD', message }];
  }
  return new ApiError(400, 50035, 'Invalid Form Body', errors);
}

function childOf(node: FormErrors, key: string): FormErrors {
  const known = node[key];
  if (known && !Array.isArray(known)) return known;
  const child: FormErrors = {};
  node[key] = child;
  return child;
}
