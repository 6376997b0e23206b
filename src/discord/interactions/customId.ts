/**
 * What a button asks for, written into its `custom_id` (1 to 100 UTF-16 units, `components/reference`). Anybody can send
 * any id: whoever acts on one checks the server and the permissions anew.
 */
import { z } from 'zod';
import { Control } from '../../replay/state.ts';

const Id = z.string().min(1);
const Page = z.coerce.number().int().min(1);
const Comment = z.coerce.number().int().min(0);
/** Tells the personas of one thread apart ({@link personaMark}). */
const Mark = z.string().regex(/^[0-9a-f]{8}$/);

/** Writes the ids. */
export const customId = {
  control: (control: Control, replayId: string) => `control:${control}:${replayId}`,
  again: (replayId: string) => `again:${replayId}`,
  list: (page: number) => `list:${page}`,
  show: (threadId: string, page: number) => `show:${threadId}:${page}`,
  play: (threadId: string) => `play:${threadId}`,
  reset: (sure: 'yes' | 'no') => `reset:${sure}`,
  translate: (replayId: string, comment: number) => `translate:${replayId}:${comment}`,
  translation: (replayId: string, comment: number, page: number) => `translation:${replayId}:${comment}:${page}`,
  found: (searchId: string, page: number) => `found:${searchId}:${page}`,
  whole: (threadId: string, comment: number) => `whole:${threadId}:${comment}`,
  wholePage: (threadId: string, comment: number, page: number) => `wholePage:${threadId}:${comment}:${page}`,
  playFrom: (threadId: string, comment: number) => `playFrom:${threadId}:${comment}`,
  playPersona: (threadId: string, mark: string) => `playPersona:${threadId}:${mark}`,
  personas: (page: number) => `personas:${page}`,
  persona: (personaId: string, page: number) => `persona:${personaId}:${page}`,
};

const Press = z.union([
  z.tuple([z.literal('control'), Control, Id]).transform(([kind, control, replayId]) => ({ kind, control, replayId })),
  z.tuple([z.literal('again'), Id]).transform(([kind, replayId]) => ({ kind, replayId })),
  z.tuple([z.literal('list'), Page]).transform(([kind, page]) => ({ kind, page })),
  z.tuple([z.literal('show'), Id, Page]).transform(([kind, threadId, page]) => ({ kind, threadId, page })),
  z.tuple([z.literal('play'), Id]).transform(([kind, threadId]) => ({ kind, threadId })),
  z.tuple([z.literal('reset'), z.enum(['yes', 'no'])]).transform(([kind, sure]) => ({ kind, sure })),
  z
    .tuple([z.literal('translate'), Id, Comment])
    .transform(([kind, replayId, comment]) => ({ kind, replayId, comment })),
  z
    .tuple([z.literal('translation'), Id, Comment, Page])
    .transform(([kind, replayId, comment, page]) => ({ kind, replayId, comment, page })),
  z.tuple([z.literal('found'), Id, Page]).transform(([kind, searchId, page]) => ({ kind, searchId, page })),
  z.tuple([z.literal('whole'), Id, Comment]).transform(([kind, threadId, comment]) => ({ kind, threadId, comment })),
  z
    .tuple([z.literal('wholePage'), Id, Comment, Page])
    .transform(([kind, threadId, comment, page]) => ({ kind, threadId, comment, page })),
  z.tuple([z.literal('playFrom'), Id, Comment]).transform(([kind, threadId, comment]) => ({ kind, threadId, comment })),
  z.tuple([z.literal('playPersona'), Id, Mark]).transform(([kind, threadId, mark]) => ({ kind, threadId, mark })),
  z.tuple([z.literal('personas'), Page]).transform(([kind, page]) => ({ kind, page })),
  z.tuple([z.literal('persona'), Id, Page]).transform(([kind, personaId, page]) => ({ kind, personaId, page })),
]);

/** What the press of a button asks for. */
export type Press = z.infer<typeof Press>;

/** Reads an id; undefined for one that this version does not write. */
export function readCustomId(id: string): Press | undefined {
  return Press.safeParse(id.split(':')).data;
}
