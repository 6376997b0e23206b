import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { diagnosticText } from '../../src/i18n/diagnostics.ts';
import type { Language } from '../../src/thread/bilingual.ts';
import { parseThread } from '../../src/thread/parse.ts';
import { pageShape } from '../support/pageShape.ts';

type Block = {
  readonly kind: string;
  readonly text: string /** What stands below it, on one line. */;
  readonly after: string;
};

function blocksOf(page: string): Block[] {
  return [...page.matchAll(/^```([\w ]+)\n([\s\S]*?)^```\n+(.*)/gm)].map(([, kind = '', text = '', after = '']) => ({
    ...{ kind, text, after },
  }));
}

function reported(source: string, language: Language): string {
  const { diagnostics } = parseThread(Buffer.from(source));
  return diagnostics.map((found) => `${found.line}:${found.column} ${diagnosticText(found, language)}`).join(' ');
}

/** How many comments a source has; undefined if it is no thread. */
function commentsIn(source: string): number | undefined {
  const result = parseThread(Buffer.from(source));
  return result.ok ? result.thread.comments.length : undefined;
}

const pages: Record<Language, string> = {
  en: readFileSync('docs/writing-threads.md', 'utf8'),
  ja: readFileSync('docs/writing-threads.ja.md', 'utf8'),
};

describe.each(['en', 'ja'] as const)('the guide for writing threads (%s)', (language) => {
  const blocks = blocksOf(pages[language]);
  const of = (kind: string) => blocks.filter((block) => block.kind === kind);

  it('every good example of the guide for writing threads is read without a word', () => {
    const good = of('thread');
    expect(good).toHaveLength(2);
    for (const { text } of good) {
      expect(reported(text, language)).toBe('');
      expect(commentsIn(text)).toBeGreaterThan(0);
    }
  });

  it('every bad example of the guide for writing threads is told with the message that stands below it', () => {
    const bad = of('thread mistaken');
    expect(bad).toHaveLength(2);
    for (const { text, after } of bad) {
      expect(after).toBe(`> ${reported(text, language)}`);
      expect(commentsIn(text)).toBe(2);
    }
  });

  it('the form that the prompt for a language model shows is a thread with nothing to be said about it', () => {
    const [prompt, ...others] = of('prompt');
    expect(others).toEqual([]);
    const [, form = ''] = prompt?.text.split(/^(?:Form|ひな形):\n\n/m) ?? [];
    expect(reported(form, language)).toBe('');
    expect(commentsIn(form)).toBe(2);
  });
});

describe('the two guides for writing threads', () => {
  it('the guides for writing threads say the same in both languages, heading by heading', () => {
    expect(pageShape(pages.ja)).toEqual(pageShape(pages.en));
  });
});
