/** Threads that make it hard to tell what has been posted: the same words again and again, and texts of many parts. */
import type { Bilingual } from '../../src/thread/bilingual.ts';
import { Thread } from '../../src/thread/model.ts';
import type { Random } from './random.ts';

const PERSONAS: readonly Bilingual[] = [
  { en: 'Bob', ja: 'ボブ' },
  { en: 'Tea Historian', ja: 'お茶の歴史家' },
  { en: 'Lin' },
  { ja: '懐疑的な人' },
];
const ENGLISH = ['Yes.', 'Yes.', 'No.', 'Is that so?', 'It is *not* that simple, @everyone.'];
const JAPANESE = ['はい。', 'はい。', 'いいえ。', 'そうですか？', 'そんなに単純ではない。'];

/** A thread of 3 to 8 comments by few personas who like to repeat themselves. */
export function randomThread(random: Random, title: string): Thread {
  const personas = [random.pick(PERSONAS), random.pick(PERSONAS)];
  return Thread.parse({
    category: 'AI',
    date: '2026-01-01',
    author: random.pick(personas),
    title: { en: title },
    comments: Array.from({ length: random.between(3, 8) }, () => ({
      persona: random.pick(personas),
      text: randomText(random),
    })),
  });
}

/** Long ones are cut into parts, some of which are equal to the letter. */
function randomText(random: Random): Bilingual {
  const times = random.chance(0.08) ? random.between(500, 1_000) : 1;
  const en = Array(times).fill(random.pick(ENGLISH)).join(' ');
  const ja = random.pick(JAPANESE).repeat(times);
  return random.pick([{ en, ja }, { en, ja }, { en }, { ja }]);
}
