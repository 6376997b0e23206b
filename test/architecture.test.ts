import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

type Import = { readonly file: string; readonly imported: string };

const files = globSync(['src/**/*.ts', 'commands/*.ts', 'test/**/*.ts'], { exclude: ['**/*.d.ts'] });

/** Every import of every file; ours as paths from the root. */
const imports: readonly Import[] = files.flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'([^']+)'/g)].map(([, target = '']) => ({
    file,
    imported: target.startsWith('.') ? join(dirname(file), target) : target,
  })),
);

/** Discord's libraries, and what only the store may know. */
const DISCORD = ['discord.js', '@discordjs/', 'discord-api-types'];
const DATABASES = ['kysely', 'node:sqlite', 'pg'];

const CLOCK = 'src/runtime/clock.ts';
const PURE = ['src/thread/', 'src/text/'];

/** What a folder may import of ours besides itself (folders end in a slash), and which libraries it must not know. */
const RULES: Readonly<Record<string, { readonly ours: readonly string[]; readonly never: readonly string[] }>> = {
  'src/text/': { ours: ['src/thread/bilingual.ts'], never: [...DISCORD, ...DATABASES, 'pino'] },
  'src/thread/': { ours: ['src/text/'], never: [...DISCORD, ...DATABASES, 'pino'] },
  'src/export/': { ours: PURE, never: [...DISCORD, ...DATABASES, 'pino'] },
  'src/search/': { ours: PURE, never: [...DISCORD, ...DATABASES, 'pino'] },
  'src/replay/': { ours: [...PURE, CLOCK], never: [...DISCORD, ...DATABASES] },
  'src/schedule/': { ours: [...PURE, 'src/search/', 'src/replay/'], never: [...DISCORD, ...DATABASES, 'pino'] },
  'src/settings.ts': { ours: [...PURE, 'src/replay/', 'src/schedule/'], never: [...DISCORD, ...DATABASES] },
  'src/library/': {
    ours: [...PURE, 'src/search/', 'src/replay/', 'src/runtime/'],
    never: [...DISCORD, ...DATABASES],
  },
  'src/app/': {
    ours: [
      ...[...PURE, 'src/search/', 'src/replay/', 'src/schedule/', 'src/library/', 'src/export/', 'src/settings.ts'],
      CLOCK,
      'src/runtime/turns.ts',
      'src/runtime/measurements.ts',
    ],
    never: [...DISCORD, ...DATABASES],
  },
  'src/i18n/': {
    ours: [
      ...PURE,
      'src/replay/',
      'src/schedule/',
      'src/app/problem.ts',
      'src/settings.ts',
      'src/runtime/startupError.ts',
      'src/library/threadFiles.ts',
      'src/doctor/finding.ts',
    ],
    never: DATABASES,
  },
  'src/store/': {
    ours: [
      ...PURE,
      'src/search/',
      'src/replay/',
      'src/schedule/',
      'src/library/',
      'src/app/ports.ts',
      'src/discord/ports.ts',
      'src/discord/stage/ports.ts',
      'src/doctor/ports.ts',
      'src/settings.ts',
      'src/runtime/',
    ],
    never: DISCORD,
  },
  'src/discord/': {
    ours: [
      ...PURE,
      ...['src/search/', 'src/replay/', 'src/schedule/', 'src/library/', 'src/app/', 'src/i18n/'],
      ...['src/settings.ts', 'src/runtime/', 'src/doctor/ports.ts'],
    ],
    never: DATABASES,
  },
  'commands/': {
    ours: [
      ...PURE,
      ...['src/replay/', 'src/schedule/', 'src/library/', 'src/app/', 'src/discord/', 'src/i18n/', CLOCK],
    ],
    never: DATABASES,
  },
  'src/commandLine/': {
    ours: [
      ...PURE,
      ...['src/export/', 'src/replay/', 'src/library/', 'src/i18n/', 'src/runtime/', 'src/ending.ts'],
      'src/discord/stage/faceDrawing.ts',
    ],
    never: [...DISCORD, ...DATABASES],
  },
  'src/doctor/': {
    ours: ['src/config.ts', 'src/library/', 'src/i18n/', 'src/runtime/', 'src/thread/bilingual.ts'],
    never: [...DISCORD, ...DATABASES],
  },
  'src/storeTools/': {
    ours: ['src/commandLine/', 'src/i18n/', 'src/runtime/', 'src/store/', 'src/config.ts', 'src/ending.ts'],
    never: [...DISCORD, ...DATABASES],
  },
  'src/pack/': { ours: [], never: [...DISCORD, ...DATABASES] },
  'src/runtime/': { ours: ['src/i18n/'], never: [...DISCORD, ...DATABASES] },
  'src/sandbox/loopback/': { ours: [], never: DATABASES },
  'src/sandbox/page/': { ours: ['src/sandbox/loopback/', 'src/runtime/', 'src/settings.ts'], never: DATABASES },
  'test/thread/': { ours: [...PURE, 'test/support/'], never: [...DISCORD, ...DATABASES] },
  'test/text/': { ours: [...PURE, 'test/support/'], never: [...DISCORD, ...DATABASES] },
  'test/search/': { ours: [...PURE, 'src/search/', 'test/support/'], never: [...DISCORD, ...DATABASES] },
  'test/replay/': {
    ours: [...PURE, 'src/replay/', 'src/runtime/', 'src/store/store.ts', 'test/support/'],
    never: DATABASES,
  },
  'test/app/': {
    ours: [
      ...PURE,
      ...[
        'src/search/',
        'src/replay/',
        'src/schedule/',
        'src/library/',
        'src/app/',
        'src/export/',
        'src/settings.ts',
        'src/store/store.ts',
        'src/i18n/',
        'src/runtime/measurements.ts',
        'test/support/',
      ],
    ],
    never: DISCORD,
  },
};

