/** Reads the thread format. Never throws; reports every problem with line and column. */

import type { Bilingual, Language } from './bilingual.ts';
import { type Diagnostic, diagnostic } from './diagnostics.ts';
import { languageOf } from './language.ts';
import { type Line, readLines } from './lines.ts';
import { isEscaped, readHeading, readLink, readMeta, unescaped } from './marks.ts';
import { type Comment, type LinkCard, MAX_COMMENTS, type Thread } from './model.ts';
import { readPersonaLine } from './personaLine.ts';

/** A thread, or why there is none; warnings may come with either. */
export type ParseResult =
  | { readonly ok: true; readonly thread: Thread; readonly diagnostics: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** Lines without a blank one between them; never empty. */
type Paragraph = readonly [Line, ...Line[]];

/** Parses a source of at most 1,048,576 bytes, in time that grows linearly with its length. */
export function parseThread(source: Uint8Array | string): ParseResult {
  const { lines, diagnostics } = readLines(source);
  if (lines.length === 0) return { ok: false, diagnostics };
  const parsed = new Parser(lines, diagnostics).parse();
  const sorted = diagnostics.toSorted((one, other) => one.line - other.line || one.column - other.column);
  const refused = sorted.some(({ severity }) => severity === 'error');
  return parsed && !refused ? { ok: true, thread: parsed, diagnostics: sorted } : { ok: false, diagnostics: sorted };
}

class Parser {
  readonly #diagnostics: Diagnostic[];
  readonly #lastLine: number;
  #rest: Paragraph[];

  constructor(lines: readonly Line[], diagnostics: Diagnostic[]) {
    this.#diagnostics = diagnostics;
    this.#lastLine = lines.length;
    this.#rest = paragraphsOf(lines);
  }

  parse(): Thread | undefined {
    const firstLine = this.#here;
    const meta = this.#meta();
    const author = this.#author(firstLine);
    const { head, comments } = this.#divide();
    const title = this.#title(head);
    const { card, body } = this.#body(head);
    const found = this.#comments(comments);
    if (!meta || !author || !title) return undefined;
    return { ...meta, author, title, ...(card && { card }), ...(body && { body }), comments: found };
  }

  #report(...problem: Parameters<typeof diagnostic>): undefined {
    this.#diagnostics.push(diagnostic(...problem));
  }

  /** The number of the next line with text on it, or of the last line. */
  get #here(): number {
    return this.#rest[0]?.[0].number ?? this.#lastLine;
  }

  /** Takes the next line with text on it. */
  #takeLine(): void {
    const [first, ...others] = this.#rest;
    const left = first?.slice(1) ?? [];
    this.#rest = [...paragraphsOf(left), ...others];
  }

  #meta(): { category: string; date: string } | undefined {
    const line = this.#rest[0]?.[0];
    const meta = line && readMeta(line.text);
    if (!line || !meta) {
      this.#report('no-date', line?.number ?? 1, 'Expected category and date, such as "AI · 2025-12-05".');
      // Something stands where the date should: it was meant for it, unless it says who wrote the post.
      if (line && readPersonaLine(line.text)?.bare !== false) this.#takeLine();
      return undefined;
    }
    this.#takeLine();
    if (meta.category === '') this.#report('empty-category', line.number, 'The category before the date is empty.');
    const { category, date } = meta;
    if (date === undefined) return this.#report('no-such-date', line.number, `There is no such day: "${line.text}".`);
    return { category, date };
  }

  #author(metaLine: number): Bilingual | undefined {
    const line = this.#rest[0]?.[0];
    const read = line && !isEscaped(line.text) && readHeading(line.text) === undefined && readPersonaLine(line.text);
    // A bare name right below the first line is the author's; further down it is a title.
    if (!read || (read.bare && line.number !== metaLine + 1)) {
      return this.#report('no-author', this.#here, 'Expected the author: "English name (日本語の名前)".');
    }
    this.#takeLine();
    return read.names;
  }

  /** Divides what follows the author at the heading of the comments, or at the first persona line without one. */
  #divide(): { head: Paragraph[]; comments: CommentSource } {
    const at = this.#rest.findIndex(([first]) => readHeading(first.text) !== undefined);
    const heading = this.#rest[at]?.[0];
    if (heading) {
      const declared = readHeading(heading.text);
      const afterHeading = paragraphsOf(this.#rest[at]?.slice(1) ?? []);
      return {
        head: this.#rest.slice(0, at),
        comments: {
          heading,
          declared: typeof declared === 'number' ? declared : undefined,
          paragraphs: [...afterHeading, ...this.#rest.slice(at + 1)],
        },
      };
    }
    const start = this.#rest.findIndex((paragraph) => paragraph.length > 1 && personaOf(paragraph)?.bare === false);
    const end = start < 0 ? this.#rest.length : start;
    return {
      head: this.#rest.slice(0, end),
      comments: { heading: undefined, declared: undefined, paragraphs: this.#rest.slice(end) },
    };
  }

  #title(head: Paragraph[]): Bilingual | undefined {
    const first = head[0];
    if (!first) return this.#report('no-title', this.#here, 'Expected a title, in English, Japanese or both.');
    head.shift();
    const title = textOf(first).replaceAll('\n', ' ');
    const language = languageOf(title);
    const second = head[0];
    const other = second && secondTitle(second, language);
    if (other === undefined) {
      this.#missing('title', first[0].number, language);
      return one(language, title);
    }
    head.shift();
    return language === 'en' ? { en: title, ja: other } : { en: other, ja: title };
  }

  #body(head: readonly Paragraph[]): { card: LinkCard | undefined; body: Bilingual | undefined } {
    const cardAt = head.findIndex((paragraph) => linkOf(paragraph) !== undefined);
    const source = head[cardAt];
    const url = source && linkOf(source);
    const above = source?.slice(0, -1).map(({ text }) => unescaped(text)) ?? [];
    const card = url === undefined ? undefined : { ...(above.length > 0 && { title: above.join(' ') }), url };
    return {
      card,
      body: this.#text(
        head.filter((_, index) => index !== cardAt),
        'body',
      ),
    };
  }

  #comments({ heading, declared, paragraphs }: CommentSource): Comment[] {
    const { before, sources } = grouped(paragraphs, declared);
    const stray = before[0]?.[0];
    if (stray && sources.length > 0) {
      this.#report('text-before-first-comment', stray.number, 'Expected a persona line before the first comment.');
    }
    if (sources.length === 0) {
      const line = heading?.number ?? this.#lastLine;
      this.#report('no-comments', stray?.number ?? line, 'Expected at least one comment under "コメント (1)".');
      return [];
    }
    const beyond = sources[MAX_COMMENTS];
    if (beyond) {
      this.#report('too-many-comments', beyond.line.number, `At most ${MAX_COMMENTS} comments are allowed.`);
    }
    if (declared !== undefined && declared !== sources.length && heading) {
      const message = `The heading says ${declared} comments, there are ${sources.length}.`;
      this.#report('comment-count', heading.number, message);
    }
    return sources.slice(0, MAX_COMMENTS).flatMap(({ line, names, text }) => {
      const said = this.#text(text, 'comment');
      if (!said) this.#report('comment-without-text', line.number, `Expected a text right below "${line.text}".`);
      return said ? [{ persona: names, text: said }] : [];
    });
  }

  /** Joins paragraphs per language; undefined if there are none. */
  #text(paragraphs: readonly Paragraph[], what: 'body' | 'comment'): Bilingual | undefined {
    const first = paragraphs[0];
    if (!first) return undefined;
    const texts: Record<Language, string[]> = { en: [], ja: [] };
    let language: Language = 'en';
    for (const paragraph of paragraphs) {
      const text = textOf(paragraph);
      language = languageOf(text, language);
      texts[language].push(text);
    }
    const [en, ja] = [texts.en.join('\n\n'), texts.ja.join('\n\n')];
    if (en !== '' && ja !== '') return { en, ja };
    const only: Language = en === '' ? 'ja' : 'en';
    this.#missing(what, first[0].number, only);
    return one(only, en || ja);
  }

  #missing(what: string, line: number, has: Language): void {
    const [missing, only] = has === 'en' ? ['Japanese', 'English'] : ['English', 'Japanese'];
    this.#report('missing-language', line, `The ${what} has no ${missing}, only ${only}.`);
  }
}

