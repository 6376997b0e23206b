/** What a message's body may hold, as far as the sandbox needs it; the conformance checker judges the rest. */
import { type APIMessage, MessageFlags } from 'discord.js';
import { z } from 'zod';
import type { StoredFile, StoredMessage, WorldChannel } from '../world/model.ts';
import type { World } from '../world/world.ts';
import { refused } from './apiError.ts';

/** `resources/message#create-message`: files a message takes, and the bytes of each on a server without boosts. */
const MOST_FILES = 10;
const MAX_FILE_BYTES = 10 * 1024 * 1024;

const MessageBody = z.looseObject({
  content: z
    .string()
    .transform((content) => content.trim())
    .pipe(z.string().max(2_000, 'Must be 2000 or fewer in length.'))
    .nullish(),
  embeds: z.array(z.looseObject({})).max(10).nullish(),
  components: z.array(z.looseObject({})).nullish(),
  flags: z.number().int().nullish(),
  attachments: z.array(z.looseObject({ id: z.coerce.string() })).nullish(),
});

/**
 * The parts of a new message that a body sets.
 *
 * @throws ApiError 50035, or 50006 when there is nothing to show
 */
export function newMessage(
  world: World,
  channel: WorldChannel,
  body: unknown,
  files: readonly StoredFile[],
): Partial<APIMessage> {
  const { content, embeds, components, flags } = parse(body, files);
  const message = shown({
    content: content ?? '',
    embeds: embeds ?? [],
    components: components ?? [],
    flags: flags ?? 0,
  });
  requireSomething(message, files.length);
  return { ...message, attachments: files.map((file) => world.addFile(channel, file)) };
}

/**
 * The changes that a body makes to a message; what it does not name stays.
 *
 * @throws ApiError 50035, or 50006 when nothing to show would be left
 */
export function messageChanges(
  world: World,
  channel: WorldChannel,
  { payload }: StoredMessage,
  body: unknown,
  files: readonly StoredFile[],
): Partial<APIMessage> {
  const { content, embeds, components, flags, attachments } = parse(body, files);
  const kept = attachments
    ? payload.attachments.filter(({ id }) => attachments.some((attachment) => attachment.id === id))
    : payload.attachments;
  const message = shown({
    content: content === undefined ? payload.content : (content ?? ''),
    embeds: embeds === undefined ? payload.embeds : (embeds ?? []),
    components: components === undefined ? (payload.components ?? []) : (components ?? []),
    // Components V2 cannot be taken back (`resources/message#message-object-message-flags`).
    flags: (flags ?? 0) | ((payload.flags ?? 0) & ~MessageFlags.Loading),
  });
  requireSomething(message, kept.length + files.length);
  return { ...message, attachments: [...kept, ...files.map((file) => world.addFile(channel, file))] };
}

function parse(body: unknown, files: readonly StoredFile[]) {
  const parsed = MessageBody.safeParse(body ?? {});
  if (!parsed.success) throw refused.form(parsed.error);
  if (files.length > MOST_FILES) throw refused.field('files', 'Must be 10 or fewer in length.');
  if (files.some(({ bytes }) => bytes.byteLength > MAX_FILE_BYTES)) {
    throw refused.field('files', 'File cannot be larger than 10485760 bytes.');
  }
  return parsed.data;
}

type Shown = Required<Pick<APIMessage, 'content' | 'embeds' | 'components' | 'flags'>>;

function shown(message: { content: string; embeds: object[]; components: object[]; flags: number }): Shown {
  // The inside of embeds and components is the conformance checker's to judge.
  return { ...message, components: numbered(message.components) } as Shown;
}

function requireSomething({ content, embeds, components, flags }: Shown, attachments: number): void {
  const withComponentsV2 = (flags & MessageFlags.IsComponentsV2) !== 0;
  if (withComponentsV2 && (content !== '' || embeds.length > 0)) {
    throw refused.field(
      content === '' ? 'embeds' : 'content',
      'The message cannot contain legacy fields when using MessageFlags.IS_COMPONENTS_V2.',
    );
  }
  if (content === '' && embeds.length + components.length + attachments === 0) throw refused.emptyMessage();
}

/** Discord numbers the components that have no `id`, outer before inner (`components/reference#anatomy-of-a-component`). */
function numbered(components: object[]): object[] {
  let last = 0;
  const visit = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(visit);
    if (typeof node !== 'object' || node === null) return node;
    const isComponent = 'type' in node && typeof node.type === 'number' && !('value' in node);
    const id = isComponent ? { id: 'id' in node && node.id ? node.id : ++last } : {};
    const inner = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, visit(value)]));
    return { ...inner, ...id };
  };
  return components.map((component) => Object(visit(component)));
}
