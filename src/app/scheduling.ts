/** Scheduling: what a server wants replayed by itself, made, listed and removed by those who manage it. */
import type { Library } from '../library/library.ts';
import type { LibraryThread } from '../library/libraryThread.ts';
import type { Shelf } from '../library/shelf.ts';
import type { Venue } from '../replay/permission.ts';
import type { ContentLanguage, Pace } from '../replay/post.ts';
import type { Clock } from '../runtime/clock.ts';
import { Day, daysText } from '../schedule/days.ts';
import { outsideQuiet, type QuietHours } from '../schedule/quietHours.ts';
import { nextTimes } from '../schedule/recurrence.ts';
import { firstState, type Standing, standingOf } from '../schedule/runs.ts';
import type { Schedule, StoredSchedule } from '../schedule/schedule.ts';
import { type Named, Names } from '../search/names.ts';
import { defaultZone } from '../settings.ts';
import type { Language } from '../thread/bilingual.ts';
import { textIn } from '../thread/language.ts';
import { type Call, mayManageServer, type Place, type Rights, requireManageServer } from './call.ts';
import { threadNamed } from './naming.ts';
import type { ChannelDirectory, ScheduleStore } from './ports.ts';
import { Refusal } from './problem.ts';
import type { ServerSettings } from './settings.ts';
import { daysNamed, timeNamed, zoneIdNamed } from './timeNaming.ts';
import { discussionOf, settingOf } from './venues.ts';

/** Schedules of one server, at most. */
const MOST_SCHEDULES = 25;

/** How many of the next runs are told when a schedule is made. */
const RUNS_TOLD = 3;

/** A channel of the server that somebody chose, with what they and the bot may do there. */
export type ChosenChannel = Pick<Place, 'channelId' | 'kind' | 'botRights'> & {
  readonly name: string;
  readonly requesterRights: Rights;
};

/** What is asked to be replayed, where and when; what is left open the server's settings decide, each time anew. */
export type ScheduleRequest = {
  readonly channel: ChosenChannel;
  readonly time: string;
  readonly days?: string | undefined;
  readonly timezone?: string | undefined;
  readonly thread?: string | undefined;
  readonly language?: ContentLanguage | undefined;
  readonly pace?: Pace | undefined;
  readonly venue?: Venue | undefined;
};

/** A schedule as people look at it. */
export type ShownSchedule = StoredSchedule & {
  /** The thread that it names; `any` for the one that waited longest, `gone` for one that the server does not see. */
  readonly thread: LibraryThread | 'any' | 'gone';
  readonly standing: Standing;
};

/** A schedule that was just made, and when its first runs are and begin, milliseconds since the Unix epoch. */
export type MadeSchedule = ShownSchedule & {
  readonly next: readonly { readonly run: number; readonly begins: number }[];
};

type SchedulingOptions = {
  store: ScheduleStore;
  library: Pick<Library, 'shelf'>;
  settings: ServerSettings;
  channels: ChannelDirectory;
  clock: Clock;
};

/** All of it needs the permission to manage the server. */
export class Scheduling {
  readonly #options: SchedulingOptions;

  constructor(options: SchedulingOptions) {
    this.#options = options;
  }