function isBelow(path: string, places: readonly string[]): boolean {
  return places.some((place) => path === place || (place.endsWith('/') && path.startsWith(place)));
}

function isLibrary(imported: string, libraries: readonly string[]): boolean {
  return libraries.some((library) => imported === library || imported.startsWith(library.replace(/\/?$/, '/')));
}

describe('The arrows between folders', () => {
  it('are read from the imports of every file', () => {
    expect(imports.length).toBeGreaterThan(1_000);
    expect(imports.some(({ imported }) => isLibrary(imported, DISCORD))).toBe(true);
  });

  it.each(Object.entries(RULES))('leave %s only to what it is built on', (folder, { ours, never }) => {
    const allowed = [folder, ...ours];
    const wrong = imports
      .filter(({ file }) => isBelow(file, [folder]))
      .filter(({ imported }) =>
        /^(src|commands|test)\//.test(imported) ? !isBelow(imported, allowed) : isLibrary(imported, never),
      );
    expect(wrong.map(({ file, imported }) => `${file} imports ${imported}`)).toEqual([]);
  });

  it('lead to the sandbox only from the start of the program and from tests', () => {
    const wrong = imports.filter(
      ({ file, imported }) => imported.startsWith('src/sandbox/') && !/^(src\/(sandbox\/|main\.ts)|test\/)/.test(file),
    );
    expect(wrong.map(({ file }) => file)).toEqual([]);
  });

  it('lead to the store only from where a program is put together, and from tests', () => {
    const wrong = imports.filter(
      ({ file, imported }) =>
        imported.startsWith('src/store/') &&
        !/^(src\/(store\/|storeTools\/|bot\.ts|doctorProcess\.ts)|test\/)/.test(file),
    );
    expect(wrong.map(({ file, imported }) => `${file} imports ${imported}`)).toEqual([]);
  });

  it('lead to what the program is packed with only from its start, and from tests', () => {
    const wrong = imports.filter(
      ({ file, imported }) => imported.startsWith('src/pack/') && !/^(src\/(pack\/|start\.ts)|test\/)/.test(file),
    );
    expect(wrong.map(({ file, imported }) => `${file} imports ${imported}`)).toEqual([]);
  });

  it('make no circle', () => {
    const targets = new Map(
      files.map((file) => [file, imports.filter((one) => one.file === file).map((one) => one.imported)]),
    );
    const done = new Set<string>();
    const visit = (file: string, trail: readonly string[]): string[] | undefined => {
      if (trail.includes(file)) return [...trail.slice(trail.indexOf(file)), file];
      if (done.has(file)) return undefined;
      const circle = (targets.get(file) ?? []).map((next) => visit(next, [...trail, file])).find(Boolean);
      done.add(file);
      return circle;
    };
    const [circle] = files.map((file) => visit(file, [])).filter(Boolean);
    expect(circle?.join(' → ')).toBeUndefined();
  });
});

describe('Time', () => {
  it('comes from the clock that a part was given, wherever something is decided', () => {
    const clocks = /Date\.now\(|new Date\(\)|setTimeout|setInterval|performance\.now/;
    const pure = [
      ...['src/thread/', 'src/text/', 'src/export/', 'src/replay/', 'src/search/', 'src/schedule/', 'src/app/'],
      'commands/',
    ];
    const wrong = files.filter((file) => isBelow(file, pure) && clocks.test(readFileSync(file, 'utf8')));
    expect(wrong).toEqual([]);
  });

  it('is waited for in tests as long as a busy machine takes: by `eventually`, not by what gives up after a second', () => {
    const impatient = /vi\.(waitFor|waitUntil)\(/;
    const wrong = globSync('test/**/*.ts').filter((file) => impatient.test(readFileSync(file, 'utf8')));
    expect(wrong).toEqual(['test/support/eventually.ts']);
  });
});
