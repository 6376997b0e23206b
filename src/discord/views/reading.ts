/** One comment to read whole, however long, in the language it was not posted in. */
import type { Sentences } from '../../i18n/i18n.ts';
import type { LibraryThread } from '../../library/library.ts';
import { escapeMarkdown } from '../../replay/escape.ts';
import { shorten } from '../../replay/shorten.ts';
import { split } from '../../replay/split.ts';
import type { Language } from '../../thread/bilingual.ts';
import { otherThan, textIn } from '../../thread/language.ts';
import type { Said } from '../../thread/said.ts';
import { customId } from '../customId.ts';
import type { Translation } from '../translateService.ts';
import { pager } from './pager.ts';
import { container, text, type View } from './parts.ts';

/** UTF-16 units of the text on one page; with a heading it stays below the 4,000 of a message. */
const PAGE_LENGTH = 3_200;

/** UTF-16 units of a name or a title above a text. */
const HEADING_LENGTH = 100;

/** A comment in another language than it was posted in; what lacks that language says so. */
export function translationView(translation: Translation, page: number, words: Sentences): View {
  const { replayId, thread, comment, said: spoken, language } = translation;
  const lacks = spoken.text && spoken.text[language] === undefined;
  const note = lacks && `-# ${words.onlyIn[otherThan(language)]}`;
  const heading = headingOf(thread, comment, spoken, language, words);
  const parts = [version(spoken, language), note, spoken.link];
  return pageView(heading, parts, page, (to) => customId.translation(replayId, comment, to), words);
}

function headingOf(
  { thread }: LibraryThread,
  comment: number,
  { persona }: Said,
  language: Language,
  words: Sentences,
) {
  return `**${escapedShort(textIn(persona, language).text)}** · ${words.numbered(comment, thread.comments.length)}`;
}

function pageView(
  heading: string,
  parts: readonly (string | undefined | false)[],
  page: number,
  to: (page: number) => string,
  words: Sentences,
): View {
  const pages = split(parts.filter(Boolean).join('\n\n'), PAGE_LENGTH);
  const current = Math.min(page, pages.length);
  return [container([text(heading), text(pages[current - 1] ?? heading)]), ...pager(current, pages.length, to, words)];
}

/** What is said in one language, title and text, markdown escaped; empty when nothing is. */
function version({ title, text }: Said, language: Language): string {
  const [heading, body] = [title?.[language], text?.[language]];
  const parts = [heading && `**${escapeMarkdown(heading)}**`, body && escapeMarkdown(body)];
  return parts.filter(Boolean).join('\n\n');
}

function escapedShort(name: string): string {
  return escapeMarkdown(shorten(name, HEADING_LENGTH));
}
