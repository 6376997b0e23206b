/** The doctor's checks, in the order in which a start meets what they look at. */
import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { type Config, readConfig } from '../config.ts';
import { readThreadFiles } from '../library/threadFiles.ts';
import { readEnvironment } from '../runtime/environment.ts';
import { StartupError } from '../runtime/startupError.ts';
import type { Finding } from './finding.ts';
import { isOpenToOthers } from './openFile.ts';
import type { DiscordProbe, InspectHttp, InspectStore, StoreCondition } from './ports.ts';

/** How far clocks may be apart, milliseconds: Discord tells its time in whole seconds, and answers take a while. */
const UNNOTICED_LEAD = 5_000;
const HARMLESS_LEAD = 60_000;

/** Bytes below which a disk is about to be full: a busy server's index grows by a few megabytes an import. */
const SCARCE_SPACE = 100 * 1_024 * 1_024;

/** What is examined, and by whom. */
export type Examination = {
  /** Where `.env` is, and what relative paths start from. */
  readonly folder: string;
  /** The process's own variables. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly nodeVersion: string;
  readonly platform: NodeJS.Platform;
  /** @param token undefined where there is none that could be one */
  readonly discord: (config: Config, token: string | undefined) => DiscordProbe;
  readonly store: InspectStore;
  readonly http: InspectHttp;
};

/** What could be read of the environment; `wrong` are the variables that could not be used. */
type Reading = { readonly config: Config; readonly wrong: ReadonlySet<string> };

/** Makes all checks, each finding as soon as it is known. Changes nothing. */
export async function* examine(examination: Examination): AsyncGenerator<Finding, void> {
  yield { kind: 'node', version: examination.nodeVersion };
  const reading = yield* examineEnvironment(examination);
  yield* examineHttp(examination, reading);
  yield* examineDiscord(examination, reading);
  const file = yield* examineStore(examination, reading);
  yield* examineThreads(reading.config.threadsDir);
  // Windows keeps rights that the bits of a file's mode do not tell.
  if (examination.platform === 'win32') return;
  yield* examineFiles([join(examination.folder, '.env'), ...(file === undefined ? [] : [file])]);
}

function* examineEnvironment({ folder, environment }: Examination): Generator<Finding, Reading> {
  const path = join(folder, '.env');
  let variables: Readonly<Record<string, string | undefined>> = environment;
  try {
    variables = readEnvironment(environment, folder);
    yield { kind: existsSync(path) ? 'env-file' : 'no-env-file', path };
  } catch (error) {
    yield startupFinding(error);
  }
  try {
    const config = readConfig(variables);
    yield { kind: 'variables' };
    return { config, wrong: new Set() };
  } catch (error) {
    yield startupFinding(error);
    // The other checks do without what is wrong.
    const wrong = wrongVariables(error);
    const usable = Object.entries(variables).filter(([name]) => !wrong.has(name));
    return { config: readConfig(Object.fromEntries(usable)), wrong };
  }
}

function wrongVariables(error: unknown): Set<string> {
  const problem = error instanceof StartupError ? error.problem : undefined;
  return new Set(problem?.kind === 'environment' ? problem.problems.map(({ variable }) => variable) : []);
}

async function* examineHttp({ http }: Examination, { config }: Reading): AsyncGenerator<Finding, void> {
  if (!config.http) return;
  const outcome = await outcomeOf(http(config.http));
  yield 'finding' in outcome ? outcome.finding : { kind: `http-${outcome.value}`, ...config.http };
}

async function* examineDiscord({ discord }: Examination, { config, wrong }: Reading): AsyncGenerator<Finding, void> {
  const { token, apiUrl } = config;
  if (token === undefined && !wrong.has('DISCORD_TOKEN')) yield { kind: 'no-token' };
  if (wrong.has('DISCORD_API_URL')) return yield { kind: 'skipped', check: 'discord' };
  const probe = discord(config, token);
  const answered = await outcomeOf(probe.gatewayAddress());
  if ('finding' in answered) {
    yield answered.finding;
    for (const check of ['clock', 'identity', 'gateway'] as const) yield { kind: 'skipped', check };
    return;
  }
  yield { kind: 'discord', address: apiUrl };
  yield clockFinding(probe.clockLead());
  if (token === undefined) yield { kind: 'skipped', check: 'identity' };
  const isKnown = token !== undefined && (yield* examineToken(probe));
  yield* examineGateway(probe, answered.value, isKnown);
}

