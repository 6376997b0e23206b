/** One comment to read whole, however long: in both languages, or in the one it was not posted in. */

import type { Translation } from '../../app/translating.ts';
import { type Sentences, sentences } from '../../i18n/i18n.ts';
import type { LibraryThread } from '../../library/libraryThread.ts';
import { cardText } from '../../replay/cardText.ts';
import { escapeLineStart, escapeMarkdown, escapePiece } from '../../text/escape.ts';
import { limits } from '../../text/limits.ts';
import { pageAt } from '../../text/pages.ts';
import { split } from '../../text/split.ts';
import type { Language } from '../../thread/bilingual.ts';
import { otherThan, textIn } from '../../thread/language.ts';
import type { Utterance } from '../../thread/utterance.ts';
import { type ButtonId, buttonCodec } from '../interactions/idCodec.ts';
import { callId, commentNumber, pageNumber, slug } from '../interactions/idFields.ts';
import { pager } from './pager.ts';
import { brief, container, text, type View } from './parts.ts';

const ofComment = { threadId: slug, comment: commentNumber };
const ofPost = { replayId: callId, comment: commentNumber };

/** Shows a comment whole. */
export const openWhole = buttonCodec('whole', ofComment);

/** Turns its pages. */
export const turnWhole = buttonCodec('wholePage', { ...ofComment, page: pageNumber });

/** Translates a post: the button that posts carry. */
export const translatePost = buttonCodec('translate', ofPost);

/** Turns the pages of a translation. */
export const turnTranslation = buttonCodec('translation', { ...ofPost, page: pageNumber });

/** UTF-16 units of the text on one page: a heading and the pager stand beside it. */
const PAGE_LENGTH = limits.texts - 800;

/** UTF-16 units of a name or a title above a text. */
const HEADING_LENGTH = 100;

/** A comment of a thread in both languages, the reader's first; a page beyond the last is the last. */
export function wholeView(
  thread: LibraryThread,
  comment: number,
  spoken: Utterance,
  page: number,
  reader: Language,
): View {
  const words = sentences[reader];
  const { card } = spoken;
  const parts = [version(spoken, reader), version(spoken, otherThan(reader)), card && cardText(card)];
  const heading = `${headingOf(thread, comment, spoken, reader, words)}\n-# ${brief(textIn(thread.name, reader).text, HEADING_LENGTH)}`;
  return pageView(heading, parts, page, (to) => turnWhole.id({ threadId: thread.id, comment, page: to }), words);
}

/** A comment in another language than it was posted in; what lacks that language says so. */
export function translationView(translation: Translation, page: number, words: Sentences): View {
  const { replayId, thread, comment, said: spoken, language } = translation;
  const lacks = spoken.text && spoken.text[language] === undefined;
  const note = lacks && `-# ${words.onlyIn[otherThan(language)]}`;
  const heading = headingOf(thread, comment, spoken, language, words);
  const { card } = spoken;
  const parts = [version(spoken, language), note, card && cardText(card)];
  return pageView(heading, parts, page, (to) => turnTranslation.id({ replayId, comment, page: to }), words);
}

function headingOf(
  { thread }: LibraryThread,
  comment: number,
  { persona }: Utterance,
  language: Language,
  words: Sentences,
) {
  return `**${brief(textIn(persona, language).text, HEADING_LENGTH)}** · ${words.numbered(comment, thread.comments.length)}`;
}

function pageView(
  heading: string,
  parts: readonly (string | undefined | false)[],
  page: number,
  to: (page: number) => ButtonId,
  words: Sentences,
): View {
  const pages = split(parts.filter(Boolean).join('\n\n'), PAGE_LENGTH).map((part) => [part]);
  const shown = pageAt(pages, page);
  return [container([text(heading), ...shown.items.map(text)]), ...pager(shown, to, words)];
}

/** What is said in one language, title and text, markdown escaped; empty when nothing is. */
function version({ title, text }: Utterance, language: Language): string {
  const [heading, body] = [title?.[language], text?.[language]];
  const parts = [heading && `**${escapeLineStart(escapePiece(heading))}**`, body && escapeMarkdown(body)];
  return parts.filter(Boolean).join('\n\n');
}