type CommentSource = {
  heading: Line | undefined;
  declared: number | undefined;
  paragraphs: readonly Paragraph[];
};

type CommentLines = { line: Line; names: Bilingual; text: Paragraph[] };

/** Cuts the paragraphs below the heading into comments. */
function grouped(paragraphs: readonly Paragraph[], declared: number | undefined) {
  const starts = startsOf(paragraphs, declared);
  const before: Paragraph[] = [];
  const sources: CommentLines[] = [];
  for (const paragraph of paragraphs) {
    const persona = starts.has(paragraph) ? personaOf(paragraph) : undefined;
    if (persona) sources.push({ line: paragraph[0], names: persona.names, text: paragraphsOf(paragraph.slice(1)) });
    else (sources.at(-1)?.text ?? before).push(paragraph);
  }
  return { before, sources };
}

/** The paragraphs that begin a comment: those with a Japanese name, and bare ones as far as the number asks for. */
function startsOf(paragraphs: readonly Paragraph[], declared: number | undefined): Set<Paragraph> {
  const starts = new Set<Paragraph>();
  const bare: Paragraph[] = [];
  paragraphs.forEach((paragraph, index) => {
    const persona = personaOf(paragraph);
    if (!persona) return;
    if (persona.bare) {
      if (paragraph.length > 1) bare.push(paragraph);
    } else if (paragraph.length > 1 || isWithoutText(paragraphs[index + 1])) starts.add(paragraph);
  });
  const wanted = declared === undefined ? bare.length : Math.max(0, declared - starts.size);
  for (const paragraph of bare.slice(0, wanted)) starts.add(paragraph);
  return starts;
}

/** Whether a lone persona line is followed by another one or the end: it lacks its text, and is no text itself. */
function isWithoutText(next: Paragraph | undefined): boolean {
  return next === undefined || personaOf(next)?.bare === false;
}

function personaOf([first]: Paragraph) {
  const meansMore = isEscaped(first.text) || readHeading(first.text) !== undefined;
  return meansMore ? undefined : readPersonaLine(first.text);
}

function secondTitle(paragraph: Paragraph, first: Language): string | undefined {
  const [{ text }] = paragraph;
  if (paragraph.length > 1 || isEscaped(text) || readLink(text) !== undefined) return undefined;
  return languageOf(text, first) === first ? undefined : text;
}

function linkOf(paragraph: Paragraph): string | undefined {
  const last = paragraph.at(-1)?.text ?? '';
  return isEscaped(last) ? undefined : readLink(last);
}

function one(language: Language, text: string): Bilingual {
  return language === 'en' ? { en: text } : { ja: text };
}

function textOf(paragraph: Paragraph): string {
  return paragraph.map(({ text }) => unescaped(text)).join('\n');
}

function paragraphsOf(lines: readonly Line[]): Paragraph[] {
  const paragraphs: [Line, ...Line[]][] = [];
  let open = false;
  for (const line of lines) {
    if (line.text === '') open = false;
    else if (open) paragraphs.at(-1)?.push(line);
    else {
      paragraphs.push([line]);
      open = true;
    }
  }
  return paragraphs;
}
