/** Reads what stands above the comments: titles, link card and body. */
import type { Bilingual } from './bilingual.ts';
import type { Report } from './diagnostics.ts';
import { languageOf } from './language.ts';
import { readLink } from './link.ts';
import type { LinkCard } from './model.ts';
import { inOneLanguage, type Paragraph, plainlyWrittenIn, textOf } from './paragraphs.ts';
import { readPair } from './personaLine.ts';
import { isSecondTitle } from './title.ts';

/** A thread's post, but for its date and author. */
export type Post = {
  readonly title: Bilingual | undefined;
  readonly card: LinkCard | undefined;
  readonly body: Bilingual | undefined;
};

/** Reads the paragraphs between author and comments. `line` is where a title was expected if there are none. */
export function readPost(paragraphs: readonly Paragraph[], line: number, report: Report): Post {
  const { title, rest } = readTitle(paragraphs, line, report);
  const cardAt = rest.findIndex((paragraph) => linkOf(paragraph) !== undefined);
  const body = rest.filter((_, at) => at !== cardAt);
  for (const paragraph of body) reportPersonaLines(paragraph, report);
  return { title, card: cardOf(rest[cardAt]), body: textOf(body, 'body', report) };
}

/** The first paragraph is a title; the next one too if it is a single line in the other language. */
function readTitle(paragraphs: readonly Paragraph[], line: number, report: Report) {
  const [first, second, ...others] = paragraphs;
  if (!first) {
    report({ code: 'no-title' }, line);
    return { title: undefined, rest: [] };
  }
  const title = first.map(plainlyWrittenIn).join(' ');
  const language = languageOf(title);
  if (second?.length === 1 && isSecondTitle(second[0].plain, language)) {
    const other = second[0].plain;
    return { title: language === 'en' ? { en: title, ja: other } : { en: other, ja: title }, rest: others };
  }
  const only = language === 'en' ? { en: title } : { ja: title };
  return { title: inOneLanguage(only, 'title', first[0].number, report), rest: paragraphs.slice(1) };
}

/** The URL of a paragraph that is a link card: a link alone, or below the title of the page that it leads to. */
function linkOf(paragraph: Paragraph): string | undefined {
  return paragraph.length > 2 ? undefined : readLink(paragraph.at(-1)?.plain ?? '');
}

function cardOf(paragraph: Paragraph | undefined): LinkCard | undefined {
  const url = paragraph && linkOf(paragraph);
  if (url === undefined) return undefined;
  return paragraph?.length === 2 ? { title: plainlyWrittenIn(paragraph[0]), url } : { url };
}

function reportPersonaLines(paragraph: Paragraph, report: Report): void {
  for (const { plain, number } of paragraph.slice(0, -1)) {
    if (readPair(plain)) report({ code: 'persona-line-in-post', found: plain }, number);
  }
}
