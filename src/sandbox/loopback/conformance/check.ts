/** Judges a bot's requests: by Discord's published schema, and by what its documentation says beyond it. */
import { ApplicationCommandType, InteractionResponseType, MessageFlags } from 'discord.js';
import { nameRules, threadRules } from './channelRules.ts';
import { choiceRules, commandRules } from './commandRules.ts';
import { messageRules } from './messageRules.ts';
import { modalRules } from './modalRules.ts';
import { nodeOf } from './node.ts';
import { type Parameter, queryRules } from './queryRules.ts';
import { type SchemaName, schemaErrors } from './schema.ts';
import type { CheckedRequest, Violation } from './types.ts';
import { emojiRules, webhookNameRules } from './webhookRules.ts';

type Judge = (body: unknown) => Violation[];

/** Errors of one schema that are worth reading; a union that fits nowhere has dozens. */
const MOST_ERRORS = 3;

/** How each kind of answer to an interaction is judged (`interactions/receiving-and-responding`). */
const callbacks: Partial<Record<InteractionResponseType, readonly [SchemaName, Judge]>> = {
  [InteractionResponseType.ChannelMessageWithSource]: ['CreateMessageInteractionCallbackRequestSchema', messageInData],
  [InteractionResponseType.DeferredChannelMessageWithSource]: [
    'CreateMessageInteractionCallbackRequestSchema',
    deferralRules,
  ],
  [InteractionResponseType.DeferredMessageUpdate]: ['UpdateMessageInteractionCallbackRequestSchema', deferralRules],
  [InteractionResponseType.UpdateMessage]: ['UpdateMessageInteractionCallbackRequestSchema', messageInData],
  [InteractionResponseType.ApplicationCommandAutocompleteResult]: [
    'ApplicationCommandAutocompleteCallbackRequestSchema',
    choiceRules,
  ],
  [InteractionResponseType.Modal]: ['ModalInteractionCallbackRequestSchema', modalRules],
};

const noBody: Judge = (body) =>
  body === undefined ? [] : [{ rule: 'no-body', at: '', message: 'This request takes no body.' }];

type Route = readonly [method: string, path: RegExp, judge: Judge, ...query: Parameter[]];

/** A message of a webhook, or of an interaction's token. */
const webhookMessage = /^\/webhooks\/\d+\/[\w-]+\/messages\/(\d+|@original|%40original)$/;

/** Every route a bot may use here, and the parameters it takes. */
const routes: readonly Route[] = [
  ['GET', /^\/gateway(\/bot)?$/, noBody],
  ['GET', /^\/users\/@me$/, noBody],
  ['GET', /^\/(oauth2\/)?applications\/@me$/, noBody],
  ['GET', /^\/applications\/\d+\/commands$/, noBody, 'with_localizations'],
  ['GET', /^\/applications\/\d+\/emojis$/, noBody],
  ['PUT', /^\/applications\/\d+\/commands$/, judgeCommands],
  ['POST', /^\/applications\/\d+\/emojis$/, emojiRules],
  ['DELETE', /^\/applications\/\d+\/emojis\/\d+$/, noBody],
  ['GET', /^\/guilds\/\d+(\/channels|\/threads\/active)?$/, noBody],
  ['GET', /^\/guilds\/\d+\/members\/\d+$/, noBody],
  ['GET', /^\/channels\/\d+\/threads\/archived\/public$/, noBody, 'limit'],
  ['GET', /^\/guilds\/\d+\/audit-logs$/, noBody, 'user_id', 'action_type', 'limit'],
  ['DELETE', /^\/channels\/\d+$/, noBody],
  ['GET', /^\/channels\/\d+\/messages$/, noBody, 'after', 'before', 'limit'],
  ['GET', /^\/channels\/\d+(\/messages\/\d+|\/webhooks)?$/, noBody],
  ['PATCH', /^\/channels\/\d+$/, judgeThreadChange],
  ['POST', /^\/channels\/\d+\/threads$/, judgeNewThread],
  ['POST', /^\/channels\/\d+\/messages\/\d+\/threads$/, judgeThreadOfMessage],
  ['POST', /^\/channels\/\d+\/messages$/, judgeMessage('MessageCreateRequestSchema')],
  ['PATCH', /^\/channels\/\d+\/messages\/\d+$/, judgeMessage('MessageEditRequestPartialSchema')],
  ['DELETE', /^\/channels\/\d+\/messages\/\d+$/, noBody],
  ['POST', /^\/channels\/\d+\/typing$/, noBody],
  ['POST', /^\/channels\/\d+\/webhooks$/, webhookNameRules('name')],
  ['GET', /^\/webhooks\/\d+\/[\w-]+$/, noBody],
  ['DELETE', /^\/webhooks\/\d+$/, noBody],
  ['POST', /^\/webhooks\/\d+\/[\w-]+$/, judgeExecution, 'wait', 'thread_id', 'with_components'],
  ['GET', webhookMessage, noBody, 'thread_id'],
  ['PATCH', webhookMessage, judgeMessage('IncomingWebhookUpdateRequestPartialSchema'), 'thread_id', 'with_components'],
  ['DELETE', webhookMessage, noBody, 'thread_id'],
  ['POST', /^\/interactions\/\d+\/[\w-]+\/callback$/, judgeCallback, 'with_response'],
];

