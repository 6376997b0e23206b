/** What an operator reads while things go wrong: one line an event, where it happened, and no secret. */
import { DiscordAPIError } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createLog } from '../../src/runtime/log.ts';
import { Audience, LOOK, POST } from '../support/audience.ts';
import { shippedThread } from '../support/shippedThread.ts';
import { IMPATIENT, startTestBed, type TestBed, type TestBedOptions } from '../support/testBed.ts';

const Line = z.looseObject({ level: z.number(), time: z.string(), msg: z.string() });

const CALLBACK = 'POST /interactions/:id/:token/callback';
const SHOW = 'PATCH /channels/:id/messages/:id';

/** A log in memory, and a bot that writes into it. */
async function loggedTestBed(options: TestBedOptions = {}) {
  const lines: string[] = [];
  const log = createLog('trace', { write: (line: string) => lines.push(line) });
  return { lines, log, bed: await startTestBed({ log, ...options }) };
}

/** A replay to which everything happens that is to be expected of networks and of Discord. */
async function sufferEverything(bed: TestBed): Promise<Audience> {
  const { faults, gateway } = bed.discord;
  const audience = new Audience(bed, 'en');
  faults.on(CALLBACK).acceptThenAnswer(502);
  faults.on(POST).acceptThenDrop();
  faults.on(POST).nth(2).refuse(503);
  faults
    .on(POST)
    .nth(3)
    .before(() => audience.channel.deleteWebhooks());
  faults.on(POST).nth(5).rateLimit({ scope: 'shared', retryAfter: 100 });
  faults.on(POST).nth(7).rateLimitAtEdge();
  faults.on(LOOK).times(2).refuse(502);
  faults.on(SHOW).times(2).refuse(500);
  faults.on('POST /channels/:id/typing').always().refuse(500);
  faults.on('POST /applications/:id/emojis').times(9).refuse(500);
  await audience.start({ pace: 'natural' });
  gateway.drop();
  await audience.seesAllOnce();
  return audience;
}

describe('the log of a bot to which everything happens', () => {
  it('the log has one line an event, says where it happened, and shows no stack for what is to be expected', async () => {
    const { lines, bed } = await loggedTestBed();
    await using _ = bed;
    const audience = await sufferEverything(bed);

    const read = lines.map((line) => Line.parse(JSON.parse(line)));
    for (const line of lines) expect(line).toMatch(/^[^\n]*\n$/);
    for (const line of lines) expect(line).not.toContain('"stack"');
    const place = { server: audience.server.id, channel: audience.channel.id };
    const ofReplay = read.filter((line) => 'replay' in line);
    for (const line of ofReplay) expect(line).toMatchObject({ ...place, replay: expect.stringMatching(/^\d+$/) });
    const told = new Set(ofReplay.filter(({ level }) => level >= 30).map(({ msg }) => msg));
    expect([...told].sort()).toMatchInlineSnapshot(`
      [
        "Discord asks to wait",
        "could not look into the channel: trying again later",
        "replay ended",
        "replay started",
        "the answer to a post was lost: looking for it in the channel",
        "the post had arrived",
        "the post is not in the channel: posting it again",
        "the webhook is gone: posting through another one",
      ]
    `);
  });

  it('the log says without a stack that an answer comes too late', async () => {
    const { lines, bed } = await loggedTestBed({ requestTimeout: IMPATIENT });
    await using _ = bed;
    const audience = new Audience(bed, 'en');
    bed.discord.faults
      .on(POST)
      .nth(3)
      .delay(2 * IMPATIENT);
    await audience.start();
    await audience.seesAllOnce();
    const late = lines.find((line) => line.includes('the answer to a post was lost'));
    expect(JSON.parse(String(late))).toMatchObject({ level: 40, reason: 'no answer in time' });
    for (const line of lines) expect(line).not.toContain('"stack"');
  });

  it('the log says which field of a post Discord found wrong, and not what was in it', async () => {
    const { lines, bed } = await loggedTestBed();
    await using _ = bed;
    const audience = new Audience(bed, 'en');
    const errors = { username: { _errors: [{ code: 'USERNAME_INVALID', message: 'Username cannot contain "x"' }] } };
    bed.discord.intercept = ({ method, path }) =>
      method === 'POST' && path.startsWith('/webhooks/')
        ? Promise.resolve(Response.json({ message: 'Invalid Form Body', code: 50035, errors }, { status: 400 }))
        : undefined;
    await audience.start();
    await audience.sees(audience.words.paused.rejected({ kind: 'rejected', code: 50035 }, audience.channel.id));
    const refusal = lines.find((line) => line.includes('Discord refused a request'));
    expect(JSON.parse(String(refusal))).toMatchObject({
      status: 400,
      code: 50035,
      reason: 'Invalid Form Body\nusername[USERNAME_INVALID]: Username cannot contain "x"',
    });
    expect(refusal).not.toContain(shippedThread.title.en);
  });

  it('the log holds no token of the bot, of a webhook or of an interaction, however deep', async () => {
    const { lines, log, bed } = await loggedTestBed();
    await using _ = bed;
    const audience = await sufferEverything(bed);
    bed.discord.intercept = ({ path }) =>
      path.startsWith('/interactions/')
        ? Promise.resolve(Response.json({ message: 'Unknown interaction', code: 10062 }, { status: 404 }))
        : undefined;
    bed.discord.interactions.answerWithin = 1_000;
    await expect(audience.person.slash('/thread list')).rejects.toThrow('did not respond');
    const paths = bed.discord.requests.map(({ path }) => path);
    const addresses = paths.filter((path) => /^\/(webhooks|interactions)\/\d+\/[^/]{20}/.test(path));
    for (const path of addresses) {
      const url = `${bed.discord.apiUrl}/v10${path}`;
      const request = { body: {}, files: undefined };
      const failure = new DiscordAPIError({ code: 10015, message: `No ${url}` }, 10015, 404, 'POST', url, request);
      log.error(
        { err: new Error(`at ${url}`, { cause: failure }), nested: { failure, url } },
        `Bot ${bed.discord.token}`,
      );
    }

    const tokens = new Set(addresses.map((path) => path.split('/')[3] ?? ''));
    expect(tokens.size).toBeGreaterThanOrEqual(4);
    const all = lines.join('');
    expect(all).toContain('/webhooks/');
    expect(all).toContain('could not answer an interaction');
    for (const secret of [bed.discord.token, ...tokens]) expect(all).not.toContain(secret);
  });
});
