/** What the bot does, and every command to click on. */
import { bold } from '@discordjs/formatters';
import type { Sentences } from '../../i18n/i18n.ts';
import { limits } from '../../text/limits.ts';
import { filledPages, pageAt } from '../../text/pages.ts';
import type { Language } from '../../thread/bilingual.ts';
import type { CommandChapter } from '../interactions/commandDirectory.ts';
import { buttonCodec } from '../interactions/idCodec.ts';
import { pageNumber } from '../interactions/idFields.ts';
import { pager } from './pager.ts';
import { container, text, type View } from './parts.ts';

/** Opens the help at a page of it. */
export const openHelp = buttonCodec('help', { page: pageNumber });

/** Chapters on one page, beside the introduction and the pager; each is one component. */
const ROOM = { length: limits.texts - 600, blocks: 12 };

/** One page of it; a page beyond the last is the last. */
export function helpView(
  chapters: readonly CommandChapter[],
  page: number,
  language: Language,
  words: Sentences,
): View {
  const texts = chapters.map((chapter) => chapterText(chapter, language, words));
  const shown = pageAt(
    filledPages(texts, ROOM, ({ length }) => length),
    page,
  );
  const introduction = `## ${words.help.heading}\n${words.help.introduction}`;
  return [
    container([text(introduction), ...shown.items.map((chapter) => text(chapter))]),
    ...pager(shown, (to) => openHelp.id({ page: to }), words),
  ];
}

function chapterText(
  { about, forManagers, commands }: CommandChapter,
  language: Language,
  { help }: Sentences,
): string {
  const lines = commands.map(({ mention, does }) => `${mention[language]} ${does[language]}`);
  if (about === undefined) return lines.join('\n');
  const heading = about === 'menu' ? help.inMenu : about[language];
  return [bold(forManagers ? help.forManagers(heading) : heading), ...lines].join('\n');
}
