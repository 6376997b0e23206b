/** The scheduler: looks at the clock every minute, and begins what is due, once, whoever else does the same. */
import type { Logger } from 'pino';
import type { Library } from '../library/library.ts';
import type { Replay } from '../replay/replay.ts';
import type { Replays } from '../replay/replays.ts';
import type { PauseReason } from '../replay/state.ts';
import type { Clock } from '../runtime/clock.ts';
import { type Measure, unmeasured } from '../runtime/measurements.ts';
import type { QuietHours } from '../schedule/quietHours.ts';
import { dutyOf, hinder, LATEST, settle, waitAnew } from '../schedule/runs.ts';
import type { Hindrance, PastRun, Schedule, ScheduleState, StoredSchedule } from '../schedule/schedule.ts';
import { replayIdOf } from '../schedule/schedule.ts';
import type { Call, Place, Right } from './call.ts';
import type { DueSchedules, ReplayHistory, ScheduleStore } from './ports.ts';
import { type Problem, Refusal } from './problem.ts';
import type { Replaying } from './replaying.ts';
import type { Announcer, Notices, PlaceDirectory } from './schedulePorts.ts';
import type { ServerSettings } from './settings.ts';

/** Milliseconds between two looks; each is on the minute, as runs are, and no clock that is set makes one later. */
const MINUTE = 60_000;

/** Servers whose schedules are attended to at a time. */
const AT_ONCE = 8;

/** Looks that pass between two attempts where something did not answer: each time twice as many, at most these. */
const MOST_LOOKS_PASSED = 5;

/** Threads that are tried for one run, at most: in a forum each takes a request. */
const MOST_TRIED = 50;

/** Refusals that another thread may not meet. */
const OF_THE_THREAD: ReadonlySet<Problem['code']> = new Set(['nothing-to-play', 'forum-needs-tag']);

/** What a schedule may do in its server; that its maker manages it was seen when it was made. */
const RIGHTS: ReadonlySet<Right> = new Set(['ViewChannel', 'SendMessages', 'SendMessagesInThreads']);

type SchedulerOptions = {
  store: ScheduleStore;
  history: ReplayHistory;
  library: Pick<Library, 'shelf'>;
  settings: ServerSettings;
  replaying: Replaying;
  replays: Pick<Replays, 'find' | 'inChannel' | 'control' | 'onStep'>;
  places: PlaceDirectory;
  announcer: Announcer;
  notices: Notices;
  clock: Clock;
  log: Logger;
  /** Hears of each look, and of each run that began or was skipped. */
  measure?: Measure | undefined;
};

type Planned = Extract<ScheduleState, { kind: 'planned' }>;

/** What came of an attempt to begin a run: `given-up` where waiting would not help. */
type Attempt =
  | { readonly kind: 'begun'; readonly replay: Replay }
  | { readonly kind: 'hindered' | 'given-up'; readonly by: Hindrance }
  | { readonly kind: 'channel-gone' };

/** Attempts that failed in a row, and the looks to pass until the next. */
type Patience = { readonly failures: number; looks: number };

/** Begins what the schedules of all servers say, for as long as it is not halted. */
export class Scheduler {
  readonly #options: SchedulerOptions;
  readonly #measure: Measure;
  readonly #halted = new AbortController();
  /** Of schedules that something did not answer, by server and id. */
  readonly #patience = new Map<string, Patience>();
  /** Schedules that could not be read, by server and id: the log says so once. */
  readonly #unreadable = new Set<string>();
  #looking: Promise<void> | undefined;

