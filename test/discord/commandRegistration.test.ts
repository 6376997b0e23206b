import { pino } from 'pino';
import { expect, it } from 'vitest';
import { registerCommands } from '../../src/discord/commandRegistration.ts';
import { onceRest } from '../../src/discord/rest/client.ts';
import { RequestBudget } from '../../src/discord/rest/requestBudget.ts';
import { startLoopbackDiscord } from '../../src/sandbox/loopback/loopback.ts';
import { FakeClock } from '../support/fakeClock.ts';

/** Registers one command at a loopback Discord of which a test says how it answers. */
async function registered(answer?: () => Response) {
  await using discord = await startLoopbackDiscord();
  if (answer) discord.intercept = () => Promise.resolve(answer());
  await registerCommands({
    applicationId: discord.world.bot.id,
    definitions: [{ name: 'tea', description: 'Makes tea', type: 1 }],
    rest: onceRest({ api: discord.apiUrl, token: discord.token, timeout: 5_000, budget: new RequestBudget(50) }),
    ...{ address: discord.apiUrl, log: pino({ level: 'silent' }), clock: new FakeClock() },
  });
  return discord.world.commands;
}

it('All commands are told to Discord in one request', async () => {
  expect(await registered()).toMatchObject([{ name: 'tea' }]);
});

it('Commands that Discord refuses end the start with what it says of each field', async () => {
  const errors = { 0: { name: { _errors: [{ code: 'TAKEN', message: 'Name is taken' }] } } };
  const answer = () => Response.json({ code: 50_035, message: 'Invalid Form Body', errors }, { status: 400 });
  await expect(registered(answer)).rejects.toMatchObject({
    problem: {
      kind: 'refused',
      step: 'commands',
      status: 400,
      said: 'Invalid Form Body; 0.name[TAKEN]: Name is taken',
    },
  });
});

it('An answer that lists no commands is not Discord’s', async () => {
  await expect(registered(() => new Response('<title>Hello</title>'))).rejects.toMatchObject({
    problem: { kind: 'not-discord', status: 200, said: 'Hello' },
  });
});
