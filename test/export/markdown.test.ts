import fc from 'fast-check';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import { toMarkdown } from '../../src/export/markdown.ts';
import type { Bilingual } from '../../src/thread/bilingual.ts';
import { Thread } from '../../src/thread/model.ts';
import { hostileText } from '../support/hostileText.ts';
import { sourceOf, threadOf } from '../support/sources.ts';
import { threads } from '../support/threads.ts';

const plain = threadOf(sourceOf());

const renderers = {
  CommonMark: (markdown: string) => micromark(markdown),
  GitHub: (markdown: string) => micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()] }),
};

/** The words of a rendered page, block by block, blanks as a page shows them. */
function wordsOf(html: string): string[] {
  const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' };
  return html
    .replace(/<br \/>/g, ' ')
    .split(/<\/(?:p|h[1-6]|li|td|th|pre|blockquote)>|<hr \/>/)
    .map((block) =>
      block.replace(/<[^>]*>/g, '').replace(/&(\w+);/g, (_, name: string) => entities[name] ?? `?${name}?`),
    )
    .map((words) => words.replace(/\s+/g, ' ').trim())
    .filter((words) => words !== '');
}

const names = ({ en, ja }: Bilingual) => [...new Set([en, ja])].filter((name) => name !== undefined).join(' / ');

/** What a reader should see of a thread, block by block. */
function shown({ category, date, author, title, card, body, comments }: Thread): string[] {
  const paragraphs = (text: Bilingual | undefined) => [text?.en, text?.ja].flatMap((one) => one?.split('\n\n') ?? []);
  const isRepeated = card?.title !== undefined && [title.en, title.ja].includes(card.title);
  const blocks = [
    ...new Set([title.en, title.ja]),
    `${[category, date].filter(Boolean).join(' · ')} · ${names(author)}`,
    isRepeated ? card.url : (card?.title ?? card?.url),
    ...paragraphs(body),
    `Comments / コメント (${comments.length})`,
    ...comments.flatMap(({ persona, text }, at) => [`${at + 1}. ${names(persona)}`, ...paragraphs(text)]),
  ];
  return blocks.flatMap((block) => (block === undefined ? [] : [block.replace(/\s+/g, ' ').trim()]));
}

/** The plain thread with texts that would mean something to Markdown, as far as the model takes them. */
const hostileThreads = fc
  .tuple(hostileText, hostileText, hostileText)
  .map(([text, title, name]) => ({
    ...plain,
    category: title.replace(/\s+/g, ' ').trim(),
    title: { en: `Title ${title.replace(/\s+/g, ' ').trim()}`.trim() },
    comments: [
      { persona: { en: `N ${name.replace(/\s+/g, ' ').trim()}`.trim(), ja: '名' }, text: { en: text.trim() } },
      { persona: plain.author, text: { en: `Words\n${text.trim().replace(/\n+/g, '\n')}\nwords` } },
    ],
  }))
  .filter((thread) => Thread.safeParse(thread).success);

describe.each(Object.entries(renderers))('as %s shows it,', (_, render) => {
  it('every thread that the model allows reads as it was written', () => {
    fc.assert(
      fc.property(fc.oneof(threads, hostileThreads), (thread) => {
        expect(wordsOf(render(toMarkdown(thread)))).toEqual(shown(thread));
      }),
      { numRuns: 500 },
    );
  });

  it('a link leads to where it says', () => {
    const en = 'See https://example.com/a_b*c_d?e=f&g=h (or not).';
    const html = render(toMarkdown({ ...plain, comments: [{ persona: plain.author, text: { en } }] }));
    expect(html).toContain(
      '<a href="https://example.com/a_b*c_d?e=f&amp;g=h">https://example.com/a_b*c_d?e=f&amp;g=h</a>',
    );
  });

  it('titles and speakers are headings, and a line break in a paragraph is kept', () => {
    const html = render(toMarkdown({ ...plain, comments: [{ persona: plain.author, text: { en: 'One\ntwo' } }] }));
    expect(html).toContain('<h1>A title here</h1>');
    expect(html).toContain('<h3>1. Ann / アン</h3>');
    expect(html).toMatch(/One<br \/>\ntwo/);
  });
});