  constructor(options: SchedulerOptions) {
    this.#options = options;
    this.#measure = options.measure ?? unmeasured;
    options.replays.onStep((replay) => this.#endUnopened(replay));
  }

  /** Begins to look. */
  start(): void {
    this.#looking ??= this.#lookOnAndOn();
  }

  /** Begins nothing more; resolves when what was being begun has begun. */
  async halt(): Promise<void> {
    this.#halted.abort();
    await this.#looking;
  }

  /** Looks once at everything that may be due. */
  async look(): Promise<void> {
    const { store, clock } = this.#options;
    const now = clock.now();
    let [due, late] = [0, 0];
    for await (const part of store.due(now)) {
      const runs = part.due.map(({ state }) => state).filter((state) => state.kind === 'planned' && state.due <= now);
      due += runs.length;
      late += runs.filter((state) => state.kind === 'planned' && state.due <= now - MINUTE).length;
      await this.#attendToAll(part);
    }
    this.#measure({ kind: 'schedules-seen', due, late });
  }

  async #attendToAll({ due, unreadable }: DueSchedules): Promise<void> {
    for (const { serverId, id } of unreadable) this.#noteUnreadable(serverId, id);
    // Of two that are to choose a thread in one server, the second knows what the first has chosen.
    const servers = [...Map.groupBy(due, ({ schedule }) => schedule.serverId).values()].values();
    const attend = async () => {
      for (const ofServer of servers) for (const stored of ofServer) await this.#attendOrLog(stored);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, attend));
  }

  #noteUnreadable(serverId: string, id: string): void {
    const key = `${serverId} ${id}`;
    if (this.#unreadable.has(key)) return;
    this.#unreadable.add(key);
    this.#options.log.error({ server: serverId, schedule: id }, 'a stored schedule cannot be read: it is passed over');
  }

  async #lookOnAndOn(): Promise<void> {
    const { clock, log } = this.#options;
    const { signal } = this.#halted;
    while (!signal.aborted) {
      await this.look().catch((error: unknown) =>
        log.error({ err: error }, 'could not look for schedules that are due'),
      );
      await clock.wait(MINUTE - (clock.now() % MINUTE), signal);
    }
  }

  async #attendOrLog(stored: StoredSchedule): Promise<void> {
    if (this.#halted.signal.aborted) return;
    try {
      await this.#attend(stored);
    } catch (error) {
      this.#options.log.error({ ...factsOf(stored.schedule), err: error }, 'could not attend to a schedule');
    }
  }

