import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pictureSize, toHtml } from '../../src/export/html.ts';
import { personaKey } from '../../src/thread/identity.ts';
import { Thread } from '../../src/thread/model.ts';
import { hostileText } from '../support/hostileText.ts';
import { sourceOf, threadOf } from '../support/sources.ts';
import { threads } from '../support/threads.ts';

const plain = threadOf(sourceOf());
const none = new Map<never, never>();

const saying = (text: Thread['comments'][number]['text']) =>
  toHtml({ ...plain, comments: [{ persona: plain.author, text }] }, none, 'en');

/** A page without its style. */
const withoutStyle = (html: string) => html.replace(/<style>.*?<\/style>/s, '');

/** The names of all elements of a page, and of their attributes. */
function elementsOf(html: string): { elements: string[]; attributes: string[] } {
  const tags = [...withoutStyle(html).matchAll(/<([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"<>]*")?)*)\s*>/g)];
  return {
    elements: tags.map(([, name = '']) => name),
    attributes: tags.flatMap(([, , given = '']) =>
      [...given.matchAll(/([a-z-]+)(?:="[^"]*")?(?=\s|$)/g)].map(([, name = '']) => name),
    ),
  };
}

describe('Whatever people wrote', () => {
  const hostile = fc
    .tuple(hostileText, hostileText)
    .map(([title, text]) => ({
      ...plain,
      title: { en: `T ${title.replace(/\s+/g, ' ').trim()}`.trim() },
      comments: [
        { persona: plain.author, text: { en: `</style><script>alert(1)</script>" onload='x' ${text.trim()}`.trim() } },
      ],
    }))
    .filter((thread) => Thread.safeParse(thread).success);

  it('a page has no elements but its own, and nothing of it runs or leads elsewhere unasked', () => {
    const { elements: known, attributes: allowed } = elementsOf(
      toHtml({ ...plain, card: { title: 'Card', url: 'https://example.com' } }, none, 'en') +
        saying({ en: 'https://example.com\nx' }),
    );
    fc.assert(
      fc.property(fc.oneof(threads, hostile), fc.constantFrom('en', 'ja'), (thread, reader) => {
        const html = toHtml(thread, none, reader);
        const { elements, attributes } = elementsOf(html);
        expect(elements.filter((name) => !known.includes(name))).toEqual([]);
        expect(attributes.filter((name) => !allowed.includes(name))).toEqual([]);
        // Every angle bracket of the page is one of a tag.
        expect(withoutStyle(html).replace(/<\/?[a-z!][^<>]*>/g, '')).not.toMatch(/[<>]/);
        for (const [, address = ''] of html.matchAll(/href="([^"]*)"/g))
          expect(address).toMatch(/^(https?:\/\/|#comment-\d+$)/i);
      }),
      { numRuns: 300 },
    );
  });

  it('an address that is no web page’s is text', () => {
    expect(saying({ en: 'javascript:alert(1) and data:text/html,x' })).not.toContain('href="javascript');
  });
});

it('the only styles that a page lets in are its own, and it lets nothing else in but pictures of its own', () => {
  const html = toHtml(plain, new Map([[personaKey(plain.author), new Uint8Array([1, 2, 3])]]), 'en');
  const [, style = ''] = /<style>(.*?)<\/style>/s.exec(html) ?? [];
  const hash = createHash('sha256').update(style).digest('base64');
  expect(html).toContain(
    `content="default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'"`,
  );
  expect(html).not.toMatch(/<script|<img|<link|style="|url\((?!data:image\/png;base64,)/);
});

it('a face stands in the page once, however often its persona speaks', () => {
  const picture = Buffer.from('a picture');
  const html = toHtml(
    { ...plain, comments: Array(5).fill(plain.comments[0]) },
    new Map([[personaKey({ en: 'Bob', ja: 'ボブ' }), picture]]),
    'en',
  );
  expect(html.split(picture.toString('base64'))).toHaveLength(2);
  expect(html.match(/class="face face0"/g)).toHaveLength(5);
});

it('every text is marked with its language, and the reader’s comes first', () => {
  expect(saying({ en: 'Yes.', ja: 'はい。' })).toMatch(
    /<div class="en" lang="en">.*Yes\..*\n<div class="ja" lang="ja">.*はい。/,
  );
  const japanese = toHtml(plain, none, 'ja');
  expect(japanese).toContain('<html lang="ja">');
  expect(japanese).toContain('<title>題名です</title>');
  expect(japanese.indexOf('題名です</span>')).toBeLessThan(japanese.indexOf('A title here</span>'));
});

it('a text that has one language is shown whichever is chosen, with a note in the other', () => {
  const html = saying({ ja: 'はい。' });
  expect(html).toContain('<div lang="ja"><p dir="auto">はい。</p></div>');
  expect(html).toContain(
    '<p class="note missing en" lang="en">There is no English version; this is the Japanese one.</p>',
  );
});

it('a comment of the thread’s author says so', () => {
  expect(toHtml(plain, none, 'en')).not.toContain('class="badge"');
  expect(saying({ en: 'I wrote it.' })).toContain('class="badge"');
});

it('a page of 200 comments by 200 personas is below 1 MiB, and a small cast is drawn finely', () => {
  const text = {
    en: 'Some words that people say. '.repeat(20).trim(),
    ja: '人々が口にするいくつかの言葉。'.repeat(20),
  };
  const comments = Array.from({ length: 200 }, (_, at) => ({
    persona: { en: `Persona ${at}`, ja: `人物${at}` },
    text,
  }));
  const thread = { ...plain, comments };
  expect(pictureSize(plain)).toBe(80);
  expect(pictureSize(thread)).toBe(40);
  // No face of 40 pixels has more.
  const picture = new Uint8Array(2_200);
  const pictures = new Map(comments.map(({ persona }) => [personaKey(persona), picture]));
  expect(Buffer.byteLength(toHtml(thread, pictures, 'en'))).toBeLessThan(1_048_576);
});
