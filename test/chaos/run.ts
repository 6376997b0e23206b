/** One run: a person who wants to see one thread replayed in one place to its end, whatever happens around them. */
import { setTimeout } from 'node:timers/promises';
import type { APIMessage } from 'discord.js';
import { sentences } from '../../src/i18n/i18n.ts';
import type { Venue } from '../../src/replay/permission.ts';
import { ContentLanguage, type Pace } from '../../src/replay/post.ts';
import type { Control, ReplayState } from '../../src/replay/state.ts';
import type { LoopbackDiscord } from '../../src/sandbox/loopback/loopback.ts';
import type { Actor } from '../../src/sandbox/loopback/people/actor.ts';
import { buttonsOf, textOf } from '../../src/sandbox/loopback/people/components.ts';
import type { Channel } from '../../src/sandbox/loopback/servers/channel.ts';
import type { Server } from '../../src/sandbox/loopback/servers/server.ts';
import type { Thread } from '../../src/thread/model.ts';
import { controlIn } from '../support/audience.ts';
import { judgeAll } from './judge.ts';
import type { Ledger } from './ledger.ts';
import type { Random } from './random.ts';
import { randomThread } from './threads.ts';

/** What a replay needs, and can lose. */
const PERMISSIONS = ['ManageWebhooks', 'ReadMessageHistory', 'CreatePublicThreads'] as const;

/** How many looks at a channel, in vain, make a person type a command instead of waiting for a button. */
const PATIENCE = 30;

/** How long a person waits for an answer before they do something else, real milliseconds. */
const LONGEST_WAIT = 8_000;

export class Run {
  readonly title: string;
  readonly thread: Thread;
  /** Where the person is. */
  readonly channel: Channel;
  readonly options: { language: ContentLanguage; pace: Pace; place: Venue };
  /** The channel with the webhooks: that in which the person's ThreadChannel is, if they are in one. */
  readonly #parent: Channel;
  /** What has been opened beside what was there, also what is gone by now. */
  readonly #opened = new Map<string, Channel>();
  readonly #before: ReadonlySet<string>;
  readonly #server: Server;
  readonly #person: Actor;
  readonly #random: Random;
  #unmoved = 0;
  /** Whether its channel, or its server, was taken away. */
  doomed = false;
  /** How often the bot did not answer this person in time. */
  unanswered = 0;

  constructor(discord: LoopbackDiscord, random: Random, title: string) {
    this.#random = random;
    this.title = title;
    this.thread = randomThread(random, title);
    const preferredLocale = random.pick(['en-US', 'ja']);
    this.#server = discord.addServer({ name: title, preferredLocale });
    const isForum = random.chance(0.3);
    this.#parent = isForum ? this.#server.addForumChannel('forum') : this.#server.addTextChannel('general');
    this.channel = isForum || random.chance(0.5) ? this.#parent.startThreadChannel('aside') : this.#parent;
    this.#before = new Set(this.#parent.threadChannels.map(({ id }) => id));
    this.#person = this.#server.addMember({ name: 'Mika', locale: random.pick(['en-US', 'ja']) }).in(this.channel);
    this.options = {
      language: random.pick(ContentLanguage.options),
      pace: random.pick(['instant', 'instant', 'fast', 'fast', 'natural', 'step', 'step']),
      place: random.chance(0.6) ? 'discussion' : 'here',
    };
  }

