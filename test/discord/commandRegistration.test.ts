/** The commands' registration, against a loopback Discord. */
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CommandRegistration } from '../../src/discord/commandRegistration.ts';
import type { CommandStore, ToldCommands } from '../../src/discord/ports.ts';
import { onceRest } from '../../src/discord/rest/client.ts';
import { RequestBudget } from '../../src/discord/rest/requestBudget.ts';
import { type LoopbackDiscord, startLoopbackDiscord } from '../../src/sandbox/loopback/loopback.ts';
import { FakeClock } from '../support/fakeClock.ts';
import { PATIENCE } from '../support/patience.ts';

let discord: LoopbackDiscord;
let store: CommandStore;
/** The names of the commands that Discord is known to have, in the order in which that was learnt. */
let known: string[][];

beforeEach(async () => {
  discord = await startLoopbackDiscord();
  known = [];
  const told = new Map<string, ToldCommands>();
  store = {
    told: async (applicationId) => told.get(applicationId),
    setTold: async (applicationId, commands) => void told.set(applicationId, commands),
  };
});

afterEach(() => discord.close());

/** The registration of one command, as a start makes it. */
function registration(description = 'Makes tea'): CommandRegistration {
  return new CommandRegistration({
    applicationId: discord.world.bot.id,
    definitions: [{ name: 'tea', description, type: 1 }],
    store,
    onKnown: (commands) => known.push(commands.map(({ name, id }) => `${name} ${id}`)),
    rest: onceRest({ api: discord.apiUrl, token: discord.token, timeout: PATIENCE, budget: new RequestBudget(50) }),
    ...{ address: discord.apiUrl, log: pino({ level: 'silent' }), clock: new FakeClock() },
  });
}

/** The methods of all requests so far. */
const methods = () => discord.requests.map(({ method }) => method);

describe('commands', () => {
  it('All commands are told to Discord in one request', async () => {
    expect(await registration().tellIfChanged()).toBe(true);
    expect(discord.world.commands).toMatchObject([{ name: 'tea' }]);
    expect(methods()).toEqual(['PUT']);
  });

  it('A second start with the same commands makes no request for them', async () => {
    await registration().tellIfChanged();
    expect(await registration().tellIfChanged()).toBe(false);
    expect(methods()).toEqual(['PUT']);
  });

  it('Their ids are known after every start', async () => {
    await registration().tellIfChanged();
    await registration().tellIfChanged();
    const [{ id } = { id: '' }] = discord.world.commands;
    expect(known).toEqual([[`tea ${id}`], [`tea ${id}`]]);
  });

  it('A start with other definitions tells them', async () => {
    await registration().tellIfChanged();
    expect(await registration('Makes green tea').tellIfChanged()).toBe(true);
    expect(discord.world.commands).toMatchObject([{ description: 'Makes green tea' }]);
  });

  it('Commands that are as they were told are only looked at', async () => {
    await registration().tellIfChanged();
    await registration().repair();
    expect(methods()).toEqual(['PUT', 'GET']);
  });

  it('Commands that somebody else has changed, or taken away, are told again', async () => {
    await registration().tellIfChanged();
    discord.world.commands = discord.world.commands.map((command) => ({ ...command, version: discord.world.newId() }));
    await registration().repair();
    discord.world.commands = [];
    await registration().repair();
    expect(discord.world.commands).toMatchObject([{ name: 'tea' }]);
    expect(methods()).toEqual(['PUT', 'GET', 'PUT', 'GET', 'PUT']);
  });

  it('Commands are registered although that cannot be noted, and again at the next start', async () => {
    store = { ...store, setTold: () => Promise.reject(new Error('disk full')) };
    expect(await registration().tellIfChanged()).toBe(true);
    expect(await registration().tellIfChanged()).toBe(true);
  });

  it('Commands that Discord refuses end the start with what it says of each field', async () => {
    const errors = { 0: { name: { _errors: [{ code: 'TAKEN', message: 'Name is taken' }] } } };
    discord.intercept = async () =>
      Response.json({ code: 50_035, message: 'Invalid Form Body', errors }, { status: 400 });
    await expect(registration().tellIfChanged()).rejects.toMatchObject({
      problem: {
        kind: 'refused',
        step: 'commands',
        status: 400,
        said: 'Invalid Form Body; 0.name[TAKEN]: Name is taken',
      },
    });
  });

  it('An answer that lists no commands is not Discord’s', async () => {
    discord.intercept = async () => new Response('<title>Hello</title>');
    await expect(registration().tellIfChanged()).rejects.toMatchObject({
      problem: { kind: 'not-discord', status: 200, said: 'Hello' },
    });
  });
});
