/** Builds the bot from its parts, connects it to Discord, and shuts it down. */
import type { REST } from 'discord.js';
import type { Logger } from 'pino';
import { commands } from '../commands/index.ts';
import { CatchingUp } from './app/catchingUp.ts';
import { Checking } from './app/checking.ts';
import { Cooldown } from './app/cooldown.ts';
import { Curating } from './app/curating.ts';
import { Exporting } from './app/exporting.ts';
import { Handover } from './app/handover.ts';
import { ImportIndex } from './app/importIndex.ts';
import { Importing } from './app/importing.ts';
import { Inspecting } from './app/inspecting.ts';
import type { FacePainter } from './app/ports.ts';
import { quietWaits } from './app/quietWaits.ts';
import { Reading } from './app/reading.ts';
import { Replaying } from './app/replaying.ts';
import { replayMeasurements } from './app/replayMeasurements.ts';
import { Scheduler } from './app/scheduler.ts';
import { Scheduling } from './app/scheduling.ts';
import { Searching } from './app/searching.ts';
import { ServerSettings } from './app/settings.ts';
import { Translating } from './app/translating.ts';
import { Undoing } from './app/undoing.ts';
import { writePermission } from './app/writePermission.ts';
import type { Config } from './config.ts';
import { CommandRegistration } from './discord/commandRegistration.ts';
import { connect } from './discord/connection/connection.ts';
import { CommandDirectory } from './discord/interactions/commandDirectory.ts';
import { InteractionRouter } from './discord/interactions/router.ts';
import { inviteLink } from './discord/inviteLink.ts';
import { attachmentReader } from './discord/rest/attachments.ts';
import { channelDirectory } from './discord/rest/channelDirectory.ts';
import { onceRest } from './discord/rest/client.ts';
import { DiscordApi } from './discord/rest/discordApi.ts';
import { pacedRest } from './discord/rest/pacedRest.ts';
import { placeDirectory } from './discord/rest/placeDirectory.ts';
import { RequestBudget } from './discord/rest/requestBudget.ts';
import { ControlBoard } from './discord/stage/controlBoard.ts';
import { Deleting } from './discord/stage/deleting.ts';
import { WorkerFacePainter } from './discord/stage/facePainter.ts';
import { Faces } from './discord/stage/faces.ts';
import { scheduleNotices } from './discord/stage/scheduleNotices.ts';
import { discordStage } from './discord/stage/stage.ts';
import { WebhookRoutes } from './discord/stage/webhookRoutes.ts';
import { sentences } from './i18n/i18n.ts';
import { Library } from './library/library.ts';
import { INVITED_PERMISSIONS, permissionBits } from './replay/permission.ts';
import { Replays } from './replay/replays.ts';
import { REQUEST_TIMEOUT } from './replay/state.ts';
import { Undos } from './replay/undos.ts';
import type { Clock } from './runtime/clock.ts';
import type { Measure } from './runtime/measurements.ts';
import { shareOf } from './runtime/shards.ts';
import type { StartupError } from './runtime/startupError.ts';
import { systemClock } from './runtime/systemClock.ts';
import { loadShippedThreads } from './shippedThreads.ts';
import { openStore, type Store } from './store/store.ts';
import type { Language } from './thread/bilingual.ts';
import type { PersonaKey } from './thread/identity.ts';

/**
 * How long replays that just begin, then posts and deletions in flight, then an import's indexing, then the connection's
 * end, may delay the shutdown, milliseconds: most hosts grant 10 s.
 */
const SCHEDULES_GRACE = 500;
const POSTS_GRACE = 6_000;
const INDEX_GRACE = 1_000;
const DISCONNECT_GRACE = 1_500;

/** How many replays a member can start in one server within a minute. */
const STARTS_A_MINUTE = 3;

/** How long a file that somebody attached may take to arrive, milliseconds. */
const ATTACHMENT_TIMEOUT = 10_000;

/** A running bot. */
export type Bot = {
  /** Resolves with the reason if the bot can no longer go on, such as a token that was revoked. */
  readonly failed: Promise<StartupError>;
  /** The link by which it is added to a server. */
  readonly invite: string;
  /** Finishes the posts in flight, stores everything, disconnects. */
  stop(): Promise<void>;
};

/** What a bot is made from. */
export type BotOptions = {
  config: Config & { token: string };
  log: Logger;
  clock: Clock;
  /** How long the answer to a post is waited for, milliseconds of real time; at most what a replay reckons with. */
  requestTimeout?: number;
  /** How many replays a member can start in one server within a minute. */
  startsAMinute?: number;
  /** Draws faces; a thread of this bot's own by default. */
  painter?: FacePainter;
  /** Real time, by which connections are tried again and a stop ends, whatever the bot's own clock shows. */
  networkClock?: Clock;
};

