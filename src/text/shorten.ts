/** Makes a text fit where there is little room. */

const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' });

/** The text if it has at most `limit` UTF-16 units, else as many whole graphemes of it as fit, and `…`. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let kept = '';
  for (const { segment } of graphemes.segment(text)) {
    if (kept.length + segment.length + 1 > limit) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}
