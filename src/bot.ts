/** Builds the bot from its parts, connects it to Discord, and shuts it down. */
import { Client, Events, GatewayCloseCodes, OAuth2Scopes, type REST, RESTEvents, Routes } from 'discord.js';
import type { Logger } from 'pino';
import { commands } from '../commands/index.ts';
import { Reading } from './app/reading.ts';
import { Replaying } from './app/replaying.ts';
import { Searching } from './app/searching.ts';
import { ServerSettings } from './app/settings.ts';
import { Translating } from './app/translating.ts';
import { writePermission } from './app/writePermission.ts';
import type { Config } from './config.ts';
import { InteractionRouter } from './discord/interactions/router.ts';
import { channelDirectory } from './discord/rest/channelDirectory.ts';
import { makeRequest, onceRest } from './discord/rest/client.ts';
import { DiscordApi } from './discord/rest/discordApi.ts';
import { restFailure } from './discord/rest/failure.ts';
import { ControlBoard } from './discord/stage/controlBoard.ts';
import { Faces } from './discord/stage/faces.ts';
import { discordStage } from './discord/stage/stage.ts';
import { WebhookRoutes } from './discord/stage/webhookRoutes.ts';
import { sentences } from './i18n/i18n.ts';
import { Library } from './library/library.ts';
import { PermissionName, permissionBits } from './replay/permission.ts';
import { Replays } from './replay/replays.ts';
import { REQUEST_TIMEOUT } from './replay/state.ts';
import type { Clock } from './runtime/clock.ts';
import { StartupError } from './runtime/startupError.ts';
import { loadShippedThreads } from './shippedThreads.ts';
import { openStore, type Store } from './store/store.ts';

/** How long posts in flight, then the connection's end, may delay the shutdown, milliseconds: most hosts grant 10 s. */
const POSTS_GRACE = 7_000;
const DISCONNECT_GRACE = 1_500;

/** A running bot. */
export type Bot = {
  /** Resolves with the reason if the bot can no longer go on, such as a token that was revoked. */
  readonly failed: Promise<StartupError>;
  /** Finishes the posts in flight, stores everything, disconnects. */
  stop(): Promise<void>;
};

export type BotOptions = {
  config: Config & { token: string };
  log: Logger;
  clock: Clock;
  /** How long the answer to a post is waited for, milliseconds of real time; at most what a replay reckons with. */
  requestTimeout?: number;
};

/**
 * Starts the bot and resolves once it serves.
 *
 * @throws StartupError when threads, store or token cannot be used
 */
export async function startBot({ config, log, clock, requestTimeout = REQUEST_TIMEOUT }: BotOptions): Promise<Bot> {
  const library = new Library(await loadShippedThreads(config.threadsDir, log), { of: async () => ({ imports: [] }) });
  const store = await openStore(config.databaseUrl);
  const client = new Client({ intents: [], rest: { api: config.apiUrl, cdn: config.cdnUrl, makeRequest } });
  const once = onceRest(config.apiUrl, config.token, requestTimeout);
  const failed = failureOf(client, once);
  client.on(Events.Error, (error) => log.error({ err: error }, 'the connection to Discord failed'));
  logConnections(client, log);

  async function within(ms: number, work: Promise<void>): Promise<void> {
    const done = new AbortController();
    await Promise.race([work, clock.wait(ms, done.signal)]);
    done.abort();
  }

  try {
    const indexed = await store.search.sync('shipped', library.shipped);
    if (indexed > 0) log.info({ threads: indexed }, 'threads indexed for search');
    const replays = await connect(client, once, { config, log, clock, requestTimeout }, library, store);
    return {
      failed,
      async stop() {
        await within(POSTS_GRACE, replays.halt());
        client.removeAllListeners(Events.ShardReconnecting);
        await within(DISCONNECT_GRACE, client.destroy());
        await store.close();
        log.info('stopped');
      },
    };
  } catch (error) {
    await client.destroy();
    await store.close();
    throw error;
  }
}

/** One line when a connection is lost and one when it is back, however often it is tried in between. */
function logConnections(client: Client, log: Logger): void {
  const lost = new Set<number>();
  client.on(Events.ShardReconnecting, (shard) => {
    if (!lost.has(shard)) log.warn({ shard }, 'connection to Discord lost: reconnecting');
    lost.add(shard);
  });
  const back = (shard: number) => {
    if (lost.delete(shard)) log.info({ shard }, 'connected to Discord again');
  };
  client.on(Events.ShardResume, back);
  client.on(Events.ShardReady, back);
}