  async #attend({ schedule, state, revision }: StoredSchedule): Promise<void> {
    const { store, clock } = this.#options;
    if (!this.#isPatient(schedule)) return;
    const save = (next: ScheduleState) => store.save(schedule, revision, next);
    if (state.kind === 'off') return this.#tell(schedule, state, save);
    const duty = dutyOf(schedule.recurrence, state, { now: clock.now(), quiet: await this.#quietIn(schedule) });
    switch (duty.kind) {
      case 'rest':
        return;
      case 'store':
        if (!(await save(duty.state))) return;
        if (duty.state.last !== state.last) this.#noteSkip(schedule, duty.state.last);
        return this.#waitAnewIfChanged({ schedule, state: duty.state, revision: revision + 1 });
      case 'begin':
        return this.#begin(schedule, duty.run, save);
    }
  }

  /** Who changed quiet hours just before it was stored that a run waits for their end has not found it waiting. */
  async #waitAnewIfChanged({ schedule, state, revision }: StoredSchedule & { state: Planned }): Promise<void> {
    if (state.due === state.run) return;
    const anew = waitAnew(state, { now: this.#options.clock.now(), quiet: await this.#quietIn(schedule) });
    if (anew.due !== state.due) await this.#options.store.save(schedule, revision, anew);
  }

  async #quietIn({ serverId }: Schedule): Promise<QuietHours | 'off'> {
    const { settings } = await this.#options.settings.inForce({ serverId, preferredLocale: null });
    return settings.quiet.value;
  }

  async #begin(schedule: Schedule, run: Planned, save: (next: ScheduleState) => Promise<boolean>): Promise<void> {
    const { clock, log } = this.#options;
    const attempt = await this.#attempt(schedule, run.run);
    switch (attempt.kind) {
      case 'begun': {
        this.#patience.delete(keyOf(schedule));
        const { id: replayId } = attempt.replay.plan;
        await save(settle(schedule.recurrence, run, { kind: 'begun', run: run.run, replayId }));
        const late = clock.now() - run.due;
        log.info({ ...factsOf(schedule), replay: replayId, late }, 'a schedule began its replay');
        this.#measure({ kind: 'run-begun', delay: late });
        // It may have been kept from that before it was noted that it began.
        return this.#endUnopened((await this.#options.replays.find(schedule.serverId, replayId)) ?? attempt.replay);
      }
      case 'given-up': {
        const last: PastRun = { kind: 'skipped', run: run.run, because: attempt.by };
        if (await save(settle(schedule.recurrence, run, last))) this.#noteSkip(schedule, last);
        return;
      }
      case 'hindered': {
        const next = hinder(run, attempt.by);
        if (next !== run) await save(next);
        return;
      }
      case 'channel-gone':
        await save({ kind: 'off', since: clock.now(), told: false, last: run.last });
        log.warn(factsOf(schedule), 'the channel of a schedule is gone: the schedule is off');
    }
  }

  async #attempt(schedule: Schedule, run: number): Promise<Attempt> {
    const { replays, places, replaying, announcer } = this.#options;
    const { serverId, channelId, venue } = schedule;
    const id = replayIdOf(schedule, run);
    const known = await replays.find(serverId, id);
    if (known) {
      // Where it was stored and something failed before it was let play; otherwise this changes nothing.
      await replaying.begin(known, undefined);
      return { kind: 'begun', replay: known };
    }
    // Asked of the store alone: this may be so for an hour.
    if (venue === 'here' && (await replays.inChannel(serverId, channelId))) return hindered({ kind: 'occupied' });
    const look = await places.look(serverId, channelId);
    if (look.kind === 'gone') return { kind: 'channel-gone' };
    if (look.kind === 'hidden') {
      return givenUp({ kind: 'bot-lacks-permissions', permissions: ['ViewChannel'] });
    }
    if (look.kind === 'unseen') return this.#later(schedule, { kind: 'discord-failed' });
    try {
      const call = callOf(schedule, id, look.place);
      const replay = await this.#start(call, schedule, await this.#threadsFor(schedule));
      if (!replay) return givenUp({ kind: 'no-threads' });
      await replaying.begin(replay, await announcer.announce(replay));
      return { kind: 'begun', replay };
    } catch (error) {
      if (error instanceof Refusal) return afterRefusal(error.problem);
      this.#options.log.error({ ...factsOf(schedule), err: error }, 'could not begin the replay of a schedule');
      return this.#later(schedule, { kind: 'unexpected' });
    }
  }