/**
 * Starts the bot and resolves once it serves.
 *
 * @throws StartupError when threads, store or token cannot be used, or Discord cannot be reached
 */
export async function startBot(options: BotOptions): Promise<Bot> {
  const { config, log, clock, requestTimeout = REQUEST_TIMEOUT, networkClock = systemClock() } = options;
  const { startsAMinute = STARTS_A_MINUTE, painter = new WorkerFacePainter(log) } = options;
  const atMost = (ms: number, work: Promise<unknown>) => within(networkClock, ms, work);
  // What has been opened is closed again if the start fails, and by `stop` otherwise: the last first.
  await using opening = new AsyncDisposableStack();
  const health = await openHealth(options, networkClock);
  opening.defer(async () => health?.close());
  const measure = health?.measure;
  const shipped = await loadShippedThreads(config.threadsDir, log);
  const { databaseUrl, databaseConnections: connections, shards } = config;
  const store = opening.adopt(await openStore(databaseUrl, { connections, shards, measure }), (opened) =>
    opened.close(),
  );
  health?.observe({ store: () => store.answer() });
  const library = new Library(shipped, store.collections, log);
  const indexed = await store.search.sync('shipped', library.shipped);
  if (indexed > 0) log.info({ threads: indexed }, 'threads indexed for search');

  const budget = RequestBudget.of(config.requestsPerSecond, shareOf(config.shards));
  const once = onceRest({ api: config.apiUrl, token: config.token, timeout: requestTimeout, budget, measure });
  const network = { log, clock: networkClock };
  const connection = opening.adopt(
    await connect({ ...config, ...network, once, budget, measure, identifyTurns: store.identifyTurns }),
    (made) => atMost(DISCONNECT_GRACE, made.close()),
  );
  health?.observe({ shards: () => connection.shards() });
  const { user, application, rest } = connection.client;
  const directory = new CommandDirectory(commands);
  const { replays, undos, scheduler, handover, importIndex, router } = compose({
    ...{ config, log, clock, requestTimeout, startsAMinute, painter, library, store, rest, once, budget, directory },
    ...{ applicationId: application.id, userId: user.id, measure },
  });
  health?.observe({ replays: () => replays.countByState() });
  opening.defer(() => atMost(INDEX_GRACE, importIndex.halt()));
  opening.defer(() => atMost(POSTS_GRACE, Promise.all([replays.halt(), undos.halt()])));
  opening.defer(() => atMost(SCHEDULES_GRACE, Promise.all([scheduler.halt(), handover.halt()])));
  connection.serve((interaction, channel) => void router.handle(interaction, channel));
  const registration = new CommandRegistration({
    ...{ ...network, rest: once, address: config.apiUrl, store: store.commands },
    ...{ applicationId: application.id, definitions: commands.map(({ definition }) => definition) },
    onKnown: (known) => directory.registered(new Map(known.map(({ name, id }) => [name, id]))),
  });
  const isToldNow = await registration.tellIfChanged();
  await replays.resumeAll();
  await undos.resumeAll();
  scheduler.start();
  handover.start();
  const meanwhile = (work: Promise<void>, failure: string) =>
    void work.catch((error: unknown) => log.error({ err: error }, failure));
  if (!isToldNow) meanwhile(registration.repair(), 'could not look whether Discord still has the commands');
  // Searches do without what the run before did not get to; the bot serves meanwhile.
  meanwhile(importIndex.catchUp(), 'could not look for imports to index');

  const invite = inviteLink(application.id, permissionBits(INVITED_PERMISSIONS));
  log.info({ user: user.username }, `ready: open the invite link to add the bot to a server: ${invite}`);
  const opened = opening.move();
  return {
    failed: connection.failed,
    invite,
    async stop() {
      await opened.disposeAsync();
      log.info('stopped');
    },
  };
}

/** Serves health and metrics where a port is given; what they need is loaded for nobody else. */
async function openHealth({ config, log }: BotOptions, clock: Clock) {
  if (!config.http) return undefined;
  const health = await import('./runtime/http/health.ts');
  return health.openHealth({ address: config.http, clock, log });
}

/** Resolves when something is done, or has taken too long, milliseconds. */
async function within(clock: Clock, ms: number, work: Promise<unknown>): Promise<void> {
  const done = new AbortController();
  await Promise.race([work, clock.wait(ms, done.signal)]);
  done.abort();
}

