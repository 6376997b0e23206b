/** What the program says when it starts, cannot start, or must end, in English. */
import { expectationText, isAboutShards, type StartupTexts } from './startupTexts.ts';

/** How to come by a token; the sentence goes on with where to put it. */
export const COPY_TOKEN =
  'copy the bot’s token from https://discord.com/developers/applications (your application → Bot → Reset Token)';

const tokenMistake: StartupTexts['tokenMistake'] = {
  id: 'it is an id, not a token',
  'public-key': 'it is the application’s public key, not the bot’s token',
  'client-secret': 'it looks like the application’s client secret, not the bot’s token',
  words: 'it has a space or a line’s end in it',
  other: 'a token has three parts with dots between them, about 70 characters in all',
};

const expected: StartupTexts['expected'] = {
  address: () => 'an http or https address',
  database: () =>
    '"sqlite:" and a path, such as sqlite:data/reprise.sqlite, or the address of a PostgreSQL database, such as postgres://user:password@host:5432/reprise',
  number: ({ least, most }) => `a number from ${least} to ${most}`,
  port: () => 'a port: 0 to 65535, 0 for any that is free',
  shards: () =>
    'auto (as many shards as Discord advises, all in this process), or the part of this process, such as 0-3/16 (shards 0 to 3 of 16) or 5/16 (shard 5 alone); the first shard is 0',
  choice: ({ choices }) => `one of ${choices.join(', ')}`,
};

const databaseFault: StartupTexts['databaseFault'] = {
  folder: 'Name a file in it instead, such as sqlite:data/reprise.sqlite.',
  full: 'The disk that it is on is full: make room there, or set DATABASE_URL to a file on another.',
  'read-only': 'Let the bot’s user write to the file and to its folder, or set DATABASE_URL to another file.',
  locked: 'Another program holds it, perhaps a second Reprise: end that one, or set DATABASE_URL to another file.',
  'not-a-database': 'It is some other kind of file, or damaged: set DATABASE_URL to another file.',
  'no-folder': 'Its folder is not there and cannot be made: set DATABASE_URL to a file in a folder that can.',
  other: 'Check the disk and the rights of the file and its folder, or set DATABASE_URL to another file.',
};

const serverFault: StartupTexts['serverFault'] = {
  refused: 'Nothing listens there: start PostgreSQL, or correct host and port in DATABASE_URL.',
  'unknown-host': 'The name of the host is unknown: correct it in DATABASE_URL, or look at the network’s name service.',
  silent: 'Nothing answers there: look at the network and its firewalls, or correct host and port in DATABASE_URL.',
  'not-ready': 'PostgreSQL is starting or stopping: try again in a moment.',
  'too-many-connections':
    'All its connections are taken: lower DATABASE_CONNECTIONS here or elsewhere, raise max_connections there, or put a pooler such as PgBouncer between.',
  password:
    'It does not let this user in: correct user and password in DATABASE_URL (in the password, @ is written %40), or let the user in there (pg_hba.conf).',
  'no-database': 'Make the database there (CREATE DATABASE), or correct its name at the end of DATABASE_URL.',
  rights: 'Make the user of DATABASE_URL the owner of the database, so that Reprise can make its tables there.',
  tls: 'Encryption is not possible as asked: correct sslmode (disable, require, verify-ca, verify-full) and the files named in DATABASE_URL, or the certificate of the server.',
  encoding: "Reprise needs UTF-8: make a database with ENCODING 'UTF8', and name that in DATABASE_URL.",
  full: 'The disk that it is on is full: make room there.',
  other: 'Look at PostgreSQL’s own log, or set DATABASE_URL to another database.',
};

const step: StartupTexts['step'] = { connecting: 'the connection', commands: 'the bot’s commands' };

