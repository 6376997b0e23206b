/**
 * `npm run test:mutants -- search --share 10 --seed S`: changes the code of a folder in small ways, one at a time, and tells
 * which changes no test of these folders notices. Of the lines only a share is tried, percent, drawn anew for each seed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Random } from '../chaos/random.ts';

/** Not a dependency: two hundred packages, for what is done now and then. */
const STRYKER = resolve('node_modules/@stryker-mutator/core/bin/stryker.js');
const HOW_TO_GET_IT =
  'Stryker is not there. Get it, until the next npm ci, by:\n' +
  '  npm install --no-save @stryker-mutator/core@10.1.1 @stryker-mutator/vitest-runner@10.1.1';

/** The folders of `src` whose tests need no more than a moment, and are there for nothing else. */
const FOLDERS = ['thread', 'text', 'replay', 'search'];

const { values, positionals } = parseArgs({
  options: { share: { type: 'string' }, seed: { type: 'string' } },
  allowPositionals: true,
});
const folders = positionals.length > 0 ? positionals : FOLDERS;
const share = Number(values.share ?? 10);
const seed = Number(values.seed ?? Date.now() % 1_000_000);
if (!folders.every((folder) => FOLDERS.includes(folder))) throw new Error(`The folders are ${FOLDERS.join(', ')}.`);
if (!(share > 0 && share <= 100) || !Number.isSafeInteger(seed)) {
  throw new Error('--share takes a part of a hundred, --seed a whole number.');
}
if (!existsSync(STRYKER)) throw new Error(HOW_TO_GET_IT);

for (const folder of folders) {
  console.log(`${folder}, ${share} % of the lines, seed ${seed}`);
  const { status } = spawnSync(process.execPath, [STRYKER, 'run', configure(folder)], { stdio: 'inherit' });
  process.exitCode ||= status ?? 1;
}

/** Writes what Stryker is to do into the folder for temporary files; where that is. */
function configure(folder: string): string {
  const temporary = mkdtempSync(join(tmpdir(), 'reprise-mutants-'));
  const path = join(temporary, 'stryker.config.json');
  const config = {
    mutate: drawnLines(folder),
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: 'test/mutation/vitest.config.ts', related: true },
    coverageAnalysis: 'perTest',
    concurrency: 1,
    timeoutMS: 20_000,
    reporters: ['progress-append-only', 'clear-text', 'json'],
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
    jsonReporter: { fileName: join(temporary, 'mutants.json') },
    tempDirName: join(temporary, 'sandbox'),
    // Stryker asks a compiler for these that TypeScript 7 is not; Node takes the types away.
    tsconfigFile: 'none.json',
    disableTypeChecks: false,
    allowEmpty: true,
  };
  writeFileSync(path, JSON.stringify(config, undefined, 2));
  return path;
}

/** Lines of code as Stryker takes them: `file:from-to`. */
function drawnLines(folder: string): string[] {
  const random = new Random(seed);
  return globSync(`src/${folder}/**/*.ts`)
    .filter((path) => !path.endsWith('.d.ts'))
    .toSorted()
    .flatMap((path) => {
      const lines = readFileSync(path, 'utf8').split('\n');
      return lines.flatMap((_, index) => (random.chance(share / 100) ? [`${path}:${index + 1}-${index + 1}`] : []));
    });
}
