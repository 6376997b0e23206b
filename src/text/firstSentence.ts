/** How a text begins. */
import { segmenterOf } from './segmenters.ts';

/** UTF-16 units within which the first sentence is looked for: longer ones are cut anyway. */
const LOOKED_THROUGH = 1_000;

/** The first sentence of a text, on one line; all of the first line of a text that has none. */
export function firstSentence(text: string): string {
  const line =
    text
      .trim()
      .slice(0, LOOKED_THROUGH)
      .split(/[\n\r]/, 1)[0] ?? '';
  const [first] = segmenterOf('sentence').segment(line);
  return (first?.segment ?? '').trim();
}
