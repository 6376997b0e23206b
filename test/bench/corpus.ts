/**
 * How complete and how well ordered the search is.
 *
 *     npm run bench quality -- --corpus FILE    also on real sentences whose words somebody else has divided
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fold } from '../../src/search/fold.ts';
import type { SearchableThread, SearchHit } from '../../src/search/search.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import type { Language } from '../../src/thread/bilingual.ts';
import { generatePairs } from './generate.ts';
import type { BenchOptions, BenchRow } from './measure.ts';
import { type Random, random } from './random.ts';
import { scanner } from './scanner.ts';

type Sentence = { readonly words: readonly string[]; readonly text: string };
type Pair = Record<Language, Sentence>;

/** Sentences that are generated in each language. */
const GENERATED = 4_000;

/** Of each kind, for recall. */
const RECALL_QUERIES = 60;
/** Of each length of katakana. */
const QUERIES = 300;
/** More, since most of them are the same few words. */
const WORD_QUERIES = 1_500;
const COMMENTS_A_THREAD = 20;
const PAGE = 100;
/** The first hits: those that are seen. */
const SEEN = 5;
const KATAKANA_SEEN = 10;

/** On sentences of no meaning, and on those of a file: a pair a line, a tab between them, words apart by spaces. */
export async function benchQuality({ corpus }: BenchOptions): Promise<BenchRow[]> {
  const generated = generatePairs(GENERATED).map(({ en, ja }) => pairOf(en, ja));
  const rows = await benchPairs(generated, 'generated sentences');
  if (corpus === undefined) return rows;
  const pairs = readFileSync(corpus, 'utf8').trimEnd().split('\n').map(readPair);
  return [...rows, ...(await benchPairs(pairs, basename(corpus)))];
}

async function benchPairs(pairs: readonly Pair[], corpus: string): Promise<BenchRow[]> {
  const threads = threadsOf(pairs);
  const store = await openStore('sqlite::memory:');
  await store.search.sync('shipped', threads);
  const rows = [
    ...(await recallRows(store, threads, pairs)),
    await wordsFirstRow(store, pairs),
    ...(await katakanaRows(store, pairs)),
  ];
  await store.close();
  return rows.map((row) => ({ ...row, name: `${corpus}: ${row.name}` }));
}

function readPair(line: string): Pair {
  const [en = '', ja = ''] = line.split('\t').map((sentence) => sentence.trim());
  return pairOf(en.split(' '), ja.split(' '));
}

function pairOf(en: readonly string[], ja: readonly string[]): Pair {
  return { en: { words: en, text: en.join(' ') }, ja: { words: ja, text: ja.join('') } };
}

function threadsOf(pairs: readonly Pair[]): SearchableThread[] {
  return Array.from({ length: Math.ceil(pairs.length / COMMENTS_A_THREAD) }, (_, at) => ({
    id: String(at),
    thread: {
      category: '',
      date: '2025-01-01',
      author: { en: 'Author' },
      title: { en: '-' },
      comments: pairs.slice(at * COMMENTS_A_THREAD, (at + 1) * COMMENTS_A_THREAD).map(({ en, ja }) => ({
        persona: { en: 'Persona' },
        text: { en: en.text, ja: ja.text },
      })),
    },
  }));
}

/** Every kind of query, cut from a sentence. */
const kinds: Record<string, (dice: Random, pair: Pair) => string> = {
  'Japanese, 1 character': (dice, { ja }) => part(dice, ja.text, 1),
  'Japanese, 2 characters': (dice, { ja }) => part(dice, ja.text, 2),
  'Japanese, 3 characters': (dice, { ja }) => part(dice, ja.text, 3),
  'Japanese, 4 to 8 characters': (dice, { ja }) => part(dice, ja.text, 4 + dice.below(5)),
  'Japanese, two words': (dice, { ja }) => `${dice.any(ja.words)} ${dice.any(ja.words)}`,
  'English, a word': (dice, { en }) => dice.any(en.words),
  'English, the beginning of a word': (dice, { en }) => part(dice, dice.any(en.words), 3, 0),
  'English, two words': (dice, { en }) => `${dice.any(en.words)} ${dice.any(en.words)}`,
  'Japanese, a quoted part': (dice, { ja }) => `"${part(dice, ja.text, 4)}"`,
};

function part(dice: Random, text: string, length: number, from?: number): string {
  const characters = [...text];
  const start = from ?? dice.below(Math.max(1, characters.length - length + 1));
  return characters.slice(start, start + length).join('');
}