  /**
   * Starts the first of some threads that can be replayed there: one that cannot would otherwise be chosen again each time.
   *
   * @returns undefined when there is none
   * @throws Refusal when none can be replayed, what the first was refused for
   */
  async #start(
    call: Call,
    { venue, language, pace }: Schedule,
    threads: readonly string[],
  ): Promise<Replay | undefined> {
    let refused: Refusal | undefined;
    for (const thread of threads.slice(0, MOST_TRIED)) {
      const request = { thread, venue, language: language ?? undefined, pace: pace ?? undefined, bySchedule: true };
      try {
        return await this.#options.replaying.start(call, request);
      } catch (error) {
        if (!(error instanceof Refusal) || !OF_THE_THREAD.has(error.problem.code)) throw error;
        refused ??= error;
      }
    }
    if (refused) throw refused;
    return undefined;
  }

  /** The thread that a schedule names, or all that its server sees, those that it has not replayed for longest first. */
  async #threadsFor({ serverId, threadId }: Schedule): Promise<readonly string[]> {
    if (threadId !== null) return [threadId];
    const { library, history } = this.#options;
    const [shelf, last] = await Promise.all([library.shelf(serverId), history.lastReplays(serverId)]);
    const waited = ({ id }: { id: string }) => last.get(id) ?? Number.NEGATIVE_INFINITY;
    // Of those never replayed the newest; the order of equals is kept.
    return shelf.threads.items.toSorted((one, other) => compare(waited(one), waited(other))).map(({ id }) => id);
  }

  /**
   * Ends a replay that could not open its post in a forum. There is no message on which anybody could learn of that, and
   * let it go on: the list of schedules says why.
   */
  async #endUnopened({ plan, state, stageChannelId }: Replay): Promise<void> {
    if (plan.controlChannelId !== null || stageChannelId !== null || state.kind !== 'paused') return;
    const { replays, store } = this.#options;
    await replays.control(plan.serverId, plan.id, { kind: 'stop' });
    for (const { schedule, state: stored, revision } of await store.of(plan.serverId)) {
      if (stored.last?.kind !== 'begun' || stored.last.replayId !== plan.id) continue;
      const last: PastRun = { kind: 'skipped', run: stored.last.run, because: becauseOf(state.reason) };
      if (await store.save(schedule, revision, { ...stored, last })) this.#noteSkip(schedule, last);
    }
  }

  async #tell(
    schedule: Schedule,
    state: Extract<ScheduleState, { kind: 'off' }>,
    save: (next: ScheduleState) => Promise<boolean>,
  ): Promise<void> {
    const { notices, clock } = this.#options;
    const outcome = clock.now() - state.since < LATEST ? await notices.tellOff(schedule) : 'done';
    if (outcome === 'done') await save({ ...state, told: true });
    else this.#later(schedule, { kind: 'discord-failed' });
  }

  /** Whether it is time to try again. */
  #isPatient(schedule: Schedule): boolean {
    const patience = this.#patience.get(keyOf(schedule));
    if (!patience || patience.looks === 0) return true;
    patience.looks -= 1;
    return false;
  }

  /** Lets some looks pass until the next attempt. */
  #later(schedule: Schedule, by: Hindrance): Attempt {
    const failures = this.#patience.get(keyOf(schedule))?.failures ?? 0;
    this.#patience.set(keyOf(schedule), { failures: failures + 1, looks: Math.min(2 ** failures, MOST_LOOKS_PASSED) });
    return hindered(by);
  }

  #noteSkip(schedule: Schedule, last: PastRun | null): void {
    if (last?.kind !== 'skipped') return;
    this.#patience.delete(keyOf(schedule));
    this.#measure({ kind: 'run-skipped', because: last.because.kind });
    const run = new Date(last.run).toISOString();
    this.#options.log.warn({ ...factsOf(schedule), run, because: last.because }, 'a run of a schedule was skipped');
  }
}

function callOf({ madeBy }: Schedule, id: string, place: Place): Call {
  // Nobody reads an answer to this call: the language of its sentences is not used.
  return { id, requester: { userId: madeBy, language: 'en', rights: RIGHTS }, place };
}

/** What a refusal means for a run: some things pass by themselves within the hour. */
function afterRefusal(problem: Problem): Attempt {
  switch (problem.code) {
    case 'occupied':
      return hindered({ kind: 'occupied' });
    case 'too-many-replays':
      return hindered({ kind: 'too-many-replays' });
    case 'bot-lacks-permissions':
      return givenUp({ kind: 'bot-lacks-permissions', permissions: problem.permissions });
    case 'no-such-thread':
    case 'nothing-to-play':
    case 'forum-needs-tag':
      return givenUp({ kind: problem.code });
    default:
      return givenUp({ kind: 'refused', code: problem.code });
  }
}

/** What keeps a replay from opening its place, as a hindrance of the run that began it. */
function becauseOf(reason: PauseReason): Hindrance {
  switch (reason.kind) {
    case 'missing-permission':
      return { kind: 'bot-lacks-permissions', permissions: [reason.permission] };
    case 'tag-required':
      return { kind: 'forum-needs-tag' };
    case 'unreachable':
      return { kind: 'discord-failed' };
    case 'late':
      return { kind: 'missed' };
    default:
      return { kind: 'refused', code: reason.kind };
  }
}

function hindered(by: Hindrance): Attempt {
  return { kind: 'hindered', by };
}

function givenUp(by: Hindrance): Attempt {
  return { kind: 'given-up', by };
}

function compare(one: number, other: number): number {
  return one === other ? 0 : one - other;
}

function keyOf({ serverId, id }: Schedule): string {
  return `${serverId} ${id}`;
}

function factsOf({ id, serverId, channelId }: Schedule) {
  return { schedule: id, server: serverId, channel: channelId };
}
