/** A refusal as Discord's REST gives it (`discord-api-docs topics/opcodes-and-status-codes#json`). */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: number;

  constructor(status: number, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export const unknown = {
  channel: () => new ApiError(404, 10003, 'Unknown Channel'),
  server: () => new ApiError(404, 10004, 'Unknown Guild'),
  message: () => new ApiError(404, 10008, 'Unknown Message'),
  emoji: () => new ApiError(404, 10014, 'Unknown Emoji'),
  webhook: () => new ApiError(404, 10015, 'Unknown Webhook'),
  interaction: () => new ApiError(404, 10062, 'Unknown interaction'),
};

export const refused = {
  token: () => new ApiError(401, 0, '401: Unauthorized'),
  access: () => new ApiError(403, 50001, 'Missing Access'),
  permissions: () => new ApiError(403, 50013, 'Missing Permissions'),
  body: (what: string) => new ApiError(400, 50035, `Invalid Form Body: ${what}`),
  emptyMessage: () => new ApiError(400, 50006, 'Cannot send an empty message'),
  tooManyWebhooks: () => new ApiError(400, 30007, 'Maximum number of webhooks reached (15)'),
  alreadyAcknowledged: () => new ApiError(400, 40060, 'Interaction has already been acknowledged.'),
  forumNeedsThread: () =>
    new ApiError(400, 220001, 'Webhooks posted to forum channels must have a thread_name or thread_id'),
  otherAuthor: () => new ApiError(403, 50005, 'Cannot edit a message authored by another user'),
  webhookToken: () => new ApiError(401, 50027, 'Invalid Webhook Token'),
};
