/** Where words begin, in English and Japanese alike. */
import { segmenterOf } from './segmenters.ts';

/**
 * The place where the word, or what stands between two words, begins that a UTF-16 unit of a text belongs to; at the latest
 * behind the blank before it. For a place beyond the text its length.
 */
export function wordStart(text: string, at: number): number {
  if (at <= 0) return 0;
  if (at >= text.length) return text.length;
  // A segmenter reads a text from its start: what is between two blanks is divided alike, and far sooner.
  const from = text.lastIndexOf(' ', at - 1) + 1;
  const to = text.indexOf(' ', at);
  const part = text.slice(from, to < 0 ? text.length : to + 1);
  return (
    from +
    (segmenterOf('word')
      .segment(part)
      .containing(at - from)?.index ?? 0)
  );
}
