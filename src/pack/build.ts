/**
 * Makes the pack: `src/main.ts` and all that it imports in a few small files, for a start that takes half the time and
 * less memory. docs/decisions/2026-11-26-one-packed-program.md says why, and what is not in it.
 */
import { readFileSync } from 'node:fs';
import { readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { type OutputAsset, type OutputChunk, type Plugin, rolldown } from 'rolldown';
import { z } from 'zod';
import { ORIGIN_FILE, originOf, PACK_FOLDER, PACKED_PROGRAM } from './origin.ts';

const LOCK_FILE = 'package-lock.json';

/** Starts its worker from a file of its own, beside the others of the package. */
const WITH_FILES = 'piscina';

/** Packages that others use where they are installed; here they are not. */
const OPTIONAL = ['bufferutil', 'utf-8-validate', 'zlib-sync', 'pg-native'];

/** Without a token the program goes on from its sources: the sandbox forks them, and shows them. */
const SANDBOX = /^\.\/sandbox\//;

/** The folder of a package, below the project's, in a module's path: the innermost where packages have their own. */
const PACKAGE = /node_modules(?:[\\/]|[\\/].*[\\/]node_modules[\\/])(?:@[^\\/]+[\\/])?[^\\/]+/;

const Versions = z.object({ packages: z.record(z.string(), z.object({ version: z.string().optional() })) });
const Installed = z.object({ version: z.string() });

/**
 * Makes the pack of a project's folder anew.
 *
 * @throws Error when it cannot be made, or when other packages are installed than `package-lock.json` says
 */
export async function buildPack(project: string): Promise<void> {
  const root = await realpath(project);
  const folder = join(root, PACK_FOLDER);
  const lock = await readFile(join(root, LOCK_FILE));
  const contents = new Map<string, Uint8Array>();
  // Whatever becomes of the rest, what lies there from now on is no whole pack.
  await rm(join(folder, ORIGIN_FILE), { force: true });
  await using bundle = await rolldown({
    cwd: root,
    input: { [PACKED_PROGRAM]: 'src/main.ts' },
    platform: 'node',
    tsconfig: false,
    external: [WITH_FILES, ...OPTIONAL],
    plugins: [ownFiles(root, contents), packages()],
    checks: {
      // discord.js has one for what a bot asks its other shards; we never ask.
      eval: false,
      // How fast the machine is changes nothing about the pack.
      ...{ bundlerTimings: false, pluginTimings: false },
    },
    onLog(level, { message }) {
      if (level === 'warn') throw new Error(message);
    },
  });
  const { output } = await bundle.write({
    dir: folder,
    cleanDir: true,
    entryFileNames: '[name]',
    // A bot that runs must not load a part of another pack.
    chunkFileNames: '[name]-[hash].js',
    minify: true,
    // The names in stack traces, and those by which discord.js and pino tell classes.
    keepNames: true,
    // One byte a character in memory instead of two.
    charset: 'ascii',
    sourcemap: true,
    sourcemapExcludeSources: true,
  });
  checkVersions(root, modulesOf(output), lock);
  const builder = ['src/pack/build.ts', 'src/pack/origin.ts'];
  for (const path of builder) contents.set(path, await readFile(join(root, path)));
  contents.set(LOCK_FILE, lock);
  await writeFile(join(folder, ORIGIN_FILE), originOf(new Map([...contents].sort())));
}

/** Reads our own sources, keeps what it has read by path, and makes what they say of their own place true for the pack. */
function ownFiles(root: string, contents: Map<string, Uint8Array>): Plugin {
  return {
    name: 'own-files',
    resolveId: {
      filter: { id: SANDBOX },
      handler: (id) => ({ id: `../src/${id.slice('./'.length)}`, external: true }),
    },
    load: {
      filter: { id: /\.ts$/ },
      handler(id) {
        const path = relative(root, id).replaceAll(sep, '/');
        const content = readFileSync(id);
        contents.set(path, content);
        return placed(content.toString(), path);
      },
    },
  };
}

/**
 * A source with what it asks of its own place turned into what the pack holds: a package that is required as discord.js
 * has it is the one in the pack; a file beside the source stays where it is.
 *
 * @throws Error when it asks for more
 */
function placed(code: string, path: string): string {
  const asked = /import\.meta\.(?!url\b)\w+/.exec(code)?.[0];
  if (asked !== undefined)
    throw new Error(`${path} asks for ${asked}, which is another place in the pack: use import.meta.url.`);
  return code
    .replaceAll(/\bcreateRequire\(import\.meta\.url\)\(/g, 'require(')
    .replaceAll('import.meta.url', `new URL('../${path}', import.meta.url).href`);
}

/** Leaves packages out of the source maps: with them a map is ten times as long to read. */
function packages(): Plugin {
  const map = { version: 3, mappings: '', sources: [], names: [] };
  return {
    name: 'packages',
    transform: { filter: { id: /[\\/]node_modules[\\/]/ }, handler: (code) => ({ code, map }) },
  };
}

/** @throws Error when a package that went into the pack is another version than the lock file says */
function checkVersions(root: string, modules: readonly string[], lock: Uint8Array): void {
  const { packages: locked } = Versions.parse(JSON.parse(Buffer.from(lock).toString()));
  const paths = modules.flatMap((id) => PACKAGE.exec(id)?.[0] ?? []);
  for (const path of new Set(paths)) {
    const { version } = Installed.parse(JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8')));
    const expected = locked[path.replaceAll(sep, '/')]?.version;
    if (version !== expected) {
      throw new Error(`${path} is ${version}, package-lock.json says ${expected}: run npm ci.`);
    }
  }
}

function modulesOf(output: readonly (OutputChunk | OutputAsset)[]): string[] {
  return output.flatMap((part) => (part.type === 'chunk' ? part.moduleIds : []));
}
