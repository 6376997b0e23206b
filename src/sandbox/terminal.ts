/** Reprise without a token: the real bot in a loopback Discord, used and watched from the terminal. */
import { createInterface } from 'node:readline';
import { styleText } from 'node:util';
import { type APIMessage, MessageFlags } from 'discord.js';
import { pino } from 'pino';
import { build as pretty } from 'pino-pretty';
import { startBot } from '../bot.ts';
import type { Config } from '../config.ts';
import { createLog } from '../log.ts';
import { systemClock } from '../systemClock.ts';
import type { Actor } from './actors.ts';
import { buttonsOf, textOf } from './components.ts';
import { checkRequest } from './conformance/check.ts';
import { type LoopbackDiscord, startLoopbackDiscord } from './loopback.ts';
import { readTyped } from './typed.ts';
import type { StoredMessage } from './world.ts';

const WELCOME = `
Reprise is running in a local Discord of its own: #general on the server "Sandbox". Nothing leaves this machine.

  /thread list                     what there is to replay
  /thread replay trainium          watch it (any part of a title; pace:fast language:ja …)
  press Pause                      press a button of the newest message that has it
  /settings language ja            post in Japanese from now on
  as ja  ·  as en                  be Mika, whose Discord speaks Japanese, or Alex, whose speaks English
  quit

To run it on Discord, put DISCORD_TOKEN=… into a file .env (see .env.example).
`;

/** Colours that tell the personas apart, on dark and light terminals. */
const COLOURS = ['cyan', 'magenta', 'yellow', 'green', 'blue', 'red'] as const;

/** Runs the sandbox until the person quits; the exit code. */
export async function runSandbox(config: Config): Promise<number> {
  const discord = await startLoopbackDiscord({ check: checkRequest });
  const log = createLog(process.env.LOG_LEVEL ? config.logLevel : 'warn', pretty({ destination: pino.destination(2) }));
  const { apiUrl, cdnUrl, token } = discord;
  // The sandbox's servers live as long as the process: so does what the bot remembers of them.
  const settings = { ...config, token, apiUrl, cdnUrl, databasePath: ':memory:' };
  const bot = await startBot({ config: settings, log, clock: systemClock() });
  await discord.ready();

  const server = discord.addServer({ name: 'Sandbox' });
  const channel = server.addTextChannel('general');
  const people = {
    en: server.addMember({ name: 'Alex', locale: 'en-US', permissions: ['ManageGuild', 'ManageMessages'] }).in(channel),
    ja: server.addMember({ name: 'Mika', locale: 'ja', permissions: ['ManageGuild', 'ManageMessages'] }).in(channel),
  };
  watch(discord);
  print(WELCOME);
  await converse(people);
  await bot.stop();
  await discord.close();
  return 0;
}

/** Carries out what the person types, line by line, until they quit. */
async function converse(people: Record<'en' | 'ja', Actor>): Promise<void> {
  let who = people.en;
  const input = createInterface({ input: process.stdin, terminal: false });
  const signalled = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => resolve(input.close()));
  });
  for await (const line of input) {
    const typed = line.trim();
    if (typed === 'quit') return;
    if (typed === 'as en' || typed === 'as ja') {
      who = typed === 'as ja' ? people.ja : people.en;
      print(styleText('dim', `You are ${who.person.name} (${who.person.locale}).`));
    } else if (typed !== '') await act(who, typed);
  }
  // Started without a terminal: there is nobody to quit, but somebody may watch.
  if (!process.stdin.isTTY) await signalled;
}

async function act(who: Actor, typed: string): Promise<void> {
  try {
    if (typed.startsWith('press ')) await press(who, typed.slice('press '.length));
    else {
      const { path, values } = readTyped(typed, who.commands);
      await who.slash(path, values);
    }
  } catch (error) {
    print(styleText('red', error instanceof Error ? error.message : String(error)));
  }
}

async function press(who: Actor, label: string): Promise<void> {
  const message = who.messages.findLast((candidate) => buttonsOf(candidate).some((button) => button.label === label));
  if (!message) throw new Error(`No message here has a button "${label}".`);
  await who.click(message, label);
}

function watch({ world }: LoopbackDiscord): void {
  const named = (text: string) => text.replace(/<@(\d+)>/g, (_, id: string) => `@${world.people.get(id)?.name}`);
  world.events.on('message', (_, message) => print(named(shown(message, false))));
  world.events.on('edit', (_, message) => print(named(shown(message, true))));
}

function shown({ payload, onlyFor }: StoredMessage, edited: boolean): string {
  const name = styleText(['bold', colourOf(payload)], payload.author.username);
  const marks = [
    payload.webhook_id || payload.author.bot ? '[APP]' : '',
    edited ? '(edited)' : '',
    onlyFor || ((payload.flags ?? 0) & MessageFlags.Ephemeral) !== 0 ? 'Only you can see this' : '',
  ];
  const buttons = buttonsOf(payload).map(({ label, disabled }) =>
    styleText(disabled ? 'dim' : 'inverse', ` ${label} `),
  );
  const lines = [`${name} ${styleText('dim', marks.filter(Boolean).join(' '))}`, readable(textOf(payload))];
  return [...lines, ...(buttons.length > 0 ? [buttons.join(' ')] : []), ''].join('\n');
}

/** Discord's markdown as a terminal can show it. */
function readable(markdown: string): string {
  return markdown
    .replace(/^(#{1,3}) (.*)$/gm, (_, _marks, heading: string) => styleText('bold', heading))
    .replace(/^-# (.*)$/gm, (_, small: string) => styleText('dim', small))
    .replace(/\*\*(.+?)\*\*/g, (_, strong: string) => styleText('bold', strong))
    .replace(/<t:(\d+):R>/g, (_, seconds: string) => new Date(Number(seconds) * 1_000).toLocaleTimeString('en'))
    .replace(/\\([^0-9A-Za-z\s])/g, '$1');
}

function colourOf({ author }: APIMessage): (typeof COLOURS)[number] {
  const sum = [...author.username].reduce((total, character) => total + (character.codePointAt(0) ?? 0), 0);
  return COLOURS[sum % COLOURS.length] ?? 'cyan';
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
