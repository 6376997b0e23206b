/** What a server imported and muted when the program is killed: at any moment it is there whole, or not at all. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type LoopbackDiscord, startLoopbackDiscord } from '../../src/sandbox/loopback/loopback.ts';
import type { Actor } from '../../src/sandbox/loopback/people/actor.ts';
import { textOf } from '../../src/sandbox/loopback/people/components.ts';
import type { Channel } from '../../src/sandbox/loopback/servers/channel.ts';
import { housePolicies } from '../../src/sandbox/program/housePolicies.ts';
import { POST } from '../support/audience.ts';
import { importFile, TEA, TEA_TITLE, teaThread } from '../support/imports.ts';
import { PATIENCE } from '../support/patience.ts';
import { type Program, startProgram } from '../support/program.ts';
import { describeOnStores, type TestDatabase } from '../support/stores.ts';

describeOnStores('a program that is killed', (makeDatabase) => {
  let database: TestDatabase;
  let discord: LoopbackDiscord;
  let channel: Channel;
  let alex: Actor;

  beforeEach(async () => {
    database = await makeDatabase();
    discord = await startLoopbackDiscord({ policies: housePolicies, answerWithin: PATIENCE });
    const server = discord.addServer({ name: 'Tea House' });
    channel = server.addTextChannel('general');
    alex = server.addMember({ name: 'Alex', permissions: ['ManageGuild'] }).in(channel);
  });

  afterEach(async () => {
    await discord.close();
    await database[Symbol.asyncDispose]();
    expect(discord.violations).toEqual([]);
  });

  const start = (): Promise<Program> => startProgram(discord, database.url);
  const search = async (words: string) =>
    textOf((await alex.slash('/thread search', { words, private: true })).message);

  it('a persona that was muted in the middle of a replay stays silent when the program was killed and is back', async () => {
    const first = await start();
    await importFile(alex, teaThread());
    discord.faults.on(POST).nth(2).delay(60_000);
    await alex.slash('/thread replay', { thread: TEA, pace: 'instant' });
    await channel.waitFor(() => channel.posts.length === 2);
    await alex.slash('/library mute', { persona: 'sam' });
    await first.kill();
    const second = await start();
    await channel.waitFor(() => channel.posts.length === 3);
    expect(channel.posts.map(({ content }) => content).slice(1)).toEqual(['Green, of course.', 'Coffee.']);
    expect(await second.stop()).toBe(0);
  });

  it('a thread whose import was cut short is there whole and can be found, or is not there', async () => {
    let program = await start();
    const comments = Array.from({ length: 1_000 }, (_, at) => `\nKim (キム)\nMint number ${at}.\n\n${at}番目。\n`).join(
      '',
    );
    for (let round = 0; round < 4; round += 1) {
      const title = `Round ${round}`;
      const before = alex.messages.length;
      const answer = importFile(alex, `${teaThread({ title, last: `Tea of round${round}.` })}${comments}`).catch(
        () => undefined,
      );
      // Some rounds end while the file is on its way or being indexed, some when all is said.
      if (round % 2 === 0) await channel.waitFor(() => alex.messages.length > before);
      else await answer;
      await program.kill();
      program = await start();
      const isThere = textOf((await alex.slash('/thread list')).message).includes(title);
      if (round % 2 === 1) expect(isThere).toBe(true);
      await expect.poll(() => search(`round${round}`)).toContain(isThere ? `**round${round}**` : 'Nothing found');
    }
    expect(await program.stop()).toBe(0);
  });

  it('a removed thread stays removed, and its replay ended', async () => {
    const first = await start();
    await importFile(alex, teaThread());
    await alex.slash('/thread replay', { thread: TEA, pace: 'slow' });
    await channel.waitFor(() => channel.posts.length === 1);
    await alex.click((await alex.slash('/library remove', { thread: TEA })).message, 'Remove');
    await first.kill();
    const second = await start();
    expect(textOf((await alex.slash('/thread list')).message)).not.toContain(TEA_TITLE);
    expect(textOf((await alex.slash('/thread resume')).message)).toContain('No replay is running');
    expect(await second.stop()).toBe(0);
  });
});
