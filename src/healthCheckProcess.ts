/**
 * A container's health check: ends with 0 as long as the bot lives, and with 1 and why otherwise. It asks `/healthz` where
 * that is served, and looks at the heartbeat where it is not. Discord or a database that is away makes nobody unhealthy:
 * to start the bot again would not help.
 */
import { statSync } from 'node:fs';
import { get } from 'node:http';

/** How long an answer is waited for, milliseconds: the Dockerfile gives the whole check 5 s. */
const ANSWERS_WITHIN = 3_000;

/** How old a heartbeat may be, milliseconds: it is written every 15 s. */
const OLDEST_HEARTBEAT = 60_000;

/** Addresses at which a server listens to all others, and where it is then reached from its own machine. */
const OWN_MACHINE: ReadonlyMap<string, string> = new Map([
  ['0.0.0.0', '127.0.0.1'],
  ['::', '::1'],
]);

/** What ails the bot; undefined when it is well. */
async function ailment(environment: Readonly<Record<string, string | undefined>>): Promise<string | undefined> {
  const [port, host = '127.0.0.1', file] = ['HTTP_PORT', 'HTTP_HOST', 'HEARTBEAT_FILE'].map(
    (variable) => environment[variable]?.trim() || undefined,
  );
  if (port !== undefined) return await silenceAt(OWN_MACHINE.get(host) ?? host, Number(port));
  return file === undefined ? 'neither HTTP_PORT nor HEARTBEAT_FILE is set' : heartFailure(file);
}

function silenceAt(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const signal = AbortSignal.timeout(ANSWERS_WITHIN);
    const request = get({ host, port, path: '/healthz', signal }, ({ statusCode }) => {
      resolve(statusCode === 200 ? undefined : `/healthz answers with ${statusCode}`);
    });
    request.on('error', (error) => resolve(`/healthz does not answer: ${error.message}`));
  });
}

function heartFailure(file: string): string | undefined {
  const { mtimeMs } = statSync(file, { throwIfNoEntry: false }) ?? {};
  if (mtimeMs === undefined) return `there is no heartbeat in ${file}`;
  const age = Date.now() - mtimeMs;
  return age > OLDEST_HEARTBEAT ? `the latest heartbeat is ${Math.round(age / 1_000)} s old` : undefined;
}

const ails = await ailment(process.env);
if (ails !== undefined) process.stderr.write(`${ails}\n`);
// A connection that is kept open must not keep the check waiting.
process.exit(ails === undefined ? 0 : 1);
