import { describe, expect, it } from 'vitest';
import { documented, registered } from '../support/commandTables.ts';

describe('docs/commands.md', () => {
  const [docs, bot] = [documented(), registered()];

  it('the documentation has a row for every command that can be typed, and no other', () => {
    expect([...docs.paths.keys()].sort()).toEqual([...bot.paths.keys()].sort());
  });

  it.each([...docs.paths])(
    'a row has the options of the command, in their order, each with what it takes: /%s',
    (path, options) => {
      expect(bot.paths.get(path)).toEqual(options);
    },
  );

  it('the documentation says which commands are for those who may manage the server', () => {
    expect(docs.forManagers.toSorted()).toEqual([...bot.forManagers].sort());
  });

  it('the documentation has the names of the message commands in both languages', () => {
    expect(docs.messageCommands).toEqual(bot.messageCommands);
  });
});
