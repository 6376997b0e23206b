/** How long a conversation leaves its readers before the next line. */
import { linksIn } from '../text/links.ts';
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

/** What the backslashes are for that keep a text's marks from being read as Discord's. */
const ESCAPED = /\\([^0-9A-Za-z\s])/g;

/**
 * Milliseconds to leave after what one persona says at a time, before the next one speaks.
 *
 * @param content all of it in Discord's markdown, before it is cut into posts
 */
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
  const { text, links } = readOf(content);
  const characters = text.match(CJK)?.length ?? 0;
  const words = links + (text.replace(CJK, ' ').match(WORD)?.length ?? 0);
  const japanese = (characters / CHARACTERS_A_MINUTE) * 60_000;
  const english = (words / WORDS_A_MINUTE) * 60_000;
  return language === 'both' ? Math.max(english, japanese) : english + japanese;
}

/** What is read of a content: nobody reads escapes, and a link is taken in at a glance. */
function readOf(content: string): { text: string; links: number } {
  const shown = content.replace(ESCAPED, '$1');
  const links = [...linksIn(shown)];
  const starts = [0, ...links.map(({ end }) => end)];
  const ends = [...links.map(({ start }) => start), shown.length];
  return { text: starts.map((start, index) => shown.slice(start, ends[index])).join(' '), links: links.length };
}
