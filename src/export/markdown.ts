/** A thread as Markdown that reads well, on its own and on the web: both languages, one below the other. */
import type { Bilingual } from '../thread/bilingual.ts';
import { Language } from '../thread/bilingual.ts';
import { bothIn } from '../thread/language.ts';
import type { Thread } from '../thread/model.ts';

/** What means something to CommonMark wherever it stands. */
const MARKS = /[\\`*_[\]<>#|~&]/g;

/** What means something at the start of a line only: lists and headings underlined. */
const LINE_START = /^(\s*)([-+=]|\d+(?=[.)]))/;

/** Writes a thread as CommonMark, what people wrote shown as written. */
export function toMarkdown(thread: Thread): string {
  const { category, date, author, title, card, body, comments } = thread;
  const [heading = '', ...otherTitles] = bothIn(title, 'en').map(escapeLine);
  const blocks = [
    `# ${heading}`,
    ...otherTitles.map((other) => `## ${other}`),
    `*${[category, date].filter(Boolean).map(escapeLine).join(' · ')}* — **${nameOf(author)}**`,
    ...(card ? [`[${escapeLine(card.title ?? card.url)}](<${card.url}>)`] : []),
    ...textsOf(body),
    '---',
    ...comments.flatMap(({ persona, text }, index) => [`### ${index + 1}. ${nameOf(persona)}`, ...textsOf(text)]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function nameOf(names: Bilingual): string {
  return bothIn(names, 'en').map(escapeLine).join(' / ');
}

/** English first. A line break inside a paragraph is kept. */
function textsOf(text: Bilingual | undefined): string[] {
  return Language.options
    .map((language) => text?.[language])
    .filter((version) => version !== undefined)
    .map((version) =>
      version
        .split('\n\n')
        .map((paragraph) => paragraph.split('\n').map(escapeLine).join('\\\n'))
        .join('\n\n'),
    );
}

function escapeLine(line: string): string {
  return line
    .replace(MARKS, '\\$&')
    .replace(LINE_START, (_, space: string, mark: string) =>
      /\d/.test(mark) ? `${space}${mark}\\` : `${space}\\${mark}`,
    );
}