export const startupEn: StartupTexts = {
  tokenMistake,
  expected,
  databaseFault,
  serverFault,
  step,
  ready: (invite) => `The bot is ready. To add it to a server, open ${invite}`,
  sandboxOpen: (address) =>
    `Reprise runs in a local Discord of its own. Open ${address} in a browser; nothing leaves this machine.\nCtrl-C ends it. To run it on Discord, put DISCORD_TOKEN=… into a file .env (see .env.example).`,
  problem: {
    environment: ({ problems }) =>
      [
        'The environment has values that Reprise cannot use (see .env.example):',
        ...problems.map((problem) =>
          'found' in problem
            ? `  ${problem.variable} is not a bot’s token: ${tokenMistake[problem.found]}; ${COPY_TOKEN}`
            : `  ${problem.variable} is ${JSON.stringify(problem.given)}, expected ${expectationText(expected, problem.expected)}`,
        ),
      ].join('\n'),
    'env-file-is-folder': ({ file }) =>
      `${file} is a folder, not a file: remove it (Docker makes one when it mounts a file that is not there), and put DISCORD_TOKEN=… into a file of that name.`,
    'env-file-unreadable': ({ file, reason }) =>
      `${file} cannot be read: ${reason}. Let the user who starts Reprise read it, or remove it.`,
    'env-file-encoding': ({ file }) => `${file} is not in UTF-8: save it as UTF-8 and start again.`,
    'token-not-read': ({ file, line }) =>
      `${file} names a token on line ${line}, but not in a way that is read: write DISCORD_TOKEN=, with the token right behind it, on a line of its own.`,
    'env-file-misnamed': ({ file }) => `The token is in ${file}, which is not read: move it into a file named .env.`,
    'no-sandbox': () =>
      `DISCORD_TOKEN is not set, and the sandbox is not installed here (it comes with the development dependencies). To run the bot, ${COPY_TOKEN} into a file .env as DISCORD_TOKEN=…, and start again; to try it without a token: npm ci && npm start.`,
    'no-token': () => 'The bot was started without a token: set DISCORD_TOKEN.',
    'threads-unreadable': ({ folder, reason }) =>
      `The folder of threads ${folder} cannot be read: ${reason}. Make it, or set THREADS_DIR to another.`,
    'database-unusable': ({ path, fault, reason }) =>
      `The database ${path} cannot be used: ${fault === 'folder' ? 'it is a folder' : reason}. ${databaseFault[fault]}`,
    'server-unusable': ({ address, fault, reason }) =>
      `The database ${address} cannot be used (${reason}). ${serverFault[fault]}`,
    'database-newer': ({ path, migrations }) =>
      `The database ${path} was written by a newer version of Reprise (it has ${migrations.join(', ')}). Update Reprise, or set DATABASE_URL to another file.`,
    'token-refused': () =>
      `Discord does not accept DISCORD_TOKEN. ${COPY_TOKEN.replace('c', 'C')} into .env, and start again.`,
    refused: ({ step: what, status, code, said }) =>
      `Discord refuses ${step[what]} (status ${status}, code ${code}): ${said}. ${refusalRemedy(status)}`,
    'not-discord': ({ address, status, said, location }) =>
      `Something else answers for Discord at ${address} (status ${status}${said && `: “${said}”`}${location === undefined ? '' : `, leading to ${location}`}). ${strangerRemedy(status)}`,
    unreachable: ({ address, reason }) =>
      `Discord cannot be reached at ${address}: ${reason}. Check the network and DISCORD_API_URL.`,
    'sessions-used-up': ({ until }) =>
      `Discord lets this bot connect again from ${until.toISOString()} on: it has connected too often today. Start it again then, and look for what keeps restarting it.`,
    disconnected: ({ code }) =>
      `Discord closed the connection for good (code ${code}). ${isAboutShards(code) ? 'It wants another number of shards: set SHARDS=auto, or change the number behind its /, in all processes of this bot alike. ' : ''}What it means: https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway.`,
    'port-in-use': ({ port }) =>
      `Port ${port} is in use, perhaps by another sandbox: end that one, or set SANDBOX_PORT.`,
    'sandbox-unopenable': ({ host, port, reason }) =>
      `The sandbox cannot be opened at ${host}, port ${port}: ${reason}. Check SANDBOX_HOST and SANDBOX_PORT.`,
    'http-port-in-use': ({ host, port }) =>
      `Health and metrics cannot be served at ${host}, port ${port}: the port is in use, perhaps by another process of the bot. End that one, or set HTTP_PORT to another port; without HTTP_PORT nothing is served.`,
    'http-unopenable': ({ host, port, reason }) =>
      `Health and metrics cannot be served at ${host}, port ${port}: ${reason}. Set HTTP_HOST to an address of this machine, and HTTP_PORT to a port that the bot’s user may open (1024 or above).`,
    crashed: ({ reference }) =>
      `Reprise ended because of an error of its own: start it again, nothing is lost. The log has what happened under the reference ${reference}; please report it with that line.`,
  },
};

function refusalRemedy(status: number): string {
  if (status === 403)
    return 'Check that the token is of the application you mean, and that Discord has not disabled it.';
  if (status === 404) return 'Check that DISCORD_API_URL is Discord’s address, or leave it out.';
  return 'That is a fault of this version of Reprise: update it, or report it with this message.';
}

function strangerRemedy(status: number): string {
  if (status === 407) return 'A proxy asks for a user and a password: give them to it, or go around it.';
  return 'Check whether this network asks you to log in or goes through a proxy, and DISCORD_API_URL (Discord’s own ends in /api).';
}