/** Whether Discord knows the token. */
async function* examineToken(probe: DiscordProbe): AsyncGenerator<Finding, boolean> {
  const identity = await outcomeOf(probe.identity());
  yield 'finding' in identity ? identity.finding : { kind: 'identity', ...identity.value };
  return 'value' in identity;
}

async function* examineGateway(probe: DiscordProbe, address: string, isKnown: boolean): AsyncGenerator<Finding, void> {
  const reason = await probe.gatewaySilence(address);
  if (reason !== undefined) return yield { kind: 'gateway-silent', address, reason };
  if (!isKnown) return yield { kind: 'gateway', address, remaining: undefined };
  const remaining = await outcomeOf(probe.remainingSessions());
  yield 'finding' in remaining ? remaining.finding : { kind: 'gateway', address, remaining: remaining.value };
}

function clockFinding(lead: number | undefined): Finding {
  if (lead === undefined) return { kind: 'skipped', check: 'clock' };
  const distance = Math.abs(lead);
  if (distance <= UNNOTICED_LEAD) return { kind: 'clock', lead };
  return { kind: distance <= HARMLESS_LEAD ? 'clock-off' : 'clock-wrong', lead };
}

/** The file that holds the store, if one does. */
async function* examineStore({ store }: Examination, reading: Reading): AsyncGenerator<Finding, string | undefined> {
  if (reading.wrong.has('DATABASE_URL')) {
    yield { kind: 'skipped', check: 'store' };
    return undefined;
  }
  const outcome = await outcomeOf(store(reading.config.databaseUrl));
  if ('finding' in outcome) {
    yield outcome.finding;
    return undefined;
  }
  const condition = outcome.value;
  yield storeFinding(condition);
  const { file, free } = condition;
  if (free !== undefined) yield { kind: free < SCARCE_SPACE ? 'disk-low' : 'disk', free };
  return file;
}

function storeFinding(condition: StoreCondition): Finding {
  switch (condition.kind) {
    case 'in-memory':
      return { kind: 'store-in-memory' };
    case 'to-be-made':
      return { kind: 'store-to-be-made', place: condition.place };
    case 'usable':
      return { kind: 'store', place: condition.place, pending: condition.pending };
  }
}

async function* examineThreads(folder: string): AsyncGenerator<Finding, void> {
  const outcome = await outcomeOf(readThreadFiles(folder));
  if ('finding' in outcome) return yield outcome.finding;
  const files = outcome.value;
  const place = resolve(folder);
  const bad = files.filter(({ thread }) => !thread).map(({ path }) => relative(place, resolve(path)));
  const threads = files.length - bad.length;
  if (threads > 0) yield { kind: 'threads', folder: place, threads };
  else yield { kind: 'no-threads', folder: place };
  if (bad.length > 0) yield { kind: 'threads-left-out', folder: place, files: bad, all: files.length };
}

function* examineFiles(paths: readonly string[]): Generator<Finding, void> {
  const files = paths.filter((path) => existsSync(path));
  const exposed = files.filter(isOpenToOthers);
  if (exposed.length > 0) yield { kind: 'files-exposed', files: exposed };
  else if (files.length > 0) yield { kind: 'files-private', files };
}

async function outcomeOf<Value>(asked: Promise<Value>): Promise<{ value: Value } | { finding: Finding }> {
  return await asked.then(
    (value) => ({ value }),
    (error: unknown) => ({ finding: startupFinding(error) }),
  );
}

function startupFinding(error: unknown): Finding {
  if (!(error instanceof StartupError)) throw error;
  return { kind: 'startup', problem: error.problem };
}
