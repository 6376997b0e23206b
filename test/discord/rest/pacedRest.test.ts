import { Routes } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pacedRest } from '../../../src/discord/rest/pacedRest.ts';
import { BudgetError } from '../../../src/discord/rest/requestBudget.ts';
import { type LoopbackDiscord, startLoopbackDiscord } from '../../../src/sandbox/loopback/loopback.ts';
import { restOf, WAIT, webhookOf } from '../../support/loopbackRest.ts';

describe('requests that take turns', () => {
  let discord: LoopbackDiscord;
  /** Whether people wait, for each turn that was asked for. */
  let turns: boolean[];

  beforeEach(async () => {
    discord = await startLoopbackDiscord();
    turns = [];
  });

  afterEach(() => discord.close());

  const paced = (isUrgent: boolean, isBusy = false) =>
    pacedRest(
      restOf(discord),
      { isBusy, wait: () => 20, turn: async (urgent = false) => void turns.push(urgent) },
      isUrgent,
    );

  it('are made when their turn has come, and say whether people wait for them', async () => {
    const { id } = discord.addServer({ name: 'Tea House' });
    expect(await paced(true).get(Routes.guild(id))).toMatchObject({ id });
    expect(await paced(false).get(Routes.guild(id))).toMatchObject({ id });
    expect(turns).toEqual([true, false]);
  });

  it('leave out posts through webhooks, which took theirs before they were announced', async () => {
    const channel = discord.addServer({ name: 'Tea House' }).addTextChannel('general');
    const path = await webhookOf(discord, channel);
    await paced(false).post(path, { body: { content: 'Hello' }, query: WAIT, auth: false });
    expect(channel.posts).toMatchObject([{ content: 'Hello' }]);
    expect(turns).toEqual([]);
  });

  it('show nobody typing while others wait', async () => {
    await expect(paced(false, true).post(Routes.channelTyping('1'))).rejects.toBeInstanceOf(BudgetError);
    expect(discord.requests).toEqual([]);
  });
});
