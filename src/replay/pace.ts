/** How long a conversation leaves its readers before the next line, at every pace. */
import { linksIn } from '../text/links.ts';
import type { ContentLanguage, Pace } from './post.ts';

/** Silent reading of English, words a minute (Brysbaert 2019, a review of 190 studies). */
const WORDS_A_MINUTE = 238;

/** Silent reading of Japanese, characters a minute. */
const CHARACTERS_A_MINUTE = 500;

/** The least and the most that a natural pace leaves, milliseconds. */
const SHORTEST = 2_500;
const LONGEST = 30_000;

/** How many times the reading time each pace leaves; `step` leaves as long as readers want. */
const FACTOR: Record<Exclude<Pace, 'step'>, number> = { instant: 0, fast: 0.4, natural: 1, slow: 1.6 };

/** From the slowest to the fastest, as people step through them; `instant` can be left so, not reached. */
const STEPS: readonly Pace[] = ['step', 'slow', 'natural', 'fast'];

/** How long before a post the typing indicator may start, milliseconds; Discord shows it for about 10 s. */
const LONGEST_TYPING = 9_000;

/** Gaps shorter than this (milliseconds) are too short for a typing indicator to be worth its request. */
const SHORTEST_TYPED = 4_000;

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]/gu;
const WORD = /[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu;

/** What the backslashes are for that keep a text's marks from being read as Discord's. */
const ESCAPED = /\\([^0-9A-Za-z\s])/g;

/**
 * Milliseconds that readers need for what one persona says at a time, before the next one speaks.
 *
 * @param content all of it in Discord's markdown, before it is cut into posts
 */
export function readingTime(content: string, language: ContentLanguage): number {
  return Math.round(Math.min(LONGEST, Math.max(SHORTEST, timeToRead(content, language))));
}

/**
 * Milliseconds to leave at a pace before a post; null where it waits until somebody presses `Next`.
 *
 * @param reading of the post; what needs none, as the rest of a text, waits at no pace
 */
export function gapAt(pace: Pace, reading: number): number | null {
  if (pace === 'step') return reading > 0 ? null : 0;
  return Math.round(reading * FACTOR[pace]);
}

/**
 * What a gap that is running, or a part of one, comes to at another pace, milliseconds; null as {@link gapAt}.
 *
 * @param left more than 0: a pace that leaves no gap leaves nothing of one
 */
export function gapChanged(left: number, from: Pace, to: Pace): number | null {
  if (to === 'step') return null;
  return from === 'step' || from === 'instant' ? left : Math.round((left * FACTOR[to]) / FACTOR[from]);
}

/** The next faster pace; undefined where there is none. */
export function fasterThan(pace: Pace): Pace | undefined {
  return pace === 'instant' ? undefined : STEPS[STEPS.indexOf(pace) + 1];
}

/** The next slower pace; undefined where there is none. */
export function slowerThan(pace: Pace): Pace | undefined {
  return pace === 'instant' ? STEPS.at(-1) : STEPS[STEPS.indexOf(pace) - 1];
}

/** How many milliseconds before its end a gap shows somebody typing; 0 for not at all. */
export function typingLead(gap: number): number {
  return gap < SHORTEST_TYPED ? 0 : Math.min(gap / 2, LONGEST_TYPING);
}

/** Whoever reads a post in both languages reads one of the two: the slower one counts. */
function timeToRead(content: string, language: ContentLanguage): number {
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
