/** Why the program cannot start, or can no longer go on, as data; `i18n/startup.ts` makes one message of it. Ends it with code 1. */

/** What is in DISCORD_TOKEN instead of a bot's token. */
export type TokenMistake =
  /** Digits: the application's (or the bot's) id. */
  | 'id'
  /** 64 hexadecimal digits: the application's public key. */
  | 'public-key'
  /** 32 characters without a dot: the application's client secret. */
  | 'client-secret'
  /** More than one word: a token holds no space, and no line's end. */
  | 'words'
  /** Something else: a placeholder, or a part of a token. */
  | 'other';

/** What a variable of the environment must hold. */
export type Expectation =
  | { kind: 'address' }
  | { kind: 'database' }
  | { kind: 'port' }
  | { kind: 'number'; least: number; most: number }
  | { kind: 'shards' }
  | { kind: 'choice'; choices: string[] };

/** A variable that cannot be used. */
export type EnvironmentProblem =
  /** `given` is what it holds, without the secrets in it. */
  | { variable: string; given: string; expected: Expectation }
  /** A token is never repeated. */
  | { variable: 'DISCORD_TOKEN'; found: TokenMistake };

/** Why a database file cannot be used: what a person does about it differs. */
export type DatabaseFault = 'folder' | 'full' | 'read-only' | 'locked' | 'not-a-database' | 'no-folder' | 'other';

/** Why a database server cannot be used. */
export type ServerFault =
  /** Nothing listens there, the name of the host is unknown, or nothing answers in time. */
  | 'refused'
  | 'unknown-host'
  | 'silent'
  /** It starts or stops at the moment, or has no connection left. */
  | 'not-ready'
  | 'too-many-connections'
  /** It does not let this user in: user, password, or its list of who may come from where. */
  | 'password'
  | 'no-database'
  /** The user may not make tables there. */
  | 'rights'
  /** It does not encrypt, or its certificate is not trusted. */
  | 'tls'
  /** The database keeps texts in something else than UTF-8. */
  | 'encoding'
  | 'full'
  | 'other';

/** What was being done when Discord, or whatever stands before it, refused. */
export type StartupStep = 'connecting' | 'commands';

/** Each has a kind of its own, and what its sentence names. */
export type StartupProblem =
  | { kind: 'environment'; problems: EnvironmentProblem[] }
  /** There is an `.env` that is a folder, or cannot be read because of `reason` (Node's own words). */
  | { kind: 'env-file-is-folder'; file: string }
  | { kind: 'env-file-unreadable'; file: string; reason: string }
  /** Neither UTF-8 nor UTF-16. */
  | { kind: 'env-file-encoding'; file: string }
  /** The file names a token on a line (from 1) that is no `NAME=value`, or has another name. */
  | { kind: 'token-not-read'; file: string; line: number }
  /** The token is in a file that is not read. */
  | { kind: 'env-file-misnamed'; file: string }
  /** No token, and no sandbox either: it comes with the development dependencies. */
  | { kind: 'no-sandbox' }
  /** The sandbox started its bot without a token. */
  | { kind: 'no-token' }
  | { kind: 'threads-unreadable'; folder: string; reason: string }
  | { kind: 'database-unusable'; path: string; fault: DatabaseFault; reason: string }
  /** `address` has neither user nor password. */
  | { kind: 'server-unusable'; address: string; fault: ServerFault; reason: string }
  /** `migrations` are the ones that this version does not know. */
  | { kind: 'database-newer'; path: string; migrations: string[] }
  | { kind: 'token-refused' }
  /** Discord itself refuses: its status, its code (0 for none of its own) and its words, on one line. */
  | { kind: 'refused'; step: StartupStep; status: number; code: number; said: string }
  /** Something else answers in Discord's place; `said` is a title or the first words, `location` where a redirect leads. */
  | { kind: 'not-discord'; address: string; status: number; said: string; location?: string }
  /** No usable answer for as long as a start waits; `reason` says why in the last try's words. */
  | { kind: 'unreachable'; address: string; reason: string }
  /** Discord lets a bot connect so many times a day (`discord-api-docs events/gateway#session-start-limit-object`). */
  | { kind: 'sessions-used-up'; until: Date }
  /** The gateway closed with a code after which there is no reconnecting (`topics/opcodes-and-status-codes#gateway`). */
  | { kind: 'disconnected'; code: number }
  | { kind: 'port-in-use'; port: number }
  | { kind: 'sandbox-unopenable'; host: string; port: number; reason: string }
  /** The same of where health and metrics are to be served. */
  | { kind: 'http-port-in-use'; host: string; port: number }
  | { kind: 'http-unopenable'; host: string; port: number; reason: string }
  /** An error of our own; `reference` finds it in the log. */
  | { kind: 'crashed'; reference: string };

/** Thrown for what a person must mend before the program can run. */
export class StartupError extends Error {
  override readonly name = 'StartupError';
  readonly problem: StartupProblem;

  constructor(problem: StartupProblem, options?: ErrorOptions) {
    super(JSON.stringify(problem), options);
    this.problem = problem;
  }
}
