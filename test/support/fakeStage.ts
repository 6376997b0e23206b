/** A channel in memory that replays post into. */
import type { Audience, LookOutcome, Obstacle, PostOutcome, ReadyOutcome, Stage } from '../../src/replay/ports.ts';
import type { ReplayPlan } from '../../src/replay/replay.ts';
import { type FakeClock, settled } from './fakeClock.ts';

/** An audience that mutes nobody. */
export const everybody: Audience = { hears: async () => true };

/** Its answers are those of a channel without trouble, unless a test spoils them. */
export class FakeStage implements Stage {
  readonly posts: string[] = [];
  readonly typed: number[] = [];
  /** Of each attempt to post, whether it may notify members. */
  notifying: boolean[] = [];
  looks = 0;
  readonly #clock: FakeClock;
  /** What happens to the next attempts instead of a plain success. */
  next: ((accept: () => PostOutcome) => PostOutcome | Promise<PostOutcome>)[] = [];

  /** What the next posts are not ready for. */
  nextReady: ReadyOutcome[] = [];
  inTheWay: Obstacle | undefined;

  constructor(clock: FakeClock) {
    this.#clock = clock;
  }

  async post(_: ReplayPlan, { content }: { content: string }, notifies: boolean): Promise<PostOutcome> {
    this.notifying.push(notifies);
    const accept = (): PostOutcome => {
      this.posts.push(content);
      return { kind: 'posted', messageId: `message ${this.posts.length}` };
    };
    return (this.next.shift() ?? ((plainly) => plainly()))(accept);
  }

  async look(_: ReplayPlan, { content }: { content: string }): Promise<LookOutcome> {
    this.looks += 1;
    const at = this.posts.indexOf(content);
    return at < 0 ? { kind: 'absent' } : { kind: 'posted', messageId: `message ${at + 1}` };
  }

  async ready(): Promise<ReadyOutcome> {
    return this.nextReady.shift() ?? { kind: 'ready' };
  }

  async obstacle(): Promise<Obstacle | undefined> {
    return this.inTheWay;
  }

  async typing(): Promise<void> {
    this.typed.push(this.#clock.now());
  }

  async prepare(): Promise<void> {
    await settled();
  }
}
