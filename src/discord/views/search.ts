/** What a search found: a page of comments, each with the match in bold, to be read whole or replayed from. */

import { messageLink } from '@discordjs/formatters';
import { type FoundComment, type FoundPage, Instead } from '../../app/searching.ts';
import { type Sentences, sentences } from '../../i18n/i18n.ts';
import { bothIn, textIn } from '../../thread/language.ts';
import { buttonCodec } from '../interactions/idCodec.ts';
import { callId, oneOf, pageNumber, position } from '../interactions/idFields.ts';
import { pager } from './pager.ts';
import {
  brief,
  button,
  buttons,
  container,
  nameLabel,
  portrait,
  separator,
  text,
  type View,
  WARNING,
} from './parts.ts';
import { openWhole } from './reading.ts';
import { snippet } from './snippet.ts';
import { playFrom } from './threads.ts';

/** Turns the pages of a search. */
export const turnSearch = buttonCodec('found', { searchId: callId, page: pageNumber });

/** Searches for what comes near, where nothing was found. */
export const searchInstead = buttonCodec('sought', { searchId: callId, instead: oneOf(Instead), choice: position });

/** UTF-16 units of the parts of a hit: five of them, links included, stay below the 4,000 of a message. A snippet fills three or four lines. */
const NAME_LENGTH = 80;
const TITLE_LENGTH = 110;
const SNIPPET_LENGTH = { en: 240, ja: 140 } as const;

/** A page of hits, or what to try instead; in the language of those who read it. */
export function searchView(page: FoundPage): View {
  const words = sentences[page.search.reader];
  if (page.total === 0) return [container([text(nothingText(page, words))], WARNING), ...nearestButtons(page)];
  const heading = [`### ${words.search.heading(page.total, page.complete)}`, ...asked(page, words)].join('\n');
  // Five hits with faces, lines between them and the pager: exactly the forty components that a message may have.
  const hits = page.found.flatMap((found, index) => {
    const parts = hitParts(found, page.search, words);
    return index === 0 ? parts : [separator(), ...parts];
  });
  return [
    container([text(heading), ...hits]),
    ...pager(
      { number: page.page, of: page.pages },
      (to) => turnSearch.id({ searchId: page.searchId, page: to }),
      words,
    ),
  ];
}

/** What was searched for, in small print, and what was searched instead. */
function asked({ search, corrected }: FoundPage, words: Sentences): string[] {
  const { persona, thread, language, reader } = search;
  const facts = [
    search.words && words.search.words(search.words),
    persona && brief(textIn(persona.name, reader).text, NAME_LENGTH),
    thread && brief(textIn(thread.name, reader).text, TITLE_LENGTH),
    language && words.contentLanguage[language],
  ].filter(Boolean);
  const instead = corrected === undefined ? [] : [words.search.corrected(search.words, corrected)];
  return [`-# ${facts.join(' · ')}`, ...instead];
}

function hitParts(
  { hit, thread, persona, faceUrl, post }: FoundComment,
  search: FoundPage['search'],
  words: Sentences,
) {
  const facts = [
    !search.thread && brief(textIn(thread.name, hit.language).text, TITLE_LENGTH),
    words.numbered(hit.comment, thread.thread.comments.length),
    post && words.search.jump(messageLink(post.channelId, post.messageId, search.serverId)),
  ].filter(Boolean);
  const content = [
    `**${brief(textIn(persona, hit.language).text, NAME_LENGTH)}**`,
    snippet(hit.text, hit.matches, SNIPPET_LENGTH[hit.language]),
    `-# ${facts.join(' · ')}`,
  ].join('\n');
  return [
    faceUrl === undefined ? text(content) : portrait(content, faceUrl),
    buttons(
      button(words.search.show, openWhole.id({ threadId: thread.id, comment: hit.comment })),
      button(words.search.replayFrom, playFrom.id({ threadId: thread.id, comment: hit.comment }), { emoji: '▶️' }),
    ),
  ];
}

/** Buttons for what comes near: words, and personas. */
function nearestButtons({ searchId, nearestWords, nearestPersonas, search }: FoundPage): View {
  const instead = (kind: Instead, labels: readonly string[]) =>
    labels.length === 0
      ? []
      : [
          buttons(
            ...labels.map((label, choice) =>
              button(nameLabel(label), searchInstead.id({ searchId, instead: kind, choice }), { emoji: '🔍' }),
            ),
          ),
        ];
  const names = nearestPersonas.map(({ name }) => bothIn(name, search.reader).join(' / '));
  return [...instead('words', nearestWords), ...instead('persona', names)];
}

function nothingText(page: FoundPage, words: Sentences): string {
  const { nearestWords, nearestPersonas, search } = page;
  const names = nearestPersonas.map(({ name }) => bothIn(name, search.reader).join(' / '));
  return [
    `### ${words.search.nothing}`,
    ...asked(page, words),
    ...(nearestWords.length > 0 ? [words.search.nearestWords(nearestWords)] : []),
    ...(names.length > 0 ? [words.search.nearestPersonas(names)] : []),
    ...(nearestWords.length + names.length === 0 ? [words.search.hint] : []),
  ].join('\n');
}
