/** The files that a thread comes in: their kinds, by the endings of their names, and how large they may be. */
import { MAX_BYTES, MAX_JSON_BYTES } from './lines.ts';

/** `text` is the thread format, `json` the model as it is exported. */
export type FileKind = 'text' | 'json';

/** The most bytes that a file of a kind may have. */
export const MOST_BYTES: Readonly<Record<FileKind, number>> = { text: MAX_BYTES, json: MAX_JSON_BYTES };

const KINDS: Readonly<Partial<Record<string, FileKind>>> = { '.txt': 'text', '.json': 'json' };

/** The kind of a file, in whatever case its name is written; undefined when it is by its name no thread's. */
export function fileKindOf(name: string): FileKind | undefined {
  return KINDS[/\.[^./\\]*$/.exec(name)?.[0].toLowerCase() ?? ''];
}
