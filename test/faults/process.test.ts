/** What only a whole process can show: how it ends, and what it finds when it begins again. */
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sentences } from '../../src/i18n/i18n.ts';
import { type LoopbackDiscord, startLoopbackDiscord } from '../../src/sandbox/loopback/loopback.ts';
import { textOf } from '../../src/sandbox/loopback/people/components.ts';
import type { Server } from '../../src/sandbox/loopback/servers/server.ts';
import { housePolicies } from '../../src/sandbox/program/housePolicies.ts';
import { Audience, POST } from '../support/audience.ts';
import { eventually } from '../support/eventually.ts';
import { PATIENCE } from '../support/patience.ts';
import { type Program, startProgram } from '../support/program.ts';
import { describeOnStores, type TestDatabase } from '../support/stores.ts';

describeOnStores('the program', (makeDatabase) => {
  let database: TestDatabase;
  let discord: LoopbackDiscord;
  let audience: Audience;

  beforeEach(async () => {
    database = await makeDatabase();
    discord = await startLoopbackDiscord({ policies: housePolicies, answerWithin: PATIENCE });
    audience = new Audience({ discord, passUntil: (condition) => audience.channel.waitFor(condition) }, 'en');
  });

  afterEach(async () => {
    await discord.close();
    await database[Symbol.asyncDispose]();
  });

  const start = (): Promise<Program> => startProgram(discord, database.url);

  it('the program, told to end in the middle of a post, waits for its answer, stores it and ends with 0', async () => {
    const program = await start();
    const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
    discord.faults.on(POST).nth(2).delay(answered);
    await audience.start();
    await audience.reads(2);
    const ended = program.stop();
    await eventually(() => expect(program.log.join()).toContain('stopping: finishing the posts on their way'));
    answer();
    expect(await ended).toBe(0);
    expect(audience.channel.posts).toHaveLength(2);
    const again = await start();
    await audience.seesAllOnce();
    expect(again.log.join('\n')).not.toContain('the last run ended while a post was on its way');
    expect(await again.stop()).toBe(0);
  });

  it('the program ends with 0 though a post is never answered, and repeats nothing afterwards', async () => {
    const program = await start();
    discord.faults.on(POST).nth(2).delay(60_000);
    await audience.start();
    await audience.reads(2);
    expect(await program.stop()).toBe(0);
    const again = await start();
    await audience.seesAllOnce();
    expect(await again.stop()).toBe(0);
  });

  it('the program, killed between a post and its answer, goes on once it is back', async () => {
    const program = await start();
    discord.faults.on(POST).nth(3).delay(60_000);
    await audience.start();
    await audience.reads(3);
    await program.kill();
    const again = await start();
    await audience.reads(4);
    await audience.seesAllOnce();
    expect(await again.stop()).toBe(0);
  });

  it('the program, killed while a replay rests, rests on, and goes on when somebody presses Next', async () => {
    const program = await start();
    await audience.start({ pace: 'step' });
    await audience.reads(1);
    await audience.sees(audience.words.resting);
    await program.kill();
    const again = await start();
    const next = () => audience.person.click(audience.control, audience.words.next);
    await next();
    await audience.reads(2);
    await audience.sees('Comment 1 of 7');
    await again.kill();
    const last = await start();
    expect(audience.channel.posts).toHaveLength(2);
    // Presses within a second of the bot's own clock count once, also over a restart.
    await setTimeout(1_100);
    await next();
    await audience.reads(3);
    await audience.press('stop');
    await audience.sees(audience.words.stopped);
    expect(audience.channel.posts).toHaveLength(3);
    expect(await last.stop()).toBe(0);
  });

  it.each([
    [
      'a ThreadChannel',
      (server: Server) => server.addTextChannel('general').startThreadChannel('aside'),
      'POST /channels/:id/threads',
    ],
    ['a forum’s post', (server: Server) => server.addForumChannel('forum').startThreadChannel('aside'), POST],
  ] as const)(
    'the program, killed between the opening of %s and its answer, opens no other one',
    async (_, place, opening) => {
      audience = new Audience({ discord, passUntil: (condition) => audience.channel.waitFor(condition) }, 'en', place);
      const { parent } = audience.channel;
      if (!parent) throw new Error('The place is in no channel.');
      const program = await start();
      discord.faults.on(opening).delay(60_000);
      await audience.start({ pace: 'instant', place: 'discussion' });
      await parent.waitFor(() => parent.threadChannels.length === 2);
      await program.kill();
      const again = await start();
      await audience.seesAllOnceIn(parent, 1);
      expect(await again.stop()).toBe(0);
    },
  );

  it('the program, killed in the middle of undoing a replay, finishes that once it is back, and touches nothing else', async () => {
    const DELETION = 'DELETE /webhooks/:id/:token/messages/:id';
    for (const [nth, strike] of [
      [1, (fault: ReturnType<typeof discord.faults.on>) => fault.nth(3).delay(60_000)],
      [2, (fault: ReturnType<typeof discord.faults.on>) => fault.nth(3).acceptThenDrop()],
    ] as const) {
      const program = await start();
      await audience.start();
      await audience.sees(audience.words.finished);
      const kept = audience.channel.messages.filter((message) => !audience.channel.posts.includes(message));
      expect(audience.channel.posts).toHaveLength(8);
      strike(discord.faults.on(DELETION));
      const { message } = await audience.person.slash('/thread undo');
      void audience.person.click(message, sentences.en.undo.confirm);
      await audience.channel.waitFor(() => audience.channel.posts.length <= 8 - 3);
      await program.kill();
      expect(audience.channel.posts.length).toBeGreaterThan(0);
      const again = await start();
      await audience.sees(sentences.en.undo.done(8));
      expect(audience.channel.messages.map(({ id }) => id)).toEqual(kept.map(({ id }) => id));
      expect(await again.stop()).toBe(0);
      expect(audience.channel.messages.filter((one) => textOf(one).includes('Undone'))).toHaveLength(nth);
    }
  });

  it('the program ends with one clear line when its token is revoked', async () => {
    const program = await start();
    const exit = once(program.process, 'close');
    discord.faults.on('PATCH /channels/:id/messages/:id').refuseToken();
    await audience.start();
    expect((await exit)[0]).toBe(1);
    const clear = program.log.filter((line) => !line.startsWith('{'));
    expect(clear).toEqual([expect.stringMatching(/^Discord does not accept DISCORD_TOKEN\. /)]);
  });

  it('the program, started twice by mistake posts every line once, and tells nobody that their own replay is in the way', async () => {
    const programs = [await start(), await start()];
    const answer = await audience.start({ pace: 'fast', from: 5 });
    expect(answer).toMatchObject({ kind: 'message', private: false });
    expect(answer.message.id).toBe(audience.control.id);
    await audience.sees(audience.words.finished);
    expect(audience.channel.posts.map(({ author }) => author.username)).toEqual([
      'Open Source AI Idealist',
      'Pragmatic DevOps Lead',
      'Silicon Valley Historian',
    ]);
    expect(textOf(audience.control)).toContain('Comment 7 of 7');
    for (const program of programs) expect(await program.stop()).toBe(0);
  });
});
