/** The bot's connection to Discord: made once at the start, kept up from then on, watched for what ends it for good. */
import {
  Client,
  Events,
  GatewayCloseCodes,
  type Interaction,
  Options,
  type REST,
  RESTEvents,
  RequestMethod,
  Routes,
} from 'discord.js';
import type { Logger } from 'pino';
import type { Clock } from '../../runtime/clock.ts';
import type { Measure } from '../../runtime/measurements.ts';
import { type Shards, shardIds } from '../../runtime/shards.ts';
import { StartupError } from '../../runtime/startupError.ts';
import type { IdentifyTurns } from '../ports.ts';
import { waitingRest } from '../rest/client.ts';
import type { RequestBudget } from '../rest/requestBudget.ts';
import { ConnectionLog } from './connectionLog.ts';
import { askDiscord } from './discordAnswer.ts';
import { GatewayInformation } from './gatewayInformation.ts';
import { type InteractionChannel, InteractionChannels } from './interactionChannels.ts';
import { PatientSharding } from './sharding.ts';
import type { ShardView } from './shardView.ts';
import { SharedIdentifyThrottler } from './sharedIdentifyThrottler.ts';

/** Takes an interaction, and what Discord says of the channel it comes from. */
type InteractionHandler = (interaction: Interaction, channel: InteractionChannel | undefined) => void;

/** A connection that is up, or comes back by itself. */
export type Connection = {
  readonly client: Client<true>;
  /** Resolves with the reason when Discord will not have the bot any more; whatever else fails heals by itself. */
  readonly failed: Promise<StartupError>;
  /** How each shard of this process stands at the moment. */
  shards(): readonly ShardView[];
  /** Says who handles interactions, those included that have come before. Called once. */
  serve(handle: InteractionHandler): void;
  close(): Promise<void>;
};

/** What is needed to connect. */
export type ConnectionOptions = {
  readonly token: string;
  readonly apiUrl: string;
  readonly cdnUrl: string;
  /** Which shards are this process's. */
  readonly shards: Shards;
  /** Taken where others are another process's. */
  readonly identifyTurns: IdentifyTurns;
  /** For requests that are made once; watched for a refused token, as the client's own is. */
  readonly once: REST;
  /** Counts the requests of both. */
  readonly budget: RequestBudget;
  /** Hears of each request of the client's own. */
  readonly measure?: Measure | undefined;
  readonly log: Logger;
  /** Real time, whatever the bot's own clock shows. */
  readonly clock: Clock;
};

/**
 * Connects, and resolves when the bot is known to Discord on every shard. Where Discord does not answer at all, that is
 * tried for half a minute; where only its gateway does not, as long as it takes.
 *
 * @throws StartupError when Discord cannot be reached, or does not want the bot
 */
export async function connect(options: ConnectionOptions): Promise<Connection> {
  const { token, once, log, clock } = options;
  const information = await askForGateway(options);
  const connectionLog = new ConnectionLog(log, clock);
  const { client, sharding } = buildClient(options, information, connectionLog);
  const failed = failureOf(client, once);
  const { promise: handler, resolve: serve } = Promise.withResolvers<InteractionHandler>();
  const channels = new InteractionChannels(client);
  client.on(Events.InteractionCreate, (interaction) => {
    const channel = channels.take(interaction.id);
    void handler.then((handle) => handle(interaction, channel));
  });
  client.on(Events.Error, (error) => log.error({ err: error }, 'the connection to Discord failed'));

  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  try {
    const connected = client.login(token).then(() => ready);
    const outcome = await Promise.race([connected, failed]);
    if (outcome instanceof StartupError) throw outcome;
    sharding().clientIsReady();
    return { client: outcome, failed, shards: () => sharding().views, serve, close: () => client.destroy() };
  } catch (error) {
    await client.destroy();
    throw error;
  }
}

async function askForGateway({ once, apiUrl, shards, log, clock }: ConnectionOptions): Promise<GatewayInformation> {
  const information = await askDiscord({
    ...{ rest: once, schema: GatewayInformation, step: 'connecting', address: apiUrl, log, clock },
    request: { method: RequestMethod.Get, fullRoute: Routes.gatewayBot() },
  });
  const { remaining, reset_after } = information.session_start_limit;
  if (remaining < (shards === 'auto' ? information.shards : shardIds(shards).length)) {
    throw new StartupError({ kind: 'sessions-used-up', until: new Date(clock.now() + reset_after) });
  }
  if (shards !== 'auto' && shards.count < information.shards) {
    const facts = { shards: shards.count, advised: information.shards };
    log.warn(facts, 'Discord advises more shards: raise the number behind the / of SHARDS in all processes');
  }
  return information;
}

function buildClient(
  { apiUrl, cdnUrl, shards, identifyTurns: turns, budget, measure, log, clock }: ConnectionOptions,
  information: GatewayInformation,
  connectionLog: ConnectionLog,
) {
  // discord.js takes these from the environment by itself, unread; what they say has been read by `config.ts`.
  for (const variable of ['SHARDS', 'SHARD_COUNT', 'SHARDING_MANAGER']) delete process.env[variable];
  let sharding: PatientSharding | undefined;
  const { max_concurrency: concurrency } = information.session_start_limit;
  const client = new Client({
    intents: [],
    // What we send is written as Discord reads it: it need not be gone through for names that are not.
    jsonTransformer: (data) => data,
    ...(shards === 'auto' ? { shards } : { shards: shardIds(shards), shardCount: shards.count }),
    // Nobody reads them: an interaction brings whoever it is about along.
    makeCache: Options.cacheWithLimits({ UserManager: 0, GuildMemberManager: 0 }),
    rest: { api: apiUrl, cdn: cdnUrl, ...waitingRest(budget, measure) },
    ws: {
      // A process that has all shards to itself keeps their order by itself.
      ...(shards !== 'auto' && {
        buildIdentifyThrottler: () => new SharedIdentifyThrottler({ concurrency, turns, log, clock }),
      }),
      buildStrategy(manager) {
        // It has been asked for already, and by whoever knows what is not Discord's answer.
        manager.fetchGatewayInformation = async () => information;
        sharding = new PatientSharding(manager, clock, connectionLog);
        return sharding;
      },
    },
  });
  // Of each server discord.js makes an empty one at READY, with all that might ever be in it.
  client.on(Events.ShardReady, () => client.guilds.cache.clear());
  return {
    client,
    /** Made when the client logs in. */
    sharding(): PatientSharding {
      if (!sharding) throw new Error('the client has not logged in');
      return sharding;
    },
  };
}

function failureOf(client: Client, once: REST): Promise<StartupError> {
  return new Promise((resolve) => {
    for (const rest of [client.rest, once]) {
      rest.on(RESTEvents.Response, ({ data, path }, { status }) => {
        // Some addresses prove themselves by a token of their own.
        const ownToken = !data.auth || path.startsWith('/webhooks/') || path.startsWith('/interactions/');
        if (status === 401 && !ownToken) resolve(new StartupError({ kind: 'token-refused' }));
      });
    }
    client.on(Events.ShardDisconnect, ({ code }) => {
      const refused = code === GatewayCloseCodes.AuthenticationFailed;
      resolve(new StartupError(refused ? { kind: 'token-refused' } : { kind: 'disconnected', code }));
    });
  });
}
