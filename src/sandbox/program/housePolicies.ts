/** What Reprise promises of its requests beyond Discord's contract; tests and the sandbox hold it to that. */
import { type Node, nodeOf } from '../loopback/conformance/node.ts';
import type { CheckedRequest, Policy, Violation } from '../loopback/conformance/types.ts';

/** Each promise of the house. */
export const housePolicies: readonly Policy[] = [pingsNobody, waitsForPosts, givesPostsFaces, saysThreadChannelKinds];

/** Whatever is replayed, searched or quoted, nobody is notified by it. */
function pingsNobody(request: CheckedRequest): Violation[] {
  const message = messageOf(request);
  if (!message) return [];
  const { parse, users, roles } = nodeOf(message.allowed_mentions);
  const silent = isEmpty(parse) && (users === undefined || isEmpty(users)) && (roles === undefined || isEmpty(roles));
  return silent ? [] : [breach('no-mentions', 'allowed_mentions', 'Every message says allowed_mentions {parse: []}.')];
}

/** `resources/webhook#execute-webhook`: without `wait`, a message that was not saved gives no error. */
function waitsForPosts(request: CheckedRequest): Violation[] {
  if (!executesWebhook(request) || request.query.get('wait') === 'true') return [];
  return [breach('webhook-wait', '?wait', 'Executing a webhook waits for the message.')];
}

/** Clients show a post that has a name but no face with the face of the post before it. */
function givesPostsFaces(request: CheckedRequest): Violation[] {
  const { username, avatar_url } = nodeOf(request.body);
  // A later answer to an interaction goes the same way, but is the bot's own: it has no name to set.
  if (!executesWebhook(request) || username === undefined || typeof avatar_url === 'string') return [];
  return [breach('webhook-avatar', 'avatar_url', 'Every post has a face.')];
}

/** `resources/channel#start-thread-without-message`: the default kind is the private one, and is to be changed. */
function saysThreadChannelKinds({ method, path, body }: CheckedRequest): Violation[] {
  if (method !== 'POST' || !/^\/channels\/\d+\/threads$/.test(path)) return [];
  const { type, message } = nodeOf(body);
  if (type !== undefined || message !== undefined) return [];
  return [breach('thread-type', 'type', 'A new ThreadChannel says of which kind it is.')];
}

/** The message that a request writes or changes, wherever in its body that is. */
function messageOf({ method, path, body }: CheckedRequest): Node | undefined {
  if (method !== 'POST' && method !== 'PATCH') return undefined;
  const fields = nodeOf(body);
  if (/^\/channels\/\d+\/messages(\/\d+)?$/.test(path) || /^\/webhooks\/\d+\/[\w-]+(\/messages\/|$)/.test(path)) {
    return fields;
  }
  if (/^\/channels\/\d+\/threads$/.test(path)) return fields.message === undefined ? undefined : nodeOf(fields.message);
  if (!/^\/interactions\/\d+\/[\w-]+\/callback$/.test(path)) return undefined;
  return ANSWERS_WITH_MESSAGE.has(fields.type) ? nodeOf(fields.data) : undefined;
}

/** `interactions/receiving-and-responding#interaction-response-object`: a new message, and a new look of one. */
const ANSWERS_WITH_MESSAGE: ReadonlySet<unknown> = new Set([4, 7]);

function executesWebhook({ method, path }: CheckedRequest): boolean {
  return method === 'POST' && /^\/webhooks\/\d+\/[\w-]+$/.test(path);
}

function breach(rule: string, at: string, message: string): Violation {
  return { rule, at, message: `${message} (A promise of the house, not Discord's.)` };
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
