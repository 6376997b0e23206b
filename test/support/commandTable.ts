/** The table of commands in the README, made from the commands themselves. */
import { commands } from '../../commands/index.ts';
import { CommandDirectory } from '../../src/discord/interactions/commandDirectory.ts';

/** It, line by line. */
export function commandTable(): string {
  const rows = new CommandDirectory(commands).chapters.flatMap((chapter) =>
    chapter.commands.map(({ mention, does }) => {
      const name = chapter.about === 'menu' ? `${mention.en.replaceAll('**', '`')} (a message’s menu)` : mention.en;
      return `| ${name} | ${does.en}${chapter.forManagers ? ' (Manage Server)' : ''} |`;
    }),
  );
  return ['| command | what it does |', '|---|---|', ...rows].join('\n');
}
