/** A channel in memory that replays post into. */
import type {
  Audience,
  FindOutcome,
  LookOutcome,
  Obstacle,
  OpenOutcome,
  PostOutcome,
  ReadyOutcome,
  Stage,
} from '../../src/replay/ports.ts';
import { notifies, type Replay } from '../../src/replay/replay.ts';
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

  /** The ids of the replays that something was opened for, in order. */
  readonly opened: string[] = [];
  /** The same for the next attempts to open a place. */
  nextOpen: ((accept: () => OpenOutcome) => OpenOutcome)[] = [];

  /** What the next posts are not ready for. */
  nextReady: ReadyOutcome[] = [];
  inTheWay: Obstacle | undefined;

  constructor(clock: FakeClock) {
    this.#clock = clock;
  }

  async post(replay: Replay, { content }: { content: string }): Promise<PostOutcome> {
    this.notifying.push(notifies(replay));
    const accept = (): PostOutcome => {
      this.posts.push(content);
      return { kind: 'posted', messageId: `message ${this.posts.length}` };
    };
    return (this.next.shift() ?? ((plainly) => plainly()))(accept);
  }

  async open({ plan }: Replay, post: { content: string }): Promise<OpenOutcome> {
    const accept = (): OpenOutcome => {
      const stageChannelId = `opened ${this.opened.push(plan.id)}`;
      if (plan.discussion?.kind !== 'forum-post') return { kind: 'opened', stageChannelId };
      return { kind: 'posted', messageId: `message ${this.posts.push(post.content)}`, stageChannelId };
    };
    return (this.nextOpen.shift() ?? ((plainly) => plainly()))(accept);
  }

  async find(
    { plan }: Replay,
    post: { content: string },
    isFree: (channelId: string) => Promise<boolean>,
  ): Promise<FindOutcome> {
    this.looks += 1;
    for (const [index] of this.opened.entries()) {
      const stageChannelId = `opened ${index + 1}`;
      if (!(await isFree(stageChannelId))) continue;
      if (plan.discussion?.kind !== 'forum-post') return { kind: 'opened', stageChannelId };
      const messageId = `message ${this.posts.lastIndexOf(post.content) + 1}`;
      return { kind: 'posted', messageId, stageChannelId };
    }
    return { kind: 'absent' };
  }

  async look(_: Replay, { content }: { content: string }): Promise<LookOutcome> {
    this.looks += 1;
    const at = this.posts.indexOf(content);
    return at < 0 ? { kind: 'absent' } : { kind: 'posted', messageId: `message ${at + 1}` };
  }

  async ready(): Promise<ReadyOutcome> {
    return this.nextReady.shift() ?? { kind: 'ready' };
  }

  async obstacle(_: Replay): Promise<Obstacle | undefined> {
    return this.inTheWay;
  }

  async typing(): Promise<void> {
    this.typed.push(this.#clock.now());
  }

  async prepare(): Promise<void> {
    await settled();
  }
}
