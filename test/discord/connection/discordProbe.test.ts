import { describe, expect, it } from 'vitest';
import { discordProbe } from '../../../src/discord/connection/discordProbe.ts';
import { StartupError } from '../../../src/runtime/startupError.ts';
import { startLoopbackDiscord } from '../../../src/sandbox/loopback/loopback.ts';
import { json, page, startEndpoint } from '../../support/endpoint.ts';
import { FakeClock } from '../../support/fakeClock.ts';
import { PATIENCE } from '../../support/patience.ts';

function probeOf(apiUrl: string, token: string | undefined, clock = new FakeClock()) {
  return discordProbe({ apiUrl, token, clock, patience: PATIENCE });
}

async function problemOf(asked: Promise<unknown>) {
  const error = await asked.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof StartupError ? error.problem : error;
}

describe('a look at Discord', () => {
  it('a look at Discord finds the gateway without a token, and is greeted there', async () => {
    await using discord = await startLoopbackDiscord();
    const probe = probeOf(discord.apiUrl, undefined);
    const address = await probe.gatewayAddress();
    expect(address).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/gateway$/);
    expect(await probe.gatewaySilence(address)).toBeUndefined();
    expect(discord.violations).toEqual([]);
  });

  it('a look at Discord says whose a token is, with the link by which the bot is added, and how often it may connect', async () => {
    await using discord = await startLoopbackDiscord();
    const probe = probeOf(discord.apiUrl, discord.token);
    const { bot } = discord.world;
    expect(await probe.identity()).toEqual({
      ...{ name: bot.name, applicationId: bot.id },
      invite: expect.stringContaining(`https://discord.com/oauth2/authorize?client_id=${bot.id}&permissions=`),
    });
    expect(await probe.remainingSessions()).toBe(1_000);
  });

  it('a look at Discord says that a token is refused', async () => {
    await using discord = await startLoopbackDiscord();
    const probe = probeOf(discord.apiUrl, 'another');
    expect(await problemOf(probe.identity())).toEqual({ kind: 'token-refused' });
  });

  it('a look at Discord compares the clocks by the time that the answer names', async () => {
    const clock = new FakeClock();
    const told = new Date(Math.floor(clock.now() / 1_000) * 1_000 - 90_000);
    await using endpoint = await startEndpoint({
      http: (request, response) => {
        response.setHeader('Date', told.toUTCString());
        json(200, { url: 'wss://x.example' })(request, response);
      },
    });
    const probe = probeOf(endpoint.apiUrl, undefined, clock);
    expect(probe.clockLead()).toBeUndefined();
    await probe.gatewayAddress();
    expect(probe.clockLead()).toBe(clock.now() - told.getTime());
  });

  it('a look at Discord compares no clocks where the answer names no time', async () => {
    await using endpoint = await startEndpoint({
      http: (request, response) => {
        response.sendDate = false;
        json(200, { url: 'wss://x.example' })(request, response);
      },
    });
    const probe = probeOf(endpoint.apiUrl, undefined);
    await probe.gatewayAddress();
    expect(probe.clockLead()).toBeUndefined();
  });

  it('a look at Discord says who answers in Discord’s place, or that nobody does', async () => {
    await using endpoint = await startEndpoint({ http: page(200, 'Hotel Wi-Fi') });
    const probe = probeOf(endpoint.apiUrl, undefined);
    expect(await problemOf(probe.gatewayAddress())).toMatchObject({ kind: 'not-discord', said: 'Hotel Wi-Fi' });
    await endpoint.close();
    expect(await problemOf(probe.gatewayAddress())).toMatchObject({
      kind: 'unreachable',
      reason: expect.stringContaining('ECONNREFUSED'),
    });
  });

  it('a look at Discord says when a bot may connect again that has connected too often today', async () => {
    const limit = { total: 1_000, remaining: 0, reset_after: 60_000, max_concurrency: 1 };
    await using endpoint = await startEndpoint({
      http: json(200, { url: 'wss://x.example', shards: 1, session_start_limit: limit }),
    });
    const clock = new FakeClock();
    expect(await problemOf(probeOf(endpoint.apiUrl, 'token', clock).remainingSessions())).toEqual({
      kind: 'sessions-used-up',
      until: new Date(clock.now() + 60_000),
    });
  });

  it('a look at Discord says why a gateway is silent: nobody listens, it is none, it says something else, it closes', async () => {
    await using dead = await startEndpoint({});
    const [refusing] = [dead.gatewayUrl, await dead.close()];
    await using none = await startEndpoint({ http: page(403, 'Blocked') });
    await using odd = await startEndpoint({ gateway: (socket) => socket.send('Welcome!') });
    await using closing = await startEndpoint({ gateway: (socket) => socket.close(4_000) });
    const { gatewaySilence } = probeOf(dead.apiUrl, undefined);
    expect(await gatewaySilence(refusing)).toContain('ECONNREFUSED');
    expect(await gatewaySilence(none.gatewayUrl)).toBe('Unexpected server response: 403');
    expect(await gatewaySilence(odd.gatewayUrl)).toBe('it did not greet as a gateway does');
    expect(await gatewaySilence(closing.gatewayUrl)).toBe('it closed the connection (code 4000)');
  });

  it('a look at Discord gives up on a gateway that takes the connection and says nothing', async () => {
    await using mute = await startEndpoint({ gateway: () => undefined });
    const probe = discordProbe({ ...{ apiUrl: mute.apiUrl, token: undefined }, clock: new FakeClock(), patience: 50 });
    expect(await probe.gatewaySilence(mute.gatewayUrl)).toBe('it did not greet in time');
  });
});