  /** Whether nothing more is to come, and people can see that. */
  async isOver(ledger: Ledger): Promise<boolean> {
    const state = await ledger.stateIn(this.#server.id);
    if (this.doomed) return state === undefined || state.kind === 'ended' || state.kind === 'paused';
    return state?.kind === 'ended' && ENDS.some((end) => this.#control && textOf(this.#control).includes(end));
  }

  /** Does what a person would do next. An answer that does not come is asked for again another time. */
  async step(ledger: Ledger): Promise<void> {
    const state = await ledger.stateIn(this.#server.id);
    this.#noteOpened();
    // What was put off by a bot that was killed then would be waited for a quarter of an hour.
    const waited = new AbortController();
    const impatience = setTimeout(LONGEST_WAIT, undefined, { signal: waited.signal }).catch(() => undefined);
    await Promise.race([this.#act(state), impatience]);
    waited.abort();
  }

  async #act(state: ReplayState | undefined): Promise<void> {
    try {
      if (!state) await this.#begin();
      else if (state.kind === 'paused') await this.#resume();
      else if (state.kind === 'resting') await this.#askForNext();
      else if (state.kind !== 'ended') await this.#meddle();
    } catch (error) {
      if (!(error instanceof Error) || !UNANSWERED.test(error.message)) throw error;
      this.unanswered += 1;
    }
  }

  /** What people saw of it in the end, compared with what the bot believes. */
  async judge(ledger: Ledger) {
    this.#noteOpened();
    const opened = [...this.#opened.values()];
    const stages = [{ id: this.channel.id, posts: this.channel.posts, opened: false }];
    stages.push(...opened.map(({ id, posts }) => ({ id, posts, opened: true })));
    return judgeAll(stages, await ledger.entriesIn(this.#server.id), this.thread);
  }

  /** Where it stands, for whoever wonders why it is not over. */
  stateIn(ledger: Ledger) {
    return ledger.stateIn(this.#server.id);
  }

  /** Whether anything has been posted yet. */
  get hasBegun(): boolean {
    this.#noteOpened();
    return [this.channel, ...this.#opened.values()].some(({ posts }) => posts.length > 0);
  }

  deleteWebhooks(): void {
    this.#parent.deleteWebhooks();
  }

  /** Archives a ThreadChannel, as Discord does with those that nobody writes in. */
  archive(): void {
    this.#random.pick(this.#parent.threadChannels.length > 0 ? this.#parent.threadChannels : [this.#parent]).archive();
  }

  loseAPermission(): void {
    this.#server.revoke(this.#random.pick(PERMISSIONS));
  }

  regainPermissions(): void {
    for (const permission of PERMISSIONS) this.#server.grant(permission);
  }

  vanish(): void {
    this.doomed = true;
    this.#noteOpened();
    if (this.#random.chance(0.5)) this.#parent.vanish();
    else this.#server.removeBot();
  }

  #noteOpened(): void {
    for (const channel of this.#parent.threadChannels) {
      if (!this.#before.has(channel.id)) this.#opened.set(channel.id, channel);
    }
  }

  async #begin(): Promise<void> {
    this.regainPermissions();
    await this.#person.slash('/thread replay', { thread: this.title, ...this.options });
  }

  async #resume(): Promise<void> {
    if (this.#random.chance(0.7)) this.regainPermissions();
    const control = this.#control;
    if (control && has(control, 'resume')) {
      this.#unmoved = 0;
      await this.#press(control, 'resume');
      return;
    }
    this.#unmoved += 1;
    if (this.#unmoved > PATIENCE) {
      this.#unmoved = 0;
      await this.#person.slash('/thread resume');
    }
  }

  /** Presses the button, now and then twice at a time as two people would, or types the command. */
  async #askForNext(): Promise<void> {
    const control = this.#control;
    if (!control || !has(control, 'skip') || this.#random.chance(0.1)) await this.#person.slash('/thread skip');
    else if (this.#random.chance(0.2)) await Promise.all([1, 2].map(() => this.#press(control, 'skip')));
    else await this.#press(control, 'skip');
    if (this.#random.chance(0.2)) await this.#changePace();
  }

  async #changePace(): Promise<void> {
    const control = this.#control;
    const buttons = control ? paceButtons(control) : [];
    if (!control || buttons.length === 0 || this.#random.chance(0.3))
      await this.#person.slash(this.#random.pick(['/thread faster', '/thread slower']));
    else await this.#person.click(control, this.#random.pick(buttons));
  }

  async #meddle(): Promise<void> {
    const control = this.#control;
    if (this.#random.chance(0.03)) return this.#changePace();
    const wish = this.#random.pick<Control>(['pause', 'skip', 'skip', 'skip']);
    if (control && has(control, wish) && this.#random.chance(0.1)) await this.#press(control, wish);
    else if (control && has(control, 'stop') && this.#random.chance(0.0005)) await this.#press(control, 'stop');
  }

  async #press(control: APIMessage, wish: Control): Promise<void> {
    const id = buttonsOf(control).find(({ custom_id }) => custom_id.startsWith(`control:${wish}:`))?.custom_id;
    if (id) await this.#person.click(control, id);
  }

  /** The newest control message. */
  get #control(): APIMessage | undefined {
    return controlIn(this.channel);
  }
}

const { en, ja } = sentences;
const ENDS = [en, ja].flatMap(({ control }) => [control.finished, control.stopped]);

/** What the loopback Discord says of an interaction that got no answer, or of a bot that is away. */
const UNANSWERED = /did not respond within|No bot is connected|did not give it within|There is no command/;

/** The ids of the buttons that change the pace, but for those at its ends. */
function paceButtons(control: APIMessage): string[] {
  const buttons = buttonsOf(control).filter(({ custom_id, disabled }) => custom_id.startsWith('pace:') && !disabled);
  return buttons.map(({ custom_id }) => custom_id);
}

function has(control: APIMessage, wish: Control): boolean {
  return buttonsOf(control).some(({ custom_id, disabled }) => custom_id.startsWith(`control:${wish}:`) && !disabled);
}
