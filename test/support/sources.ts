/** Small sources of threads, and what the parser makes of them. */
import { type ParseResult, parseThread } from '../../src/thread/parse.ts';

/** A short thread in both languages, without anything to warn of, one part a line of code. */
export const parts = {
  meta: 'AI · 2025-12-05',
  author: 'Ann (アン)',
  titles: 'A title here\n\n題名です',
  body: 'Some text here.\n\n本文です。',
  heading: 'コメント (1)',
  comment: 'Bob (ボブ)\nHello there.\n\nこんにちは。',
};

/** The source made of these parts, those given instead of the usual ones. */
export function sourceOf(changed: Partial<typeof parts> = {}): string {
  const { meta, author, titles, body, heading, comment } = { ...parts, ...changed };
  return [`${meta}\n${author}`, titles, body, `${heading}\n${comment}`].join('\n\n');
}

/** What is found in a source: `warning 12:1 comment-count`. */
export function found(source: string | Uint8Array): string[] {
  return parseThread(source).diagnostics.map(
    ({ severity, line, column, code }) => `${severity} ${line}:${column} ${code}`,
  );
}

/**
 * The thread of a source that loads.
 *
 * @throws Error naming the diagnostics if it does not
 */
export function threadOf(source: string | Uint8Array) {
  const result: ParseResult = parseThread(source);
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.thread;
}

/** Who says what in a source that loads: `Bob: Hello there. / こんにちは。` */
export function dialogue(source: string): string[] {
  return threadOf(source).comments.map(({ persona, text }) => {
    const said = [text.en, text.ja].filter((version) => version !== undefined).join(' / ');
    return `${persona.en ?? persona.ja}: ${said}`;
  });
}
