/** One run: a person who wants to see one thread replayed in one channel to its end, whatever happens around them. */
import type { APIMessage } from 'discord.js';
import { sentences } from '../../src/i18n/i18n.ts';
import { ContentLanguage, type Pace } from '../../src/replay/post.ts';
import type { Control } from '../../src/replay/state.ts';
import type { LoopbackDiscord } from '../../src/sandbox/loopback/loopback.ts';
import type { Actor } from '../../src/sandbox/loopback/people/actor.ts';
import { buttonsOf, textOf } from '../../src/sandbox/loopback/people/components.ts';
import type { Channel } from '../../src/sandbox/loopback/servers/channel.ts';
import type { Server } from '../../src/sandbox/loopback/servers/server.ts';
import type { Thread } from '../../src/thread/model.ts';
import { controlIn } from '../support/audience.ts';
import type { Ledger } from './ledger.ts';
import type { Random } from './random.ts';
import { randomThread } from './threads.ts';

/** What a replay needs, and can lose. */
const PERMISSIONS = ['ManageWebhooks', 'ReadMessageHistory'] as const;

/** How many looks at a channel, in vain, make a person type a command instead of waiting for a button. */
const PATIENCE = 30;

export class Run {
  readonly title: string;
  readonly thread: Thread;
  readonly channel: Channel;
  readonly options: { language: ContentLanguage; pace: Pace };
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
    const channel = this.#server.addTextChannel('general');
    this.channel = random.chance(0.2) ? channel.startThreadChannel('aside') : channel;
    this.#person = this.#server.addMember({ name: 'Mika', locale: random.pick(['en-US', 'ja']) }).in(this.channel);
    this.options = {
      language: random.pick(ContentLanguage.options),
      pace: random.pick(['instant', 'instant', 'fast', 'fast', 'natural', 'step', 'step']),
    };
  }

  /** Whether nothing more is to come, and people can see that. */
  isOver(ledger: Ledger): boolean {
    const state = ledger.stateIn(this.channel.id);
    if (this.doomed) return state === undefined || state.kind === 'ended' || state.kind === 'paused';
    return state?.kind === 'ended' && ENDS.some((end) => this.#control && textOf(this.#control).includes(end));
  }

  /** Does what a person would do next. An answer that does not come is asked for again another time. */
  async step(ledger: Ledger): Promise<void> {
    const state = ledger.stateIn(this.channel.id);
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

  deleteWebhooks(): void {
    this.channel.deleteWebhooks();
  }

  loseAPermission(): void {
    this.#server.revoke(this.#random.pick(PERMISSIONS));
  }

  regainPermissions(): void {
    for (const permission of PERMISSIONS) this.#server.grant(permission);
  }

  vanish(): void {
    this.doomed = true;
    if (this.#random.chance(0.5)) this.channel.vanish();
    else this.#server.removeBot();
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