async function recallRows(
  store: Store,
  threads: readonly SearchableThread[],
  pairs: readonly Pair[],
): Promise<BenchRow[]> {
  const scan = scanner(threads);
  const dice = random(10);
  const rows: BenchRow[] = [];
  for (const [kind, make] of Object.entries(kinds)) {
    let [wanted, found, alien] = [0, 0, 0];
    for (let query = 0; query < RECALL_QUERIES; query += 1) {
      const words = make(dice, dice.any(pairs));
      const expected = scan(words);
      const { hits, complete, corrected } = await searchAll(store, words);
      if (corrected !== undefined || !complete) continue;
      wanted += expected.size;
      found += hits.filter((hit) => expected.has(`${hit.threadId}/${hit.comment}`)).length;
      alien += hits.filter((hit) => !expected.has(`${hit.threadId}/${hit.comment}`)).length;
    }
    const figures = { '% found': (100 * found) / wanted, 'not of the scan': alien };
    rows.push({ name: `recall against the plain scan: ${kind}`, figures });
  }
  return rows;
}

async function searchAll(store: Store, words: string) {
  const hits: SearchHit[] = [];
  for (let offset = 0; ; offset += PAGE) {
    const page = await search(store, words, offset, PAGE);
    hits.push(...page.hits);
    if (page.hits.length < PAGE) return { ...page, hits };
  }
}

/** How many of the first hits hold the query at the boundaries of the corpus's own words, where both kinds exist. */
async function wordsFirstRow(store: Store, pairs: readonly Pair[]): Promise<BenchRow> {
  const dice = random(11);
  const known = new Map<string, Awaited<ReturnType<typeof firstHits>>>();
  const byText = new Map(pairs.map(({ ja }) => [ja.text, { sentence: ja, folded: fold(ja.text) }]));
  let [seen, atWords, expected, asked] = [0, 0, 0, 0];
  while (asked < WORD_QUERIES) {
    const words = dice.any(dice.any(pairs).ja.words);
    const first = known.get(words) ?? (await firstHits(store, byText, words));
    known.set(words, first);
    if (!first.isTelling) continue;
    asked += 1;
    seen += first.seen;
    atWords += first.atWords;
    expected += first.byChance;
  }
  const figures = { '%': (100 * atWords) / seen, 'by chance': (100 * expected) / asked };
  return { name: `first ${SEEN} hits that hold the query as a word`, figures };
}

/** @param byText each sentence, and it folded */
async function firstHits(
  store: Store,
  byText: ReadonlyMap<string, { readonly sentence: Sentence; readonly folded: string }>,
  words: string,
) {
  const looked = fold(words);
  const holding = [...byText.values()].filter(({ folded }) => folded.includes(looked));
  const good = new Set(holding.flatMap(({ sentence }) => (holdsWord(sentence, words) ? [sentence.text] : [])));
  const isTelling = good.size >= SEEN && holding.length >= good.size * 1.25 && [...words].length <= 4;
  const { hits } = isTelling ? await search(store, words, 0, SEEN) : { hits: [] };
  const sentences = hits.filter(({ text }) => byText.has(text));
  const atWords = sentences.filter(({ text }) => good.has(text)).length;
  return { isTelling, seen: sentences.length, atWords, byChance: good.size / holding.length };
}

/** How many of the first hits hold short katakana as katakana, though hiragana folds alike, where so many do. */
async function katakanaRows(store: Store, pairs: readonly Pair[]): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  const runs = pairs.flatMap(({ ja }) => ja.text.match(/[ァ-ヺー]+/) ?? []);
  for (const [least, most] of [
    [1, 1],
    [2, 3],
    [4, 8],
  ] as const) {
    const dice = random(5);
    let [seen, possible] = [0, 0];
    for (let query = 0; query < QUERIES; query += 1) {
      const words = katakanaPart(dice, runs, least + dice.below(most - least + 1));
      const { hits } = await search(store, words, 0, KATAKANA_SEEN);
      seen += hits.filter(({ text }) => text.includes(words)).length;
      possible += Math.min(KATAKANA_SEEN, pairs.filter(({ ja }) => ja.text.includes(words)).length);
    }
    rows.push({ name: `recall@10 of katakana, ${least} to ${most}`, figures: { '%': (100 * seen) / possible } });
  }
  return rows;
}

/** A part of a run that is long enough; the whole of a longest one where none is. */
function katakanaPart(dice: Random, runs: readonly string[], length: number): string {
  const most = Math.min(length, Math.max(...runs.map((run) => run.length)));
  return part(dice, dice.any(runs.filter((run) => run.length >= most)), most);
}

/** Whether a text is a whole word, or several, of a sentence. */
function holdsWord({ words, text }: Sentence, wanted: string): boolean {
  const starts = new Set<number>();
  let at = 0;
  for (const word of words) {
    starts.add(at);
    at += word.length;
  }
  starts.add(at);
  const [folded, looked] = [fold(text), fold(wanted)];
  if (folded.length !== text.length) return words.map(fold).includes(looked);
  for (let from = folded.indexOf(looked); from >= 0; from = folded.indexOf(looked, from + 1)) {
    if (starts.has(from) && starts.has(from + looked.length)) return true;
  }
  return false;
}

function search(store: Store, words: string, offset: number, limit: number) {
  return store.search.search({ words, serverId: 'none', unseen: [], muted: [], preferred: 'ja', offset, limit });
}
