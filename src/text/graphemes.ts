/** Where the characters begin and end that readers see as one. */
import { segmenterOf } from './segmenters.ts';

/** Latin letters, digits and signs, kana and kanji, without marks: between two of them a grapheme always ends. */
const PLAIN = '[ -~\\u3000-\\u3029\\u3030-\\u3035\\u3041-\\u3096\\u30a1-\\u30fe\\u4e00-\\u9fff\\uff01-\\uff5e]';
const PLAIN_PAIR = new RegExp(`^${PLAIN}{2}$`);

/** The place where the grapheme begins that a UTF-16 unit of a text belongs to. */
export function graphemeStart(text: string, at: number): number {
  if (isBorder(text, at)) return at;
  return segmenterOf('grapheme').segment(text).containing(at)?.index ?? at;
}

/** The place where the last grapheme ends of which a part stands before a place of a text, which is not its start. */
export function graphemeEnd(text: string, end: number): number {
  if (isBorder(text, end)) return end;
  const last = segmenterOf('grapheme')
    .segment(text)
    .containing(end - 1);
  return last ? last.index + last.segment.length : end;
}

/** Whether it is plain that a grapheme begins there. Elsewhere it takes a segmenter to know, and some time. */
function isBorder(text: string, at: number): boolean {
  return at === 0 || at === text.length || PLAIN_PAIR.test(text.slice(at - 1, at + 1));
}
