/**
 * Stack traces as the sources have them. A packed program is a few long lines; which places of them came from which of
 * our sources say the maps beside it. They are read when an error is logged, as Node's own `--enable-source-maps` takes
 * half as long again to start and half as much memory again. Frames of packages keep their names alone.
 */
import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** A place in a file, as V8 writes it. */
const PLACE = /(file:\/\/[^\s()]+\.js):(\d+):(\d+)/g;

/** `ecma-international.org/ecma-426`; what a map holds besides is not read. */
const SourceMapFile = z.object({
  version: z.literal(3),
  file: z.string().default(''),
  sources: z.array(z.string()),
  names: z.array(z.string()),
  mappings: z.string().regex(/^[A-Za-z\d+/,;]*$/),
});

/** A stack trace with the places in the sources, wherever they are known. Never fails: it is made for the log. */
export function sourceStack(stack: string): string {
  const maps = new Map<string, SourceMap | undefined>();
  return stack.replaceAll(PLACE, (place, file: string, line: string, column: string) => {
    if (!maps.has(file)) maps.set(file, readMap(file));
    // Maps count from 0, people from 1.
    const entry = maps.get(file)?.findEntry(Number(line) - 1, Number(column) - 1);
    if (!entry || !('originalSource' in entry) || entry.originalSource === undefined) return place;
    const source = URL.parse(entry.originalSource, file)?.href;
    return source === undefined ? place : `${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
  });
}

/** The map beside a file; undefined where there is none that can be read. */
function readMap(file: string): SourceMap | undefined {
  try {
    const written = readFileSync(`${fileURLToPath(file)}.map`, 'utf8');
    return new SourceMap({ sourcesContent: [], sourceRoot: '', ...SourceMapFile.parse(JSON.parse(written)) });
  } catch {
    // Whoever logs has another error to tell of, and has its places as the packed program has them.
    return undefined;
  }
}
