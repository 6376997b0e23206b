/** Judges a bot's requests: by Discord's published schema, and by what its documentation says beyond it. */
import { InteractionResponseType } from 'discord.js';
import { choiceRules, commandRules } from './commandRules.ts';
import { messageRules } from './messageRules.ts';
import { type SchemaName, schemaErrors } from './schema.ts';
import type { CheckedRequest, Violation } from './types.ts';
import { emojiRules, webhookNameRules } from './webhookRules.ts';

type Judge = (body: unknown) => Violation[];

/** Errors of one schema that are worth reading; a union that fits nowhere has dozens. */
const MOST_ERRORS = 3;

const callbackSchemas: Partial<Record<InteractionResponseType, SchemaName>> = {
  [InteractionResponseType.ChannelMessageWithSource]: 'CreateMessageInteractionCallbackRequestSchema',
  [InteractionResponseType.UpdateMessage]: 'UpdateMessageInteractionCallbackRequestSchema',
  [InteractionResponseType.ApplicationCommandAutocompleteResult]: 'ApplicationCommandAutocompleteCallbackRequestSchema',
  [InteractionResponseType.Modal]: 'ModalInteractionCallbackRequestSchema',
};

const noBody: Judge = (body) =>
  body === undefined ? [] : [{ rule: 'no-body', at: '', message: 'This request takes no body.' }];

/** Every route a bot may use here. */
const routes: readonly [method: string, path: RegExp, judge: Judge][] = [
  ['GET', /^\/gateway\/bot$/, noBody],
  ['GET', /^\/users\/@me$/, noBody],
  ['GET', /^\/(oauth2\/)?applications\/@me$/, noBody],
  ['GET', /^\/applications\/\d+\/(commands|emojis)$/, noBody],
  ['PUT', /^\/applications\/\d+\/commands$/, judgeCommands],
  ['POST', /^\/applications\/\d+\/emojis$/, emojiRules],
  ['DELETE', /^\/applications\/\d+\/emojis\/\d+$/, noBody],
  ['GET', /^\/guilds\/\d+$/, noBody],
  ['GET', /^\/channels\/\d+(\/messages(\/\d+)?|\/webhooks)?$/, noBody],
  ['POST', /^\/channels\/\d+\/messages$/, judgeMessage('MessageCreateRequestSchema')],
  ['PATCH', /^\/channels\/\d+\/messages\/\d+$/, judgeMessage('MessageEditRequestPartialSchema')],
  ['DELETE', /^\/channels\/\d+\/messages\/\d+$/, noBody],
  ['POST', /^\/channels\/\d+\/typing$/, noBody],
  ['POST', /^\/channels\/\d+\/webhooks$/, webhookNameRules('name')],
  ['GET', /^\/webhooks\/\d+\/[\w-]+$/, noBody],
  ['DELETE', /^\/webhooks\/\d+$/, noBody],
  ['POST', /^\/webhooks\/\d+\/[\w-]+$/, judgeExecution],
  ['GET', /^\/webhooks\/\d+\/[\w-]+\/messages\/(@|%40)original$/, noBody],
  [
    'PATCH',
    /^\/webhooks\/\d+\/[\w-]+\/messages\/(@|%40)original$/,
    judgeMessage('IncomingWebhookUpdateRequestPartialSchema'),
  ],
  ['POST', /^\/interactions\/\d+\/[\w-]+\/callback$/, judgeCallback],
];

/** Everything a request breaks; an unknown route is a breach of its own. */
export function checkRequest({ method, path, query, body }: CheckedRequest): Violation[] {
  const route = routes.find(([of, pattern]) => of === method && pattern.test(path));
  if (!route) return [{ rule: 'unknown-route', at: '', message: `There is no ${method} ${path}.` }];
  const violations = route[2](body);
  const executes = method === 'POST' && /^\/webhooks\/\d+\/[\w-]+$/.test(path);
  if (executes && query.get('wait') !== 'true') {
    // Without it a message that was not saved gives no error (`resources/webhook#execute-webhook`).
    violations.push({
      rule: 'webhook-wait',
      at: '?wait',
      message: 'Executing a webhook must wait (resources/webhook).',
    });
  }
  return violations;
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

function judgeCallback(body: unknown): Violation[] {
  const { type, data } = fields(body);
  const schema = callbackSchemas[type as InteractionResponseType];
  if (!schema) return [{ rule: 'callback-type', at: 'type', message: `No callback of ours has type ${type}.` }];
  const isMessage =
    type === InteractionResponseType.ChannelMessageWithSource || type === InteractionResponseType.UpdateMessage;
  return [...bySchema(schema, body), ...(isMessage ? messageRules(data, 'data.') : choiceRules(data))];
}

function judgeCommands(body: unknown): Violation[] {
  if (!Array.isArray(body)) return [{ rule: 'schema', at: '', message: 'Commands are an array.' }];
  const each = body.flatMap((command, index) => [
    ...bySchema('ApplicationCommandUpdateRequestSchema', command, `/${index}`),
    ...commandRules(command, `${index}.`),
  ]);
  const names = body.map((command) => fields(command).name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) each.push({ rule: 'unique-command', at: '', message: `Two commands are named ${twice}.` });
  return each;
}

/** A body's fields, none if it is no object. */
function fields(body: unknown): Record<string, unknown> {
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
}
