/**
 * How long people wait for the first request of an answer, beside a bare discord.js bot that answers with a constant: each
 * bot a process of its own, in a Discord of its own, asked by turns.
 *
 *     npm run bench answers
 */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { z } from 'zod';
import { Searching } from '../../src/app/searching.ts';
import { ServerSettings } from '../../src/app/settings.ts';
import { searchView } from '../../src/discord/views/search.ts';
import { sentences } from '../../src/i18n/i18n.ts';
import { Library } from '../../src/library/library.ts';
import { type LoopbackDiscord, startLoopbackDiscord } from '../../src/sandbox/loopback/loopback.ts';
import type { Actor } from '../../src/sandbox/loopback/people/actor.ts';
import { loadShippedThreads } from '../../src/shippedThreads.ts';
import { openStore } from '../../src/store/store.ts';
import { writeThreadJson } from '../../src/thread/json.ts';
import { Thread } from '../../src/thread/model.ts';
import { callBy } from '../support/calls.ts';
import { generateThreads } from './generate.ts';
import { type BenchRow, share, timesOf, timesRow } from './measure.ts';
import { type RunningBot, startBareBot, startReprise } from './processes.ts';

const TIMES = 300;
/** Not counted: what is compiled and prepared once. */
const WARM_UP = 50;
const COMMENTS = 10_000;
const SEARCHED = ['chips', 'アマ', 'trai', '半導体', 'cost'];
const PEER = 'a bare discord.js bot';

/** What Node says when a server of this process has read a request's first lines (`nodejs.org/api/diagnostics_channel`). */
const REQUEST_STARTED = 'http.server.request.start';
const Started = z.object({ request: z.object({ url: z.string(), headers: z.object({ host: z.string() }) }) });

/** Somebody in a Discord with one bot. */
type Side = { readonly discord: LoopbackDiscord; readonly bot: RunningBot; readonly member: Actor };

/** Does one thing; each time it must lead to an answer of the bot. */
type Act = (side: Side, at: number) => Promise<unknown>;

