/** How long a conversation leaves its readers before the next line. */
import type { ContentLanguage, Pace } from './post.ts';

/** Silent reading of English, words a minute (Brysbaert 2019, a review of 190 studies). */
const WORDS_A_MINUTE = 238;

/** Silent reading of Japanese, characters a minute. */
const CHARACTERS_A_MINUTE = 500;

/** The least and the most a natural pace leaves, milliseconds. */
const SHORTEST = 2_500;
const LONGEST = 30_000;

const FACTOR: Record<Pace, number> = { instant: 0, fast: 0.4, natural: 1, slow: 1.6 };

/** How long before a post the typing indicator may start, milliseconds; Discord shows it for about 10 s. */
const LONGEST_TYPING = 9_000;

/** Gaps shorter than this (milliseconds) are too short for a typing indicator to be worth its request. */
const SHORTEST_TYPED = 4_000;

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]/gu;
const WORD = /[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu;

/** Milliseconds to leave after a text, before the next one. */
export function gapAfter(content: string, language: ContentLanguage, pace: Pace): number {
  const natural = Math.min(LONGEST, Math.max(SHORTEST, readingTime(content, language)));
  return Math.round(natural * FACTOR[pace]);
}

/** How many milliseconds before its end a gap shows somebody typing; 0 for not at all. */
export function typingLead(gap: number): number {
  return gap < SHORTEST_TYPED ? 0 : Math.min(gap / 2, LONGEST_TYPING);
}

/** Whoever reads a post in both languages reads one of the two: the slower one counts. */
function readingTime(content: string, language: ContentLanguage): number {
  const characters = content.match(CJK)?.length ?? 0;
  const words = content.replace(CJK, ' ').match(WORD)?.length ?? 0;
  const japanese = (characters / CHARACTERS_A_MINUTE) * 60_000;
  const english = (words / WORDS_A_MINUTE) * 60_000;
  return language === 'both' ? Math.max(english, japanese) : english + japanese;
}