/** Everything a request breaks; an unknown route is a breach of its own. */
export function checkRequest({ method, path, query, body }: CheckedRequest): Violation[] {
  const route = routes.find(([of, pattern]) => of === method && pattern.test(path));
  if (!route) return [{ rule: 'unknown-route', at: '', message: `There is no ${method} ${path}.` }];
  const [, , judge, ...parameters] = route;
  return [...judge(body), ...queryRules(query, parameters)];
}

function bySchema(name: SchemaName, body: unknown, prefix = ''): Violation[] {
  return schemaErrors(name, body)
    .slice(0, MOST_ERRORS)
    .map(({ instancePath, message = 'is not valid', params }) => ({
      rule: 'schema',
      at: `${prefix}${instancePath}`.replaceAll('/', '.').replace(/^\./, ''),
      message: `${name}: ${message} ${JSON.stringify(params)}`,
    }));
}

function judgeMessage(name: SchemaName): Judge {
  return (body) => [...bySchema(name, body), ...messageRules(body)];
}

function judgeExecution(body: unknown): Violation[] {
  return [
    ...bySchema('IncomingWebhookRequestPartialSchema', body),
    ...messageRules(body),
    ...webhookNameRules('username')(body),
  ];
}

/** Whether it opens a ThreadChannel or a forum's post shows in its body alone. */
function judgeNewThread(body: unknown): Violation[] {
  const isPost = nodeOf(body).message !== undefined;
  const schema = isPost ? 'CreateForumThreadRequestSchema' : 'CreateTextThreadWithoutMessageRequestSchema';
  return [...bySchema(schema, body), ...threadRules(body)];
}

function judgeThreadOfMessage(body: unknown): Violation[] {
  return [...bySchema('CreateTextThreadWithMessageRequestSchema', body), ...nameRules(nodeOf(body).name)];
}

/** Of all channels a bot like ours changes only ThreadChannels. */
function judgeThreadChange(body: unknown): Violation[] {
  return [...bySchema('UpdateThreadRequestPartialSchema', body), ...nameRules(nodeOf(body).name)];
}

function judgeCallback(body: unknown): Violation[] {
  const { type, data } = nodeOf(body);
  const callback = callbacks[type as InteractionResponseType];
  if (!callback) return [{ rule: 'callback-type', at: 'type', message: `No callback of ours has type ${type}.` }];
  const [schema, judge] = callback;
  return [...bySchema(schema, body), ...judge(data)];
}

function messageInData(data: unknown): Violation[] {
  return messageRules(data, 'data.');
}

/** An answer that is put off says at most that it will be private (`#interaction-response-object-messages`). */
function deferralRules(data: unknown): Violation[] {
  const { flags = 0, ...others } = nodeOf(data);
  const bad = Object.keys(others).length > 0 || (Number(flags) & ~MessageFlags.Ephemeral) !== 0;
  const message = 'A deferred answer takes only the flag 64 (interactions/receiving-and-responding).';
  return bad ? [{ rule: 'deferral', at: 'data', message }] : [];
}

function judgeCommands(body: unknown): Violation[] {
  if (!Array.isArray(body)) return [{ rule: 'schema', at: '', message: 'Commands are an array.' }];
  const each = body.flatMap((command, index) => [
    ...bySchema('ApplicationCommandUpdateRequestSchema', command, `/${index}`),
    ...commandRules(command, `${index}.`),
  ]);
  // A name stands once for each type (`interactions/application-commands#registering-a-command`).
  const names = body.map(
    (command) => `${nodeOf(command).type ?? ApplicationCommandType.ChatInput} ${nodeOf(command).name}`,
  );
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) each.push({ rule: 'unique-command', at: '', message: `Two commands are one: ${twice}.` });
  return each;
}
