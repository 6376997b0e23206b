/** Which files somebody means who names files, folders and patterns. */
import { glob, stat } from 'node:fs/promises';
import type { PathFailure } from '../i18n/commandLineTexts.ts';
import { type FoundFile, findThreadFiles } from '../library/threadFiles.ts';
import { StartupError } from '../runtime/startupError.ts';
import { fileKindOf } from '../thread/file.ts';

/** A file to read, or a path that leads to none. */
export type NamedFile = { readonly path: string; readonly failure?: PathFailure };

const PATTERN = /[*?[{]/;

/** The files that are meant, each once, in the order in which they are named; those of a folder in the order of paths. */
export async function namedFiles(paths: readonly string[]): Promise<NamedFile[]> {
  const files = new Map<string, NamedFile>();
  for (const path of paths) {
    for (const file of await filesAt(path)) files.set(file.path, file);
  }
  return [...files.values()];
}

async function filesAt(path: string): Promise<NamedFile[]> {
  const stats = await stat(path).catch(() => undefined);
  if (stats?.isDirectory()) return await filesIn(path);
  if (stats) return [fileKindOf(path) ? { path } : { path, failure: { code: 'no-thread-file' } }];
  const matching = PATTERN.test(path)
    ? (await Array.fromAsync(glob(path))).filter((name) => fileKindOf(name)).sort()
    : [];
  return matching.length > 0
    ? matching.map((match) => ({ path: match }))
    : [{ path, failure: { code: 'nothing-there' } }];
}

async function filesIn(folder: string): Promise<NamedFile[]> {
  try {
    const found: FoundFile[] = await findThreadFiles(folder);
    return found.length > 0 ? found : [{ path: folder, failure: { code: 'nothing-there' } }];
  } catch (error) {
    if (!(error instanceof StartupError) || error.problem.kind !== 'threads-unreadable') throw error;
    return [{ path: folder, failure: { code: 'unreadable', reason: error.problem.reason } }];
  }
}
