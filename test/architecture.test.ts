import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

type Import = { file: string; imported: string };

const files = globSync(['src/**/*.ts', 'commands/*.ts'], { exclude: ['**/*.d.ts'] });

/** Every import of every file; ours as paths from the root. */
const imports: Import[] = files.flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'([^']+)'/g)].map(([, target = '']) => ({
    file,
    imported: target.startsWith('.') ? join(dirname(file), target) : target,
  })),
);

const libraries = /^(discord\.js|@discordjs\/|kysely|node:sqlite|pino)/;

/** What the files of a folder must not import. */
const forbidden: [folder: string, never: RegExp][] = [
  ['src/thread/', /^(src\/(?!thread\/|text\/)|commands\/)|^(discord\.js|@discordjs|kysely|node:sqlite|pino)/],
  ['src/text/', /^(src\/(?!text\/|thread\/)|commands\/)|^(discord\.js|@discordjs|kysely|node:sqlite|pino)/],
  ['src/search/', /^(src\/(?!thread\/|text\/|search\/)|commands\/)|^(discord\.js|@discordjs|kysely|node:sqlite)/],
  [
    'src/replay/',
    /^(src\/(?!thread\/|text\/|replay\/|runtime\/clock\.ts)|commands\/)|^(discord\.js|@discordjs|kysely|node:sqlite)/,
  ],
  ['src/library/', /^src\/(store|discord|i18n|sandbox)\/|^commands\//],
  ['src/store/', /^src\/(discord\/(?!stage\/ports\.ts)|i18n\/|sandbox\/|library\/)|^commands\//],
  ['src/i18n/', /^src\/(discord|store|sandbox|library)\/|^commands\//],
  ['src/discord/', /^src\/sandbox\/|^commands\/|^kysely/],
  ['commands/', /^src\/sandbox\/|^kysely|^@discordjs\/rest/],
];

describe('the arrows between folders', () => {
  it('are read from the imports', () => {
    expect(imports.length).toBeGreaterThan(100);
    expect(imports.some(({ imported }) => libraries.test(imported))).toBe(true);
  });

  it.each(forbidden)('never run from %s to what lies above or beside it', (folder, never) => {
    const wrong = imports.filter(({ file, imported }) => file.startsWith(folder) && never.test(imported));
    expect(wrong.map(({ file, imported }) => `${file} imports ${imported}`)).toEqual([]);
  });

  it('lead to the sandbox only from the program’s start', () => {
    const wrong = imports.filter(
      ({ file, imported }) => imported.startsWith('src/sandbox/') && !/^src\/(sandbox\/|main\.ts)/.test(file),
    );
    expect(wrong.map(({ file }) => file)).toEqual([]);
  });

  it('leave time to the clock: replays and threads never ask for it themselves', () => {
    const clocks = /Date\.now\(|new Date\(\)|setTimeout|setInterval|performance\.now/;
    const wrong = files.filter(
      (file) => /^src\/(thread|replay|search)\//.test(file) && clocks.test(readFileSync(file, 'utf8')),
    );
    expect(wrong).toEqual([]);
  });

  it('make no circle', () => {
    const targets = new Map(
      files.map((file) => [file, imports.filter((one) => one.file === file).map((one) => one.imported)]),
    );
    const done = new Set<string>();
    const visit = (file: string, trail: string[]): string[] | undefined => {
      if (trail.includes(file)) return [...trail.slice(trail.indexOf(file)), file];
      if (done.has(file)) return undefined;
      const circle = (targets.get(file) ?? []).map((next) => visit(next, [...trail, file])).find(Boolean);
      done.add(file);
      return circle;
    };
    expect(
      files
        .map((file) => visit(file, []))
        .find(Boolean)
        ?.join(' → '),
    ).toBeUndefined();
  });
});
