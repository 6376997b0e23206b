/** Validators made from Discord's published schema (npm `discord-api-spec`), each compiled when it is first needed. */
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import {
  ApplicationCommandAutocompleteCallbackRequestSchema,
  ApplicationCommandUpdateRequestSchema,
  CreateForumThreadRequestSchema,
  CreateMessageInteractionCallbackRequestSchema,
  CreateTextThreadWithMessageRequestSchema,
  CreateTextThreadWithoutMessageRequestSchema,
  IncomingWebhookRequestPartialSchema,
  IncomingWebhookUpdateRequestPartialSchema,
  MessageCreateRequestSchema,
  MessageEditRequestPartialSchema,
  ModalInteractionCallbackRequestSchema,
  UpdateMessageInteractionCallbackRequestSchema,
  UpdateThreadRequestPartialSchema,
} from 'discord-api-spec/zod';
import { toJSONSchema } from 'zod';

/** The schemas of request bodies that a bot like ours sends. */
const schemas = {
  ApplicationCommandUpdateRequestSchema,
  ApplicationCommandAutocompleteCallbackRequestSchema,
  CreateForumThreadRequestSchema,
  CreateMessageInteractionCallbackRequestSchema,
  CreateTextThreadWithMessageRequestSchema,
  CreateTextThreadWithoutMessageRequestSchema,
  IncomingWebhookRequestPartialSchema,
  IncomingWebhookUpdateRequestPartialSchema,
  MessageCreateRequestSchema,
  MessageEditRequestPartialSchema,
  ModalInteractionCallbackRequestSchema,
  UpdateMessageInteractionCallbackRequestSchema,
  UpdateThreadRequestPartialSchema,
};

export type SchemaName = keyof typeof schemas;

type Node = Record<string, unknown>;

const ajv = new Ajv2020({ allErrors: true, strict: false, validateFormats: false });
const compiled = new Map<SchemaName, ValidateFunction>();

/** What a body breaks of a schema, the most precise message first. */
export function schemaErrors(name: SchemaName, body: unknown): ErrorObject[] {
  const validate = validatorOf(name);
  if (validate(body)) return [];
  return (validate.errors ?? []).toSorted((one, other) => other.instancePath.length - one.instancePath.length);
}

function validatorOf(name: SchemaName): ValidateFunction {
  const known = compiled.get(name);
  if (known) return known;
  const schema = toJSONSchema(schemas[name], {
    io: 'input',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => harden(jsonSchema),
  });
  const validate = ajv.compile(schema);
  compiled.set(name, validate);
  return validate;
}

/** Discord ignores what it does not know; for us it is a mistake. Two fields are documented otherwise than published. */
function harden(schema: Node): void {
  const properties = schema.properties as Node | undefined;
  if (!properties) return;
  schema.additionalProperties = false;
  // `interactions/application-commands`: a string of digits, since it has more bits than a number holds.
  if ('default_member_permissions' in properties) {
    properties.default_member_permissions = { type: ['string', 'null'], pattern: '^\\d+$' };
  }
  // discord.js sends these everywhere, also where only a new message has them (`resources/message#create-message`).
  if ('content' in properties) {
    properties.enforce_nonce ??= { const: false };
    Object.assign(properties, { tts: { const: false } });
  }
}
