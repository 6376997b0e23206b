/**
 * What a pack was made of. It says so in a file beside it, written when all of it is there; by this a start sees whether
 * it still is the program that the sources and `package-lock.json` make. Contents count, for neither Git nor the layers
 * of an image keep times. A start loads this file before any other: it costs nothing but reading.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The folder, below that of the project, in which the pack is. */
export const PACK_FOLDER = 'dist';

/** The pack's first file. */
export const PACKED_PROGRAM = 'main.js';

/** The file that says what the pack was made of. */
export const ORIGIN_FILE = 'made-of.txt';

/** What that file holds: one digest of all contents, then the files' paths, from the project's folder on, a line each. */
export function originOf(contents: ReadonlyMap<string, Uint8Array | undefined>): string {
  const digest = createHash('sha256');
  for (const [path, content] of contents) {
    digest.update(`${path}\0${content?.length ?? 'missing'}\0`);
    if (content) digest.update(content);
  }
  return [digest.digest('hex'), ...contents.keys(), ''].join('\n');
}

/**
 * The address of the packed program, if there is one that was made of what a project's folder holds now.
 *
 * @param root the project's folder
 */
export function currentPack(root: string): string | undefined {
  const folder = join(root, PACK_FOLDER);
  const origin = contentOf(join(folder, ORIGIN_FILE))?.toString();
  if (origin === undefined) return undefined;
  const paths = origin.split('\n').slice(1, -1);
  const now = originOf(new Map(paths.map((path) => [path, contentOf(join(root, path))])));
  return now === origin ? pathToFileURL(join(folder, PACKED_PROGRAM)).href : undefined;
}

function contentOf(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
