/**
 * Reads the threads that ship with the bot from their folder, whatever lies there: links, folders named like files,
 * files that cannot be read.
 */
import { constants, type Dirent } from 'node:fs';
import { open, readdir, realpath, stat } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { getSystemErrorMessage } from 'node:util';
import { StartupError } from '../runtime/startupError.ts';
import type { Diagnostic } from '../thread/diagnostics.ts';
import { fileKindOf, MOST_BYTES } from '../thread/file.ts';
import { type JsonProblem, readThreadJson } from '../thread/json.ts';
import type { Thread } from '../thread/model.ts';
import { parseThread } from '../thread/parse.ts';

/** Why a file, or a folder, could not be read at all. */
export type ReadFailure =
  | { readonly code: 'dangling-link' }
  /** A pipe, a socket or a device, which is never opened. */
  | { readonly code: 'not-a-file' }
  | { readonly code: 'too-large'; readonly bytes: number; readonly most: number }
  /** `reason` is the operating system's, in English. */
  | { readonly code: 'unreadable'; readonly reason: string };

/** What came of one file, or of a folder that could not be opened. */
export type ThreadFile = {
  /** Where it lies, by the names that people see. */
  readonly path: string;
} & (
  | {
      readonly kind: 'text';
      readonly thread?: Thread;
      readonly source: Uint8Array;
      readonly found: readonly Diagnostic[];
    }
  | {
      readonly kind: 'json';
      readonly thread?: Thread;
      readonly source: Uint8Array;
      readonly found: readonly Diagnostic[];
      readonly problems: readonly JsonProblem[];
    }
  | { readonly kind: 'failure'; readonly thread?: undefined; readonly failure: ReadFailure }
);

/**
 * All thread files of a folder and of the folders in it, in the order of their paths: `.txt` in the thread format,
 * `.json` as the model, in any case. A file or folder is taken by its real path, once, however many links lead to it;
 * names that begin with a dot are left out, and so is a link to a folder that holds the one it lies in.
 *
 * @throws StartupError when the folder itself cannot be read
 */
export async function readThreadFiles(folder: string): Promise<ThreadFile[]> {
  const files: ThreadFile[] = [];
  for (const { path, failure } of await findThreadFiles(folder)) {
    files.push(failure ? { path, kind: 'failure', failure } : await readThreadFile(path));
  }
  return files;
}

/** A file to read, or what cannot be read. */
export type FoundFile = { readonly path: string; readonly failure?: ReadFailure };

/**
 * Where the files of {@link readThreadFiles} are.
 *
 * @throws StartupError when the folder itself cannot be read
 */
export async function findThreadFiles(folder: string): Promise<FoundFile[]> {
  const found: FoundFile[] = [];
  const root = await realpath(folder).catch((error: unknown) => {
    throw folderUnreadable(folder, error);
  });
  const seen = new Set([root]);

  async function look(path: string, entries: readonly Dirent[]): Promise<void> {
    for (const entry of entries.toSorted((one, other) => compare(one.name, other.name))) {
      const isThread = fileKindOf(entry.name) !== undefined;
      if (entry.name.startsWith('.') || (entry.isFile() && !isThread)) continue;
      const inside = join(path, entry.name);
      const target = await targetOf(inside);
      if (target.kind === 'folder') await enter(inside, target.realPath);
      // What has another name than a thread is nobody's business here.
      else if (isThread && target.kind === 'failure') found.push({ path: inside, failure: target.failure });
      else if (isThread && target.kind === 'file' && isNew(target.realPath)) found.push({ path: inside });
    }
  }

  async function enter(path: string, realPath: string): Promise<void> {
    if (holds(realPath, root) || !isNew(realPath)) return;
    const entries = await readdir(realPath, { withFileTypes: true }).catch((error: unknown) => {
      found.push({ path, failure: { code: 'unreadable', reason: reasonOf(error) } });
      return [];
    });
    await look(path, entries);
  }

  function isNew(realPath: string): boolean {
    const isFirst = !seen.has(realPath);
    seen.add(realPath);
    return isFirst;
  }

  const entries = await readdir(root, { withFileTypes: true }).catch((error: unknown) => {
    throw folderUnreadable(folder, error);
  });
  await look(folder, entries);
  return found.sort((one, other) => compare(one.path, other.path));
}

/** What a name leads to. */
type Target =
  | { readonly kind: 'file' | 'folder'; readonly realPath: string }
  | { readonly kind: 'failure'; readonly failure: ReadFailure };

async function targetOf(path: string): Promise<Target> {
  try {
    const realPath = await realpath(path);
    const stats = await stat(realPath);
    if (stats.isDirectory()) return { kind: 'folder', realPath };
    if (stats.isFile()) return { kind: 'file', realPath };
    return { kind: 'failure', failure: { code: 'not-a-file' } };
  } catch (error) {
    const isDangling = codeOf(error) === 'ENOENT';
    return {
      kind: 'failure',
      failure: isDangling ? { code: 'dangling-link' } : { code: 'unreadable', reason: reasonOf(error) },
    };
  }
}

/** Reads one file; as JSON if its name says so. */
export async function readThreadFile(path: string): Promise<ThreadFile> {
  const kind = fileKindOf(path) ?? 'text';
  const source = await readSource(path, MOST_BYTES[kind]);
  if ('code' in source) return { path, kind: 'failure', failure: source };
  if (kind === 'json') {
    const result = readThreadJson(source);
    return {
      path,
      kind,
      source,
      ...(result.ok
        ? { thread: result.thread, found: [], problems: [] }
        : { found: result.diagnostics, problems: result.problems }),
    };
  }
  const result = parseThread(source);
  return { path, kind, source, found: result.diagnostics, ...(result.ok && { thread: result.thread }) };
}

/** The bytes of a file; of one with more than `most`, none. */
async function readSource(path: string, most: number): Promise<Uint8Array | ReadFailure> {
  try {
    // A pipe that was put there meanwhile must not hold up the start.
    await using file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const stats = await file.stat();
    if (!stats.isFile()) return { code: 'not-a-file' };
    if (stats.size > most) return { code: 'too-large', bytes: stats.size, most };
    // One byte more than allowed is enough to know of a file that grows.
    return await buffer(file.createReadStream({ end: most, autoClose: false }));
  } catch (error) {
    return { code: 'unreadable', reason: reasonOf(error) };
  }
}

/** Whether one real path is another, or a folder above it. */
function holds(above: string, below: string): boolean {
  return below === above || below.startsWith(above.endsWith(sep) ? above : above + sep);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

function folderUnreadable(folder: string, cause: unknown): StartupError {
  return new StartupError({ kind: 'threads-unreadable', folder: resolve(folder), reason: reasonOf(cause) }, { cause });
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

function reasonOf(error: unknown): string {
  const isSystemError = error instanceof Error && 'errno' in error && typeof error.errno === 'number';
  if (isSystemError) return `${getSystemErrorMessage(Number(error.errno))} (${codeOf(error)})`;
  return error instanceof Error ? error.message : String(error);
}