export async function benchAnswers(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'reprise-bench-'));
  try {
    const shipped = await withBoth(folder, 'data/threads', async (own, bare) => [
      await row('/settings show', own, bare, ({ member }) => member.slash('/settings show')),
      await row('/thread search, shipped threads', own, bare, searching(SEARCHED)),
      await row('completion of a thread', own, bare, ({ member }, at) =>
        member.autocomplete('/thread show', { thread: 'trainium'.slice(0, at % 8) }),
      ),
      await row('a button', own, bare, await pressing(own, bare)),
    ]);
    const large = await withBoth(folder, generated(folder), async (own, bare) => [
      await row(`/thread search, ${COMMENTS.toLocaleString('en')} comments`, own, bare, searching(words())),
    ]);
    return [...shipped, ...large, await answerPathRow(folder)];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What a search costs the bot itself: from the use case to the message, without Discord. */
async function answerPathRow(folder: string): Promise<BenchRow> {
  const log = pino({ level: 'silent' });
  const store = await openStore(`sqlite:${join(mkdtempSync(join(folder, 'store-')), 'path.sqlite')}`);
  const library = new Library(await loadShippedThreads('data/threads', log), store.collections, log);
  await store.search.sync('shipped', library.shipped);
  const drawn = async () => 'https://cdn.discordapp.com/embed/avatars/0.png';
  const searching = new Searching({
    ...{ library, index: store.search, posts: store.posts, settings: new ServerSettings(store.settings) },
    faces: { known: drawn, prepare: async () => undefined },
    mayWrite: async () => true,
  });
  const words = Array.from({ length: TIMES }, (_, at) => SEARCHED[at % SEARCHED.length] ?? '');
  const times = await timesOf(words, async (typed) =>
    searchView(await searching.search(callBy(), { words: typed, private: false })),
  );
  await store.close();
  return timesRow('/thread search, shipped threads, from the use case to the message', times);
}

async function withBoth(
  folder: string,
  threads: string,
  measure: (own: Side, bare: Side) => Promise<BenchRow[]>,
): Promise<BenchRow[]> {
  await using own = await startLoopbackDiscord();
  await using bare = await startLoopbackDiscord();
  const database = join(mkdtempSync(join(folder, 'store-')), 'answers.sqlite');
  await using ownBot = await startReprise(own, database, { THREADS_DIR: threads, LOG_LEVEL: 'info' });
  await using bareBot = await startBareBot(bare);
  bare.world.commands = own.world.commands;
  return await measure(
    { discord: own, bot: ownBot, member: memberOf(own) },
    { discord: bare, bot: bareBot, member: memberOf(bare) },
  );
}

function memberOf(discord: LoopbackDiscord): Actor {
  const server = discord.addServer({ name: 'Tea House' });
  const member = server.addMember({ name: 'Mika', permissions: ['ManageGuild'] });
  return member.in(server.addTextChannel('general'));
}

async function row(name: string, own: Side, bare: Side, act: Act): Promise<BenchRow> {
  const [ownTimes, bareTimes]: [number[], number[]] = [[], []];
  const processor = { own: 0, bare: 0 };
  for (let at = -WARM_UP; at < TIMES; at += 1) {
    if (at === 0) Object.assign(processor, { own: own.bot.processor(), bare: bare.bot.processor() });
    const [ownTime, bareTime] = [await timeOf(own, act, at + WARM_UP), await timeOf(bare, act, at + WARM_UP)];
    if (at < 0) continue;
    ownTimes.push(ownTime);
    bareTimes.push(bareTime);
  }
  const taken = { own: own.bot.processor() - processor.own, bare: bare.bot.processor() - processor.bare };
  const figures = {
    p50: share(ownTimes, 0.5),
    p99: share(ownTimes, 0.99),
    'bare p50': share(bareTimes, 0.5),
    'bare p99': share(bareTimes, 0.99),
    'processor, over bare': taken.own / taken.bare,
  };
  return { name, figures, beside: { peer: PEER, ratio: figures.p50 / figures['bare p50'] } };
}

/** Milliseconds from the interaction to the first request of its answer: when it comes, not when it was read and judged. */
async function timeOf(side: Side, act: Act, at: number): Promise<number> {
  const { promise: arrived, resolve } = Promise.withResolvers<number>();
  const began = performance.now();
  const listen = (message: unknown) => {
    const { url, headers } = Started.parse(message).request;
    if (headers.host === side.discord.authority && url.includes('/interactions/')) resolve(performance.now() - began);
  };
  subscribe(REQUEST_STARTED, listen);
  await act(side, at);
  unsubscribe(REQUEST_STARTED, listen);
  return arrived;
}

function searching(typed: readonly string[]): Act {
  return ({ member }, at) => member.slash('/thread search', { words: typed[at % typed.length] ?? '' });
}

/** Turns to a search's second page and back; the bare bot's button has no page to turn. */
async function pressing(own: Side, bare: Side): Promise<Act> {
  const find = async ({ member }: Side) => (await member.slash('/thread search', { words: 'の' })).message;
  const [ownMessage, bareMessage] = [await find(own), await find(bare)];
  const { nextPage, previousPage } = sentences.en;
  return (side, at) =>
    side === own
      ? own.member.click(ownMessage, at % 2 === 0 ? nextPage : previousPage)
      : bare.member.click(bareMessage, 'Constant');
}

/** A folder of threads as a library of so many comments has them. */
function generated(folder: string): string {
  const threads = join(folder, 'threads');
  mkdirSync(threads);
  for (const { id, thread } of generateThreads(COMMENTS)) {
    writeFileSync(join(threads, `${id}.json`), writeThreadJson(Thread.parse(thread)));
  }
  return threads;
}

/** What people type to find something in there: Latin words, and two characters of Japanese. */
function words(): string[] {
  const texts = generateThreads(200).flatMap(({ thread }) => thread.comments.map(({ text }) => text));
  return texts.map(({ en, ja }) => en?.split(' ')[0] ?? ja?.slice(0, 2) ?? 'a');
}
