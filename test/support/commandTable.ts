/** The table of commands in the READMEs, made from the commands themselves. */
import { commands } from '../../commands/index.ts';
import { CommandDirectory } from '../../src/discord/interactions/commandDirectory.ts';
import type { Language } from '../../src/thread/bilingual.ts';

const WORDS: Record<Language, { head: string; menu: string; forManagers: string }> = {
  en: { head: '| command | what it does |', menu: ' (a message’s menu)', forManagers: ' (Manage Server)' },
  ja: { head: '| コマンド | 内容 |', menu: '（メッセージのメニュー）', forManagers: '（サーバー管理）' },
};

/** It, in Markdown, without a line's end behind it. */
export function commandTable(language: Language): string {
  const { head, menu, forManagers } = WORDS[language];
  const rows = new CommandDirectory(commands).chapters.flatMap((chapter) =>
    chapter.commands.map(({ mention, does }) => {
      const name = mention[language];
      const where = chapter.about === 'menu' ? `${name.replaceAll('**', '`')}${menu}` : name;
      return `| ${where} | ${does[language]}${chapter.forManagers ? forManagers : ''} |`;
    }),
  );
  return [head, '|---|---|', ...rows].join('\n');
}
