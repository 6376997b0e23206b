import { REST } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { BudgetError } from '../../src/discord/rest/requestBudget.ts';
import { createLog } from '../../src/runtime/log.ts';
import { StoreError } from '../../src/runtime/storeError.ts';
import { startLoopbackDiscord } from '../../src/sandbox/loopback/loopback.ts';

/** A log in memory. */
function memory() {
  const lines: string[] = [];
  return { lines, log: createLog('trace', { write: (line: string) => lines.push(line) }) };
}

describe('the log', () => {
  it('holds no token of a real failure, however deep it is nested', async () => {
    await using discord = await startLoopbackDiscord();
    const { lines, log } = memory();
    const rest = new REST({ api: discord.apiUrl, retries: 0 }).setToken(discord.token);
    const secret = 'aWebhookTokenThatNobodyMaySee-0123456789';
    const failure = await rest
      .post(`/webhooks/1/${secret}`, { body: { content: 'x' }, auth: false })
      .catch((e: unknown) => e);
    const wrapped = new Error(`while posting to ${discord.apiUrl}/webhooks/1/${secret}`, { cause: failure });
    log.error(
      { err: failure, nested: { url: `/interactions/12/${secret}/callback` } },
      `Authorization: Bot ${discord.token}`,
    );
    log.error({ err: wrapped }, 'wrapped');

    expect(lines.join()).toContain('Unknown Webhook');
    expect(lines.join()).not.toContain(secret);
    expect(lines.join()).not.toContain(discord.token);
  });

  it.each([
    new StoreError('busy', 'data/x.sqlite', 'The database is held.', { cause: new Error('database is locked') }),
    Object.assign(new Error('Parse Error: Expected HTTP/'), { code: 'HPE_INVALID_CONSTANT' }),
    Object.assign(new Error('certificate has expired'), { code: 'CERT_HAS_EXPIRED' }),
    new BudgetError(20),
  ])('shows no stack of what is to be expected of stores, networks and limits: %s', (error) => {
    const { lines, log } = memory();
    log.error({ err: error }, 'failed');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ err: { message: expect.stringContaining(error.message) } });
    expect(lines.join()).not.toContain('"stack"');
  });

  it('says of an error what it is and where it came from', () => {
    const { lines, log } = memory();
    log.error({ err: new TypeError('no such thing') }, 'failed');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      msg: 'failed',
      err: { type: 'TypeError', message: 'no such thing' },
    });
  });
});