type Parts = Omit<Required<BotOptions>, 'networkClock'> & {
  library: Library;
  store: Store;
  /** The client's, which waits and repeats. */
  rest: REST;
  /** The one for what must not happen twice. */
  once: REST;
  /** Counts the requests of both. */
  budget: RequestBudget;
  applicationId: string;
  /** The bot's own user. */
  userId: string;
  directory: CommandDirectory;
  /** Where somebody measures. */
  measure: Measure | undefined;
};

/** Puts together what serves: the only place that knows every part. */
function compose({
  config,
  log,
  clock,
  requestTimeout,
  startsAMinute,
  painter,
  library,
  store,
  rest,
  once,
  ...more
}: Parts) {
  const { budget, applicationId, userId, directory, measure } = more;
  const api = new DiscordApi(pacedRest(once, budget));
  const patientApi = new DiscordApi(pacedRest(rest, budget, true));
  const faces = new Faces({
    api: patientApi,
    store: store.faces,
    painter,
    clock,
    log,
    applicationId,
    cdnUrl: config.cdnUrl,
    patience: requestTimeout,
  });
  const routes = new WebhookRoutes(api, store.webhooksOf(applicationId), applicationId, clock);
  const stage = discordStage({ api, routes, faces, budget, applicationId, clock, log, timeout: requestTimeout });
  const audience = {
    hears: async (serverId: string, persona: PersonaKey) => !(await library.shelf(serverId)).silenced.has(persona),
  };
  const replays = new Replays({ stage, audience, replayStore: store.replays, clock, log });
  if (measure) replays.onStep(replayMeasurements(measure));
  const deleters = new Deleting({ api, routes, clock, log });
  const undos = new Undos({
    ...{ deleters, stage, clock, log },
    ...{ undoStore: store.undos, replayStore: store.replays },
  });
  const board = new ControlBoard({ api, replays, undos, replayStore: store.replays, budget, clock, log });
  const handover = new Handover({ replays, undos, board, clock, log });
  const serverSettings = new ServerSettings(store.settings, quietWaits({ store: store.schedules, clock }));
  const channels = channelDirectory(patientApi);
  const mayWrite = writePermission(channels);
  const reading = new Reading({ library, faces });
  const replayingOptions = {
    ...{ replays, library, settings: serverSettings, mayWrite, channels, clock },
    onlyIn: (asked: Language, has: Language) => sentences[asked].onlyIn[has],
  };
  const replaying = new Replaying({ ...replayingOptions, cooldown: new Cooldown(startsAMinute, clock) });
  const searching = new Searching({
    ...{ library, faces, mayWrite, index: store.search, posts: store.posts, settings: serverSettings },
  });
  const translating = new Translating({ library, replays, posts: store.posts });
  const catchingUp = new CatchingUp({ library, replays, posts: store.posts, mayWrite });
  const { collections } = store;
  const importIndex = new ImportIndex({ library, collections, index: store.search, log });
  const attachments = attachmentReader({ cdnUrl: config.cdnUrl, timeout: ATTACHMENT_TIMEOUT, log });
  const importing = new Importing({ library, collections, index: importIndex, attachments, clock });
  const exporting = new Exporting({ library, painter });
  const curating = new Curating({ library, collections, index: importIndex, replays });
  const { schedules } = store;
  const scheduling = new Scheduling({ store: schedules, library, settings: serverSettings, channels, clock });
  const places = placeDirectory({ api: patientApi, userId, log });
  const checking = new Checking({ channels, places });
  const scheduler = new Scheduler({
    ...{ store: schedules, history: store.history, library, settings: serverSettings, replays, clock, log },
    // What begins by itself slows down nobody, and is slowed down by nobody.
    replaying: new Replaying(replayingOptions),
    places,
    announcer: board,
    notices: scheduleNotices({ api: patientApi, settings: serverSettings, log }),
    measure,
  });

  const undoing = new Undoing({
    ...{ replays, undos, clock },
    ...{ replayStore: store.replays, undoStore: store.undos },
  });
  const inspecting = new Inspecting({
    ...{ library, faces, replays, deleters, clock },
    ...{ posts: store.posts, undoStore: store.undos },
  });

  const services = {
    ...{ reading, replaying, searching, translating, importing, exporting, curating, catchingUp, undoing, inspecting },
    ...{ settings: serverSettings, scheduling, checking, board, directory, clock },
  };
  return {
    replays,
    undos,
    scheduler,
    handover,
    importIndex,
    router: new InteractionRouter({ commands, services, log, measure }),
  };
}
