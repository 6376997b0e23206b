/** Builds the bot from its parts, connects it to Discord, and shuts it down. */
import {
  Client,
  Events,
  GatewayCloseCodes,
  OAuth2Scopes,
  PermissionFlagsBits,
  REST,
  RESTEvents,
  Routes,
} from 'discord.js';
import type { Logger } from 'pino';
import { personaCommand } from '../commands/persona.ts';
import { settingsCommand } from '../commands/settings.ts';
import { threadCommand } from '../commands/thread.ts';
import { translateCommand } from '../commands/translate.ts';
import type { Config } from './config.ts';
import { ControlBoard } from './discord/controlBoard.ts';
import { Faces } from './discord/faces.ts';
import { Interactions } from './discord/interactions.ts';
import { ReplayService } from './discord/replayService.ts';
import { SearchService } from './discord/searchService.ts';
import { discordStage } from './discord/stage.ts';
import { TranslateService } from './discord/translateService.ts';
import { WebhookRoutes } from './discord/webhookRoutes.ts';
import { Library } from './library/library.ts';
import { readThreadFiles } from './library/threadFiles.ts';
import type { Clock } from './replay/clock.ts';
import { PermissionName } from './replay/permission.ts';
import { Replays } from './replay/replays.ts';
import { StartupError } from './startupError.ts';
import { openStore, type Store } from './store/store.ts';

/** How long a post in flight may delay the shutdown, milliseconds: less than the 10 s that most hosts grant. */
const SHUTDOWN_GRACE = 8_000;

/** A running bot. */
export type Bot = {
  /** Resolves with the reason if the bot can no longer go on, such as a token that was revoked. */
  readonly failed: Promise<StartupError>;
  /** Finishes the posts in flight, stores everything, disconnects. */
  stop(): Promise<void>;
};

export type BotOptions = { config: Config & { token: string }; log: Logger; clock: Clock };

/**
 * Starts the bot and resolves once it serves.
 *
 * @throws StartupError when threads, store or token cannot be used
 */
export async function startBot({ config, log, clock }: BotOptions): Promise<Bot> {
  const library = new Library(await readThreadFiles(config.threadsDir, log));
  const store = await openStore(config.databasePath);
  const client = new Client({ intents: [], rest: { api: config.apiUrl, cdn: config.cdnUrl } });
  const failed = new Promise<StartupError>((resolve) => {
    client.rest.on(RESTEvents.Response, ({ path }, { status }) => {
      if (status === 401 && !path.startsWith('/webhooks/')) resolve(badToken());
    });
    client.on(Events.ShardDisconnect, ({ code }) => {
      if (code === GatewayCloseCodes.AuthenticationFailed) resolve(badToken());
    });
  });
  client.on(Events.Error, (error) => log.error({ err: error }, 'the connection to Discord failed'));
  client.on(Events.ShardResume, (shard) => log.info({ shard }, 'connection to Discord resumed'));
  client.on(Events.ShardReconnecting, (shard) => log.info({ shard }, 'reconnecting to Discord'));

  try {
    const indexed = await store.search.sync('shipped', library.shipped);
    if (indexed > 0) log.info({ threads: indexed }, 'threads indexed for search');
    const replays = await connect(client, { config, log, clock }, library, store);
    return {
      failed,
      async stop() {
        const grace = new AbortController();
        await Promise.race([replays.halt(), clock.wait(SHUTDOWN_GRACE, grace.signal)]);
        grace.abort();
        await client.destroy();
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

async function connect(client: Client, options: BotOptions, library: Library, store: Store): Promise<Replays> {
  const { config, log, clock } = options;
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  try {
    await client.login(config.token);
  } catch (error) {
    throw loginFailure(error, config.apiUrl);
  }
  const { rest, application } = await ready;

  const postRest = new REST({ api: config.apiUrl, retries: 0, rejectOnRateLimit: () => true });
  const faces = new Faces({ rest, store: store.faces, log, applicationId: application.id, cdnUrl: config.cdnUrl });
  const routes = new WebhookRoutes(rest, store.webhooks, application.id);
  const stage = discordStage({ rest, postRest, routes, faces, log });
  const board = new ControlBoard({ rest, clock, log, madeAnew: (replay, id) => replays.showOn(replay.plan.id, id) });
  const replays = new Replays({
    stage,
    store: store.replays,
    clock,
    log,
    observe: (replay, event) => board.observe(replay, event),
  });
  const service = new ReplayService({ replays, library, settings: store.settings, rest, clock });

  const searches = new SearchService({
    ...{ library, faces, rest, index: store.search },
    posts: store.posts,
    settings: store.settings,
  });

  const thread = threadCommand({ library, replays: service, searches, board, clock });
  const persona = personaCommand({ library, faces, replays: service, clock });
  const settings = settingsCommand(store.settings);
  const translate = translateCommand(new TranslateService({ library, replays, posts: store.posts }));
  const commands = [thread.command, persona.command, settings.command];
  const messageCommands = [translate.command];
  const presses = { ...thread.presses, ...persona.presses, ...settings.presses, ...translate.presses };
  const interactions = new Interactions({ commands, messageCommands, presses, log });
  client.on(Events.InteractionCreate, (interaction) => void interactions.handle(interaction));

  await rest.put(Routes.applicationCommands(application.id), {
    body: [...commands, ...messageCommands].map(({ definition }) => definition),
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
    permissions: PermissionName.options.map((name) => PermissionFlagsBits[name]),
  });
}

function loginFailure(error: unknown, apiUrl: string): StartupError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'TokenInvalid') return badToken();
  const reason = error instanceof Error ? error.message : String(error);
  return new StartupError(`Discord cannot be reached at ${apiUrl}: ${reason}. Check the network and DISCORD_API_URL.`);
}

function badToken(): StartupError {
  return new StartupError(
    'Discord does not accept DISCORD_TOKEN. Copy the bot’s token from https://discord.com/developers/applications ' +
      '(your application → Bot → Reset Token) into .env, and start again.',
  );
}
