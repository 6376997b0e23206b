/** Makes a text fit where there is little room. */
import { segmenterOf } from './segmenters.ts';

/** The text if it has at most `limit` UTF-16 units, else as many whole graphemes of it as fit, and `…`. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let kept = '';
  for (const { segment } of segmenterOf('grapheme').segment(text)) {
    if (kept.length + segment.length + 1 > limit) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}
