/** A server whose people watch a replay, in the language they speak: what they see is what a test may judge. */
import { type APIMessage, channelMention, MessageType } from 'discord.js';
import { expect } from 'vitest';
import { type Sentences, sentences } from '../../src/i18n/i18n.ts';
import type { Actor, Reply } from '../../src/sandbox/loopback/people/actor.ts';
import { buttonsOf, textOf } from '../../src/sandbox/loopback/people/components.ts';
import type { Channel } from '../../src/sandbox/loopback/servers/channel.ts';
import type { Server } from '../../src/sandbox/loopback/servers/server.ts';
import { shorten } from '../../src/text/shorten.ts';
import type { Language } from '../../src/thread/bilingual.ts';
import { textIn } from '../../src/thread/language.ts';
import { shippedThread as thread } from './shippedThread.ts';
import type { TestBed } from './testBed.ts';

export const POST = 'POST /webhooks/:id/:token';
export const LOOK = 'GET /channels/:id/messages';

/** Where it all happens: a Discord, and a way to let time pass. */
type Surroundings = Pick<TestBed, 'discord' | 'passUntil'>;

/** A server of one language, with somebody who starts replays of the shipped thread in its channel. */
export class Audience {
  readonly server: Server;
  /** Where commands are given. */
  readonly channel: Channel;
  readonly person: Actor;
  readonly words: Sentences['control'];
  readonly #bed: Surroundings;
  readonly #language: Language;

  /** @param place makes the channel; a text channel when left out */
  constructor(bed: Surroundings, language: Language, place = (server: Server) => server.addTextChannel('general')) {
    const locale = language === 'ja' ? 'ja' : 'en-US';
    this.#bed = bed;
    this.#language = language;
    this.server = bed.discord.addServer({ name: 'Tea House', preferredLocale: locale });
    this.channel = place(this.server);
    this.person = this.server.addMember({ name: 'Mika', locale }).in(this.channel);
    this.words = sentences[language].control;
  }

  async start(options: { pace?: string; from?: number; place?: string } = { pace: 'instant' }): Promise<Reply> {
    return this.person.slash('/thread replay', { thread: 'trainium', ...options });
  }

  /** The newest control message. */
  get control(): APIMessage {
    const control = controlIn(this.channel);
    if (!control) throw new Error('There is no control message.');
    return control;
  }

  /** Lets time pass until the control message says something. */
  async sees(text: string): Promise<void> {
    await this.#bed.passUntil(() => {
      const control = controlIn(this.channel);
      return control !== undefined && textOf(control).includes(text);
    });
  }

  /** Lets time pass until so many lines have been posted. */
  async reads(lines: number): Promise<void> {
    await this.#bed.passUntil(() => this.channel.posts.length >= lines);
  }

  async press(control: 'pause' | 'resume' | 'skip' | 'stop'): Promise<void> {
    await this.person.click(this.control, this.words.labels[control]);
  }

  /** Lets time pass to the end, and checks that every line was posted once, in order, and that nothing else was. */
  async seesAllOnce(): Promise<void> {
    await this.sees(this.words.finished);
    this.#holdsAllOnce(this.channel);
    expect(this.channel.messages).toHaveLength(thread.comments.length + 2);
  }

  /** The same of the one discussion that was opened beside what was there before. */
  async seesAllOnceIn(parent: Channel, before = 0): Promise<Channel> {
    await this.sees(this.words.finished);
    const opened = parent.threadChannels.slice(before);
    expect(opened.map(({ state }) => state.name)).toEqual([shorten(textIn(thread.title, this.#language).text, 100)]);
    const [stage] = opened;
    if (!stage) throw new Error('No discussion was opened.');
    this.#holdsAllOnce(stage);
    // A ThreadChannel of a message begins with it.
    const own = stage.messages.filter(({ type }) => type !== MessageType.ThreadStarterMessage);
    expect(own).toHaveLength(thread.comments.length + 1);
    expect(textOf(this.control)).toContain(channelMention(stage.id));
    return stage;
  }

  #holdsAllOnce({ posts }: Channel): void {
    expect(posts.map(({ content }) => content).slice(1)).toEqual(
      thread.comments.map(({ text }) => textIn(text, this.#language).text),
    );
    expect(posts[0]?.content).toContain(textIn(thread.title, this.#language).text);
    expect(posts.map(({ author }) => author.username)).toEqual(
      [thread.author, ...thread.comments.map(({ persona }) => persona)].map(
        (name) => textIn(name, this.#language).text,
      ),
    );
  }
}

/** The newest control message of a channel: posts have buttons too, but it is no post. */
export function controlIn(channel: Channel): APIMessage | undefined {
  const { posts } = channel;
  return channel.messages.findLast((message) => buttonsOf(message).length > 0 && !posts.includes(message));
}

/** The longest run of requests to one address that failed alike, one after the other. */
export function longestFailure(bed: TestBed): number {
  const runs = new Map<string, number>();
  let longest = 0;
  for (const { method, path, status = 0 } of bed.discord.requests) {
    const key = `${method} ${path}`;
    runs.set(key, status >= 400 ? (runs.get(key) ?? 0) + 1 : 0);
    longest = Math.max(longest, runs.get(key) ?? 0);
  }
  return longest;
}
