/** What divides texts as Unicode says. Each is made when it is first needed: the first takes some 10 ms, of every start. */

/** What a text is divided into. */
type Granularity = 'grapheme' | 'word' | 'sentence';

const made = new Map<Granularity, Intl.Segmenter>();

/** The one segmenter of its kind. Words and sentences are those of Japanese, whose rules leave English ones whole. */
export function segmenterOf(granularity: Granularity): Intl.Segmenter {
  const known = made.get(granularity);
  if (known) return known;
  const segmenter = new Intl.Segmenter('ja', { granularity });
  made.set(granularity, segmenter);
  return segmenter;
}
