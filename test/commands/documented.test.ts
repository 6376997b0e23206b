import { describe, expect, it } from 'vitest';
import { documented, registered } from '../support/commandTables.ts';

/** Documented and not there yet: a path, or one of its options. */
const NOT_YET = [
  ...['thread undo', 'settings quiet', 'settings check'],
  ...['schedule add', 'schedule list', 'schedule remove'],
  ...['thread replay `place` (`here` `discussion`)'],
];
const NOT_YET_MENU = ['About this post'];

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
    expect(docs.messageCommands.filter(({ en }) => !NOT_YET_MENU.includes(en))).toEqual(bot.messageCommands);
  });
});