  /**
   * Makes a schedule. Discord is asked of a forum, and of a channel in which a discussion is to be opened.
   *
   * @throws Refusal when the requester may not, something of it is not understood, the bot could not replay there, or the
   *   server has as many as it may have
   */
  async add(call: Call, request: ScheduleRequest): Promise<MadeSchedule> {
    requireManageServer(call);
    const { store, library, settings, clock } = this.#options;
    const { serverId } = call.place;
    const time = timeNamed(request.time);
    const days = request.days === undefined ? Day.options : daysNamed(request.days);
    const { speech, settings: inForce } = await settings.inForce(call.place);
    const zone = request.timezone === undefined ? defaultZone(speech) : zoneIdNamed(request.timezone);
    const shelf = await library.shelf(serverId);
    const thread = request.thread ? threadNamed(shelf, request.thread, call.requester.language) : undefined;
    const { channel, language = null, pace = null, venue = 'here' } = request;
    requireWriter(channel);
    const { channelId, kind, botRights } = channel;
    const setting = await settingOf(this.#options.channels, { ...call.place, channelId, kind, botRights }, venue);
    const asTold = language ?? inForce.language.value;
    // Whether a forum has a tag for a thread that is chosen later shows then.
    if (thread) discussionOf(setting, thread.thread, asTold, speech, botRights.has('ManageThreads'));
    const now = clock.now();
    const schedule: Schedule = {
      ...{ serverId, id: call.id, channelId, channelName: channel.name, venue },
      recurrence: { time, days, zone },
      ...{ threadId: thread?.id ?? null, language, pace, madeBy: call.requester.userId, madeAt: now },
    };
    const state = firstState(schedule.recurrence, now);
    const outcome = await store.add(schedule, state, MOST_SCHEDULES);
    if (outcome === 'too-many') throw new Refusal({ code: 'too-many-schedules', limit: MOST_SCHEDULES });
    const quiet = inForce.quiet.value;
    const next = nextTimes(schedule.recurrence, now, RUNS_TOLD).map((run) => ({
      run,
      begins: outsideQuiet(quiet, run),
    }));
    return { ...shown({ schedule, state, revision: 0 }, shelf, { now, quiet }), next };
  }

  /** @throws Refusal when the requester may not manage the server */
  async list(call: Call): Promise<readonly ShownSchedule[]> {
    requireManageServer(call);
    return this.#all(call);
  }

  /**
   * The schedule that a text names: its id, or a part of what is known of it that no other has.
   *
   * @throws Refusal when the requester may not, or naming the nearest
   */
  async find(call: Call, asked: string): Promise<ShownSchedule> {
    requireManageServer(call);
    const all = await this.#all(call);
    const byId = all.find(({ schedule }) => schedule.id === asked);
    if (byId) return byId;
    const resolution = namesOf(all).resolve(asked);
    if (resolution.kind === 'found') return resolution.item.shown;
    const { language } = call.requester;
    const nearest = resolution.nearest.map(({ name, shown: { schedule } }) => ({
      id: schedule.id,
      name: name[language],
    }));
    throw new Refusal({ code: 'no-such-schedule', asked, nearest });
  }

  /**
   * Removes a schedule. A replay that it began goes on.
   *
   * @throws Refusal as {@link find}
   */
  async remove(call: Call, asked: string): Promise<ShownSchedule> {
    const found = await this.find(call, asked);
    const { serverId, id } = found.schedule;
    if (await this.#options.store.remove(serverId, id)) return found;
    throw new Refusal({ code: 'no-such-schedule', asked, nearest: [] });
  }

  /** What a half-typed text may mean, the best first; none for who may not manage the server. */
  async complete(call: Call, typed: string): Promise<readonly ShownSchedule[]> {
    if (!mayManageServer(call)) return [];
    return namesOf(await this.#all(call))
      .match(typed)
      .map(({ shown: schedule }) => schedule);
  }

  async #all(call: Call): Promise<ShownSchedule[]> {
    const { store, library, settings, clock } = this.#options;
    const { serverId } = call.place;
    const [stored, shelf, { settings: inForce }] = await Promise.all([
      store.of(serverId),
      library.shelf(serverId),
      settings.inForce(call.place),
    ]);
    const moment = { now: clock.now(), quiet: inForce.quiet.value };
    return stored.map((one) => shown(one, shelf, moment));
  }
}

/** @throws Refusal where the requester may not write: what everybody sees is theirs to begin only there */
function requireWriter({ kind, requesterRights }: ChosenChannel): void {
  const writes = kind === 'thread-channel' ? 'SendMessagesInThreads' : 'SendMessages';
  if (requesterRights.has('ViewChannel') && requesterRights.has(writes)) return;
  throw new Refusal({ code: 'you-may-not-write-here' });
}

function shown(
  stored: StoredSchedule,
  { threads }: Shelf,
  moment: { readonly now: number; readonly quiet: QuietHours | 'off' },
): ShownSchedule {
  const { threadId, recurrence } = stored.schedule;
  const thread = threadId === null ? 'any' : (threads.get(threadId) ?? 'gone');
  return { ...stored, thread, standing: standingOf(recurrence, stored.state, moment) };
}

type NamedSchedule = Named & { readonly name: Record<Language, string>; readonly shown: ShownSchedule };

function namesOf(all: readonly ShownSchedule[]): Names<NamedSchedule> {
  // Nobody means a schedule by what merely resembles its id.
  return new Names(all.map((one) => ({ id: nameOf(one).en, name: nameOf(one), shown: one })));
}

/** What people can type for a schedule: its channel, time, zone and days, and the titles of its thread. */
function nameOf({ schedule, thread }: ShownSchedule): Record<Language, string> {
  const { time, zone, days } = schedule.recurrence;
  const facts = `#${schedule.channelName} ${time} ${zone} ${daysText(days)}`;
  const named = (language: Language) =>
    typeof thread === 'string' ? facts : `${facts} ${textIn(thread.name, language).text}`;
  return { en: named('en'), ja: named('ja') };
}
