import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { describeOnStores } from '../support/stores.ts';

/** A process that opens a database, waiting for the word so that all begin at once. */
const OPEN = `
  import { openStore } from './src/store/store.ts';
  process.stdin.once('data', async () => {
    const store = await openStore(process.argv[1]);
    await store.close();
    process.exit();
  });
  process.stdout.write('here');`;

describeOnStores('a store', (makeDatabase) => {
  it('processes that start at once on a new database all find its tables made, once', async () => {
    await using database = await makeDatabase();
    const options = ['--input-type=module', '-e', OPEN, database.url];
    const starts = Array.from({ length: 4 }, () => spawn(process.execPath, options));
    const said = starts.map(({ stderr }) => text(stderr));
    await Promise.all(starts.map(({ stdout }) => once(stdout, 'data')));
    const ends = starts.map((start) => once(start, 'exit'));
    for (const { stdin } of starts) stdin.write('go');
    expect((await Promise.all(ends)).map(([code]) => code)).toEqual([0, 0, 0, 0]);
    expect(await Promise.all(said)).toEqual(['', '', '', '']);
  });
});
