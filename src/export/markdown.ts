/** A thread as Markdown that reads well, on its own and on the web: both languages, one below the other. */
import { linksIn } from '../text/links.ts';
import type { Bilingual } from '../thread/bilingual.ts';
import { bothIn } from '../thread/language.ts';
import type { Thread } from '../thread/model.ts';
import { shownCard } from '../thread/utterance.ts';

/** What means something to CommonMark, or to GitHub, wherever it stands. */
const MARKS = /[\\`*_[\]<>#|~&$]/g;

/** What means something at the start of a line only: lists, headings that are underlined, tables. */
const LINE_START = /^([-+=:]|\d+(?=[.)]))/;

/** What GitHub makes a link of although it is none for {@link linksIn}; in such a link a backslash escapes nothing. */
const LIKE_LINKS = /(?<=[a-z]):(?=\/\/)|(?<=www)\.|(?<=[\w.+-])@(?=\w)|(?<=mailto|xmpp):/gi;

/** Writes a thread as CommonMark, what people wrote shown as written. */
export function toMarkdown(thread: Thread): string {
  const { category, date, author, title, body, comments } = thread;
  const [heading = '', ...otherTitles] = bothIn(title, 'en').map(escapeLine);
  const card = shownCard(thread);
  const blocks = [
    `# ${heading}`,
    ...otherTitles.map((other) => `**${other}**`),
    `${[category, date].filter(Boolean).map(escapeLine).join(' · ')} · **${nameOf(author)}**`,
    ...(card ? [`[${escapeLine(card.title ?? card.url)}](<${card.url.replace(/[\\<>]/g, encodeURIComponent)}>)`] : []),
    ...textsOf(body),
    `## Comments / コメント (${comments.length})`,
    ...comments.flatMap(({ persona, text }, index) => [`### ${index + 1}. ${nameOf(persona)}`, ...textsOf(text)]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function nameOf(names: Bilingual): string {
  return bothIn(names, 'en').map(escapeLine).join(' / ');
}

/** English first. A line break inside a paragraph is kept. */
function textsOf(text: Bilingual | undefined): string[] {
  const paragraphs = [text?.en, text?.ja].flatMap((version) => version?.split('\n\n') ?? []);
  return paragraphs.map((paragraph) => paragraph.split('\n').map(escapeLine).join('\\\n'));
}

/** Bare links become links in angle brackets, which may hold anything. */
function escapeLine(line: string): string {
  let escaped = '';
  let end = 0;
  for (const link of linksIn(line)) {
    escaped += `${escapePiece(line.slice(end, link.start))}<${line.slice(link.start, link.end)}>`;
    end = link.end;
  }
  escaped += escapePiece(line.slice(end));
  return escaped.replace(LINE_START, (mark) => (/\d/.test(mark) ? `${mark}\\` : `\\${mark}`));
}

function escapePiece(text: string): string {
  return text.replace(MARKS, '\\$&').replace(LIKE_LINKS, (mark) => `&#${mark.charCodeAt(0)};`);
}