/** Resolves when Discord will not have the bot any more; whatever else fails heals by itself. */
function failureOf(client: Client, once: REST): Promise<StartupError> {
  return new Promise((resolve) => {
    for (const rest of [client.rest, once]) {
      rest.on(RESTEvents.Response, ({ data, path }, { status }) => {
        // Some addresses prove themselves by a token of their own.
        const ownToken = !data.auth || path.startsWith('/webhooks/') || path.startsWith('/interactions/');
        if (status === 401 && !ownToken) resolve(badToken());
      });
    }
    client.on(Events.ShardDisconnect, ({ code }) => {
      resolve(code === GatewayCloseCodes.AuthenticationFailed ? badToken() : disconnected(code));
    });
  });
}

async function connect(
  client: Client,
  once: REST,
  options: Required<BotOptions>,
  library: Library,
  store: Store,
): Promise<Replays> {
  const { config, log, clock, requestTimeout } = options;
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  try {
    await client.login(config.token);
  } catch (error) {
    throw loginFailure(error, config.apiUrl);
  }
  const { rest, application } = await ready;

  const api = new DiscordApi(once);
  const patientApi = new DiscordApi(rest);
  const faces = new Faces({
    api: patientApi,
    store: store.faces,
    clock,
    log,
    applicationId: application.id,
    cdnUrl: config.cdnUrl,
    patience: requestTimeout,
  });
  const routes = new WebhookRoutes(api, store.webhooks, application.id, clock);
  const stage = discordStage({ api, routes, faces, applicationId: application.id, clock, log });
  const replays = new Replays({ stage, replayStore: store.replays, clock, log });
  const board = new ControlBoard({ api, replays, replayStore: store.replays, clock, log });
  replays.onStep((replay, event) => board.observe(replay, event));
  const serverSettings = new ServerSettings(store.settings);
  const mayWrite = writePermission(channelDirectory(patientApi));
  const reading = new Reading({ library, faces });
  const replaying = new Replaying({
    ...{ replays, library, settings: serverSettings, mayWrite, clock },
    onlyIn: (asked, has) => sentences[asked].onlyIn[has],
  });
  const searching = new Searching({
    ...{ library, faces, mayWrite, index: store.search, posts: store.posts, settings: serverSettings },
  });
  const translating = new Translating({ library, replays, posts: store.posts });

  const services = { reading, replaying, searching, translating, settings: serverSettings, board, clock };
  const router = new InteractionRouter({ commands, services, log });
  client.on(Events.InteractionCreate, (interaction) => void router.handle(interaction));

  const definitions = commands.map(({ definition }) => definition);
  await rest.put(Routes.applicationCommands(application.id), { body: definitions }).catch((error: unknown) => {
    throw registrationFailure(error, config.apiUrl);
  });
  await replays.resumeAll();
  log.info(
    { user: client.user?.username, invite: inviteLink(client) },
    'ready: open the invite link to add the bot to a server',
  );
  return replays;
}

function inviteLink(client: Client): string {
  return client.generateInvite({
    scopes: [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands],
    permissions: permissionBits(PermissionName.options),
  });
}

function loginFailure(error: unknown, apiUrl: string): StartupError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'TokenInvalid' ? badToken() : unreachable(error, apiUrl);
}

function registrationFailure(error: unknown, apiUrl: string): unknown {
  const failure = restFailure(error);
  if (failure.kind === 'refused') return failure.status === 401 ? badToken() : error;
  return unreachable(error, apiUrl);
}

function unreachable(error: unknown, apiUrl: string): StartupError {
  const reason = error instanceof Error ? error.message : String(error);
  return new StartupError(`Discord cannot be reached at ${apiUrl}: ${reason}. Check the network and DISCORD_API_URL.`);
}

function disconnected(code: number): StartupError {
  return new StartupError(
    `Discord closed the connection for good (code ${code}). What it means: ` +
      'https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway.',
  );
}

function badToken(): StartupError {
  return new StartupError(
    'Discord does not accept DISCORD_TOKEN. Copy the bot’s token from https://discord.com/developers/applications ' +
      '(your application → Bot → Reset Token) into .env, and start again.',
  );
}
