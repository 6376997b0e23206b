/** Threads without meaning, as many as wanted, whose words are as long and as unevenly used as real ones. */
import type { SearchableThread } from '../../src/search/search.ts';
import type { Language } from '../../src/thread/bilingual.ts';
import { type Random, random } from './random.ts';

const WORDS = 30_000;
const PERSONAS = 500;
/** Unless something else is asked for. */
const COMMENTS_A_THREAD = 20;

const PARTICLES = ['の', 'は', 'を', 'が', 'に', 'で', 'と', 'も', 'から', 'まで', 'には', 'では'];
const ENDINGS = ['です', 'ます', 'だ', 'した', 'する', 'ない', 'だろう', 'と思う', 'かもしれない', 'ではない'];
const SYLLABLES = 'a e i o u an en in on un ar er or al el'.split(' ');
const CONSONANTS = 'b c d f g h k l m n p r s t v w st tr pl ch sh th'.split(' ');
const KATAKANA = [
  ...'アイウエオカキクケコサシスセソタチツテトナニネノハヒフホマミムメモラリルレロワンガギグゲゴジズダデドバビブボパピプポー',
];

/**
 * @param comments how many there are in all, English and Japanese by turns; the threads' posts come on top
 * @param each how many a thread has
 */
export function generateThreads(comments: number, each = COMMENTS_A_THREAD): SearchableThread[] {
  const dice = random(20_251_205);
  const english = distinct(WORDS, () => englishWord(dice));
  const japanese = distinct(WORDS, () => japaneseWord(dice));
  const personas = Array.from({ length: PERSONAS }, (_, at) => ({ en: `Persona ${at}`, ja: `人物${at}` }));
  return Array.from({ length: Math.ceil(comments / each) }, (_, at) => ({
    id: `generated-${at}`,
    thread: {
      category: 'AI',
      date: new Date(Date.UTC(2000, 0, 1 + (at % 9_000))).toISOString().slice(0, 10),
      author: dice.any(personas),
      title: { en: englishText(dice, english), ja: japaneseText(dice, japanese) },
      comments: Array.from({ length: Math.min(each, comments - at * each) }, (_, number) => ({
        persona: dice.common(personas),
        text: number % 2 === 0 ? { en: englishText(dice, english) } : { ja: japaneseText(dice, japanese) },
      })),
    },
  }));
}

function distinct(count: number, make: () => string): string[] {
  const made = new Set<string>();
  while (made.size < count) made.add(make());
  return [...made];
}

function englishWord(dice: Random): string {
  const syllables = 1 + dice.below(4);
  return Array.from({ length: syllables }, () => dice.any(CONSONANTS) + dice.any(SYLLABLES)).join('');
}

/** Two kanji more often than katakana; some 1,500 kanji are used, some far more often than others. */
function japaneseWord(dice: Random): string {
  if (dice.next() < 0.3) return Array.from({ length: 3 + dice.below(5) }, () => dice.any(KATAKANA)).join('');
  const kanji = () => String.fromCharCode(0x4e00 + Math.floor(1_500 ** dice.next()) * 7);
  return Array.from({ length: 1 + dice.below(3) }, kanji).join('');
}

/** Pairs of sentences, each as its words: what a corpus of real sentences has, for where there is none. */
export function generatePairs(count: number): Record<Language, string[]>[] {
  const dice = random(20_261_126);
  const english = distinct(WORDS, () => englishWord(dice));
  const japanese = distinct(WORDS, () => japaneseWord(dice));
  return Array.from({ length: count }, () => ({
    en: englishWords(dice, english),
    ja: japaneseWords(dice, japanese),
  }));
}

function englishText(dice: Random, words: readonly string[]): string {
  return `${englishWords(dice, words).join(' ')}.`;
}

function englishWords(dice: Random, words: readonly string[]): string[] {
  return Array.from({ length: 8 + dice.below(25) }, () => dice.common(words));
}

function japaneseText(dice: Random, words: readonly string[]): string {
  return `${japaneseWords(dice, words).join('')}。`;
}

function japaneseWords(dice: Random, words: readonly string[]): string[] {
  const clauses = Array.from({ length: 3 + dice.below(10) }, () => [dice.common(words), dice.any(PARTICLES)]);
  return [...clauses.flat(), dice.any(ENDINGS)];
}
