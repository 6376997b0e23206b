/** The environment, read once into typed values. `.env.example` describes every variable for people. */
import { z } from 'zod';
import { StartupError } from './runtime/startupError.ts';

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const PORT = { error: 'a port: 0 to 65535, 0 for any that is free' };

const Environment = z.object({
  DISCORD_TOKEN: z.string().trim().optional(),
  DISCORD_API_URL: z
    .url({ protocol: /^https?$/, error: 'an http or https address' })
    .default('https://discord.com/api'),
  DISCORD_CDN_URL: z
    .url({ protocol: /^https?$/, error: 'an http or https address' })
    .default('https://cdn.discordapp.com'),
  DATABASE_URL: z
    .templateLiteral(['sqlite:', z.string().min(1)], {
      error: '"sqlite:" and a path, such as sqlite:data/reprise.sqlite',
    })
    .default('sqlite:data/reprise.sqlite'),
  THREADS_DIR: z.string().default('data/threads'),
  LOG_LEVEL: z.enum(levels, { error: `one of ${levels.join(', ')}` }).default('info'),
  SANDBOX_HOST: z.string().trim().default('127.0.0.1'),
  SANDBOX_PORT: z
    .string()
    .regex(/^\d{1,5}$/, PORT)
    .transform(Number)
    .pipe(z.number().max(65_535, PORT))
    .default(8_787),
});

/** What the program was told by its environment. */
export type Config = {
  /** The bot's token; without one the sandbox starts. */
  readonly token: string | undefined;
  /** Base addresses without a slash at the end. */
  readonly apiUrl: string;
  readonly cdnUrl: string;
  /** Where the store is: `sqlite:` and a path, or `sqlite::memory:`. */
  readonly databaseUrl: `sqlite:${string}`;
  readonly threadsDir: string;
  readonly logLevel: (typeof levels)[number];
  /** Where the sandbox's page is served. */
  readonly sandbox: { readonly host: string; readonly port: number };
};

/**
 * Reads the configuration. A variable that is set but blank counts as not set.
 *
 * @throws StartupError naming every bad variable, what it got and what it expects
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const result = Environment.safeParse(given);
  if (!result.success) throw new StartupError(describe(result.error, given));
  const { data } = result;
  return {
    token: data.DISCORD_TOKEN,
    apiUrl: data.DISCORD_API_URL.replace(/\/+$/, ''),
    cdnUrl: data.DISCORD_CDN_URL.replace(/\/+$/, ''),
    databaseUrl: data.DATABASE_URL,
    threadsDir: data.THREADS_DIR,
    logLevel: data.LOG_LEVEL,
    sandbox: { host: data.SANDBOX_HOST, port: data.SANDBOX_PORT },
  };
}

function describe(error: z.ZodError, given: Record<string, string | undefined>): string {
  const lines = error.issues.map((issue) => {
    const name = issue.path.join('.');
    return `  ${name} is ${JSON.stringify(withoutSecrets(given[name] ?? ''))}, expected ${issue.message}`;
  });
  return ['The environment has values that Reprise cannot use (see .env.example):', ...lines].join('\n');
}

/** An address may hold a user and a password before its `@`, and more of the kind in its query. */
function withoutSecrets(value: string): string {
  return value.replace(/^([a-z][a-z\d+.-]*:\/*)?.*@/is, '$1…@').replace(/\?.*/s, '?…');
}
