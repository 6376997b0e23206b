/** The environment's variables as typed values. `.env.example` describes every one for people. */
import { z } from 'zod';
import { cleanToken, isOneWord, tokenMistake } from './runtime/botToken.ts';
import { DatabaseUrl } from './runtime/databaseUrl.ts';
import type { HttpAddress } from './runtime/http/server.ts';
import { Shards } from './runtime/shards.ts';
import { type EnvironmentProblem, type Expectation, StartupError, type TokenMistake } from './runtime/startupError.ts';

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const DISCORD_API = 'https://discord.com/api';

/** Connections to a database server at once: to how many an operator may limit a process, and what it takes else. */
const MOST_CONNECTIONS = { least: 2, usual: 10, most: 500 };

/** What an operator may choose as the port for health and metrics. */
const PORTS = { least: 1, most: 65_535 };

/** Requests a second that Discord grants a bot (`topics/rate-limits#global-rate-limit`), and what an operator may say it does. */
const GRANTED_REQUESTS = { least: 2, usual: 50, most: 10_000 };

/** A number that is written in digits alone, within limits. */
const wholeNumber = ({ least, most }: { readonly least: number; readonly most: number }) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.number().min(least).max(most));

const Address = z.url({ protocol: /^https?$/ }).transform((address) => address.replace(/\/+$/, ''));

/** Every variable there is, with its default. */
export const Variables = z.object({
  DISCORD_TOKEN: z.string().transform(cleanToken).optional(),
  DISCORD_API_URL: Address.default(DISCORD_API),
  DISCORD_CDN_URL: Address.default('https://cdn.discordapp.com'),
  DATABASE_URL: DatabaseUrl.default('sqlite:data/reprise.sqlite'),
  DATABASE_CONNECTIONS: wholeNumber(MOST_CONNECTIONS).default(MOST_CONNECTIONS.usual),
  THREADS_DIR: z.string().default('data/threads'),
  LOG_LEVEL: z.enum(LOG_LEVELS).optional(),
  SANDBOX_HOST: z.string().trim().default('127.0.0.1'),
  SANDBOX_PORT: wholeNumber({ ...PORTS, least: 0 }).default(8_787),
  HEARTBEAT_FILE: z.string().optional(),
  HTTP_PORT: wholeNumber(PORTS).optional(),
  HTTP_HOST: z.string().trim().default('127.0.0.1'),
  SHARDS: Shards.default('auto'),
  REQUESTS_PER_SECOND: wholeNumber(GRANTED_REQUESTS).default(GRANTED_REQUESTS.usual),
});
export type Variables = z.infer<typeof Variables>;

/** What each variable that can be wrong must hold; the token has rules of its own. */
export const expected: { readonly [variable: string]: Expectation } = {
  DISCORD_API_URL: { kind: 'address' },
  DISCORD_CDN_URL: { kind: 'address' },
  DATABASE_URL: { kind: 'database' },
  DATABASE_CONNECTIONS: { kind: 'number', least: MOST_CONNECTIONS.least, most: MOST_CONNECTIONS.most },
  LOG_LEVEL: { kind: 'choice', choices: [...LOG_LEVELS] },
  SANDBOX_PORT: { kind: 'port' },
  HTTP_PORT: { kind: 'number', ...PORTS },
  SHARDS: { kind: 'shards' },
  REQUESTS_PER_SECOND: { kind: 'number', least: GRANTED_REQUESTS.least, most: GRANTED_REQUESTS.most },
};

/** What the program was told by its environment. */
export type Config = {
  /** The bot's token; without one the sandbox starts. */
  readonly token: string | undefined;
  /** Base addresses without a slash at the end. */
  readonly apiUrl: string;
  readonly cdnUrl: string;
  readonly databaseUrl: DatabaseUrl;
  /** Connections to a database server at once, at most. */
  readonly databaseConnections: number;
  readonly threadsDir: string;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** A file that the running bot writes again and again, for health checks. */
  readonly heartbeatFile: string | undefined;
  /** Where it tells how it is, and what it counts; nowhere unless a port is given. */
  readonly http: HttpAddress | undefined;
  /** Which of Discord's shards are this process's. */
  readonly shards: Shards;
  /** How many requests a second Discord grants the bot, all its processes together. */
  readonly requestsPerSecond: number;
  /** Where the sandbox's page is served, and what its terminal says: less than a log, unless more is asked for. */
  readonly sandbox: { readonly host: string; readonly port: number; readonly logLevel: (typeof LOG_LEVELS)[number] };
};

/**
 * Reads the configuration.
 *
 * @param environment as `runtime/environment.ts` reads it; a blank variable counts as not set
 * @throws StartupError naming every bad variable, what it got and what it expects
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const { success, data, error } = Variables.safeParse(given);
  const problems = success ? [] : error.issues.map((issue) => problemOf(String(issue.path[0]), given));
  const mistake = mistakeOf(given);
  if (mistake) problems.push({ variable: 'DISCORD_TOKEN', found: mistake });
  if (!success || problems.length > 0) throw new StartupError({ kind: 'environment', problems });
  return configOf(data);
}

function configOf(variables: Variables): Config {
  return {
    token: variables.DISCORD_TOKEN,
    apiUrl: variables.DISCORD_API_URL,
    cdnUrl: variables.DISCORD_CDN_URL,
    databaseUrl: variables.DATABASE_URL,
    databaseConnections: variables.DATABASE_CONNECTIONS,
    threadsDir: variables.THREADS_DIR,
    logLevel: variables.LOG_LEVEL ?? 'info',
    heartbeatFile: variables.HEARTBEAT_FILE,
    http: variables.HTTP_PORT === undefined ? undefined : { host: variables.HTTP_HOST, port: variables.HTTP_PORT },
    shards: variables.SHARDS,
    requestsPerSecond: variables.REQUESTS_PER_SECOND,
    sandbox: {
      host: variables.SANDBOX_HOST,
      port: variables.SANDBOX_PORT,
      logLevel: variables.LOG_LEVEL ?? 'warn',
    },
  };
}

/** Discord's tokens have a known shape; servers that are compatible with Discord make theirs as they like. */
function mistakeOf({ DISCORD_TOKEN, DISCORD_API_URL }: Record<string, string | undefined>): TokenMistake | undefined {
  if (DISCORD_TOKEN === undefined) return undefined;
  const token = cleanToken(DISCORD_TOKEN);
  if (isDiscordsOwn(DISCORD_API_URL ?? DISCORD_API)) return tokenMistake(token);
  return isOneWord(token) ? undefined : 'words';
}

function isDiscordsOwn(address: string): boolean {
  return URL.canParse(address) && /(^|\.)discord(app)?\.com$/.test(new URL(address).hostname);
}

function problemOf(variable: string, given: Record<string, string | undefined>): EnvironmentProblem {
  const expectation = expected[variable];
  if (!expectation) throw new Error(`${variable} cannot be wrong`);
  return { variable, given: withoutSecrets(given[variable] ?? ''), expected: expectation };
}

/** An address may hold a user and a password before its `@`, and more of the kind in its query. */
function withoutSecrets(value: string): string {
  return value.replace(/^([a-z][a-z\d+.-]*:\/*)?.*@/is, '$1…@').replace(/\?.*/s, '?…');
}
