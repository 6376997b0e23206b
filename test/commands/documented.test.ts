import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { commandTable } from '../support/commandTable.ts';
import { documented, registered } from '../support/commandTables.ts';

/** Documented and not there yet: a path, or one of its options. */
const NOT_YET = [...['settings quiet', 'settings check'], ...['schedule add', 'schedule list', 'schedule remove']];

describe('docs/commands.md', () => {
  const [docs, bot] = [documented(), registered()];
  const expected = [...docs.paths].filter(([path]) => !NOT_YET.includes(path));

  it('the documentation has a row for every command that can be typed, and no other', () => {
    expect(expected.map(([path]) => path).sort()).toEqual([...bot.paths.keys()].sort());
  });

  it.each(expected)(
    'a row has the options of the command, in their order, each with what it takes: /%s',
    (path, options) => {
      const there = options.filter((option) => !NOT_YET.includes(`${path} ${option}`));
      expect(bot.paths.get(path)).toEqual(there);
    },
  );

  it('the documentation says which commands are for those who may manage the server', () => {
    expect(docs.forManagers.filter((name) => name !== 'schedule').sort()).toEqual([...bot.forManagers].sort());
  });

  it('the documentation has the names of the message commands in both languages', () => {
    expect(docs.messageCommands).toEqual(bot.messageCommands);
  });
});

it('the table of commands in the README is the one that `npm run readme` writes', () => {
  expect(readFileSync('README.md', 'utf8')).toContain(`\n${commandTable()}\n`);
});
