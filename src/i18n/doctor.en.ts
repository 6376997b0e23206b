/** What `npm run doctor` says, in English. */
import type { DoctorTexts } from './doctorTexts.ts';
import { count, list } from './format.ts';
import { COPY_TOKEN } from './startup.en.ts';
import { startupProblemText } from './startup.ts';

const seconds = (ms: number) => `${Math.abs(ms / 1_000).toLocaleString('en', { maximumFractionDigits: 1 })} s`;

const clockOff = ({ lead }: { lead: number }) =>
  `This machine’s clock is ${seconds(lead)} ${lead > 0 ? 'ahead of' : 'behind'} Discord’s`;

const SET_CLOCK =
  'Let the system set it by the network (Linux: timedatectl set-ntp true; Windows: Settings → Time & language → Sync now).';

function size(bytes: number): string {
  const [value, unit] = bytes < 1e9 ? [bytes / 1e6, 'MB'] : [bytes / 1e9, 'GB'];
  return `${value.toLocaleString('en', { maximumFractionDigits: 1 })} ${unit}`;
}

const skipped: DoctorTexts['skipped'] = {
  discord: 'Discord, until DISCORD_API_URL is right.',
  clock: 'this machine’s clock, as Discord has told no time.',
  identity: 'whose the token is, until there is one and Discord answers.',
  gateway: 'the gateway, until Discord answers.',
  store: 'the database, until DATABASE_URL is right.',
};

export const doctorEn: DoctorTexts = {
  verdict: { good: '✅ OK', warning: '⚠ Warning', bad: '❌ Problem', skipped: '– Not checked' },
  finding: {
    node: ({ version }) => `Node.js ${version} is new enough.`,
    'env-file': ({ path }) => `${path} can be read.`,
    'no-env-file': ({ path }) => `There is no ${path}: the variables are those of the environment alone.`,
    variables: () => 'Every variable that is set has a value that Reprise can use.',
    'http-free': ({ host, port }) => `Health and metrics can be served at ${host}, port ${port}.`,
    'http-served': ({ host, port }) => `A bot runs here and serves its health and metrics at ${host}, port ${port}.`,
    startup: ({ problem }) => startupProblemText('en', problem),
    'no-token': () =>
      `DISCORD_TOKEN is not set, so npm start opens the sandbox. To run the bot on Discord, ${COPY_TOKEN} into a file .env as DISCORD_TOKEN=…`,
    discord: ({ address }) => `Discord answers at ${address}.`,
    clock: ({ lead }) => `This machine’s clock agrees with Discord’s (${seconds(lead)} apart).`,
    'clock-off': (found) => `${clockOff(found)}. ${SET_CLOCK}`,
    'clock-wrong': (found) => `${clockOff(found)}, so schedules would run at wrong times. ${SET_CLOCK}`,
    identity: ({ name, applicationId, invite }) =>
      `Discord knows the token: it is that of ${name} (application ${applicationId}). To add the bot to a server, open ${invite}`,
    gateway: ({ address, remaining }) =>
      remaining === undefined
        ? `The gateway answers at ${address}.`
        : `The gateway answers at ${address}; the bot may connect ${count(remaining, 'more time')} today.`,
    'gateway-silent': ({ address, reason }) =>
      `The gateway does not answer at ${address}: ${reason}. Let the firewall or the proxy pass WebSocket connections to it.`,
    store: ({ place, pending }) =>
      pending === 0
        ? `The database ${place} can be read and written, and its tables are up to date.`
        : `The database ${place} can be read and written; the next start brings its tables up to date (${count(pending, 'change')}). Copy the file first if you may want to go back to the version before.`,
    'store-to-be-made': ({ place }) => `The database ${place} is not there yet; the first start makes it.`,
    'store-in-memory': () =>
      'The database is in memory: settings, imports and replays are gone when the bot ends. To keep them, set DATABASE_URL to a file, such as sqlite:data/reprise.sqlite.',
    disk: ({ free }) => `There are ${size(free)} free on the database’s disk.`,
    'disk-low': ({ free }) =>
      `There are only ${size(free)} free on the database’s disk. Make room there, or set DATABASE_URL to a file on another.`,
    threads: ({ folder, threads }) => `${folder} has ${count(threads, 'thread')} to replay.`,
    'threads-left-out': ({ folder, files, all }) =>
      `${files.length} of ${count(all, 'thread file')} in ${folder} cannot be used: ${list(files, 'and')}. What is wrong with them: npm run threads -- check ${folder}`,
    'no-threads': ({ folder }) =>
      `There are no threads in ${folder}. Put thread files there, set THREADS_DIR to another folder, or import threads on Discord with /library import.`,
    'files-private': ({ files }) => `Other users of this machine cannot read ${list(files, 'and')}.`,
    'files-exposed': ({ files }) =>
      `Other users of this machine can read the secrets in ${list(files, 'and')}: chmod o= ${files.join(' ')}`,
    skipped: ({ check }) => skipped[check],
  },
  skipped,
  summary(problems, warnings) {
    if (problems > 0) {
      return `${count(problems, 'problem')}, ${count(warnings, 'warning')}. Mend what is marked with ❌, then run npm run doctor again.`;
    }
    if (warnings > 0) return `No problems, ${count(warnings, 'warning')}: npm start runs the bot.`;
    return 'All is well: npm start runs the bot.';
  },
};
