/** The pace of a replay in its readers' hands, and what they see of it, in both languages. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { APIMessage } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Sentences, sentences } from '../../src/i18n/i18n.ts';
import type { Actor, Reply } from '../../src/sandbox/loopback/people/actor.ts';
import { buttonsOf, textOf } from '../../src/sandbox/loopback/people/components.ts';
import { Audience, controlIn, POST } from '../support/audience.ts';
import { startTeaHouse } from '../support/teaHouse.ts';
import { startTestBed, type TestBed } from '../support/testBed.ts';

/** SUPPRESS_NOTIFICATIONS (`resources/message#message-object-message-flags`). */
const SILENT = 4_096;

const DAY = 86_400_000;

describe.each(['en', 'ja'] as const)('a replay for those who read %s', (language) => {
  let folder: string;
  let bed: TestBed;
  let audience: Audience;
  /** Somebody who started nothing and manages nothing. */
  let reader: Actor;
  let words: Sentences;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'reprise-'));
    bed = await startTestBed({ databasePath: join(folder, 'reprise.sqlite') });
    audience = new Audience(bed, language);
    words = sentences[language];
    const locale = language === 'ja' ? 'ja' : 'en-US';
    reader = audience.server.addMember({ name: 'Sora', locale }).in(audience.channel);
  });

  afterEach(async () => {
    await bed[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true });
  });

  const texts = (...replies: Reply[]) => replies.map(({ message }) => textOf(message));
  const labels = (message: APIMessage) =>
    buttonsOf(message).map(({ label, disabled }) => (disabled ? `(${label})` : label));
  const posts = () => audience.channel.posts.length;
  const flagsOf = (route: string) =>
    bed.discord.requests
      .filter((request) => request.route === route)
      .map(({ body }) => Number(Object(body).flags ?? 0) & SILENT);

  it('at pace step a line comes when anybody presses Next, or types the command, and not before', async () => {
    const { next } = words.control;
    const started = await audience.start({ pace: 'step' });
    await audience.reads(1);
    await audience.sees(words.control.resting);
    expect(textOf(audience.control)).toContain(words.pace.step);
    expect(labels(audience.control)).toEqual([
      ...[next, words.control.labels.stop],
      ...[`(${words.control.slower})`, words.control.faster, words.control.catchUp],
    ]);
    await bed.clock.advance(600_000);
    expect(posts()).toBe(1);

    await reader.click(started.message, next);
    await audience.reads(2);
    await bed.clock.advance(600_000);
    expect(posts()).toBe(2);

    expect(texts(await reader.slash('/thread skip'))).toEqual([words.control.done.skip]);
    await audience.reads(3);
    await bed.clock.advance(600_000);
    expect(posts()).toBe(3);
  });

  it('two who press Next at a time see one line, and neither is told that anything was wrong', async () => {
    const { message } = await audience.start({ pace: 'step' });
    await audience.reads(1);
    const replies = await Promise.all([reader, audience.person].map((one) => one.click(message, words.control.next)));
    expect(replies.map(({ kind }) => kind)).toEqual(['update', 'update']);
    await audience.reads(2);
    expect((await reader.click(message, words.control.next)).kind).toBe('update');
    await bed.clock.advance(900);
    expect(posts()).toBe(2);
    await bed.clock.advance(200);
    await reader.click(message, words.control.next);
    await audience.reads(3);
    await bed.clock.advance(60_000);
    expect(posts()).toBe(3);
  });

  it('at pace step everything else is up to whoever started the replay', async () => {
    const { message } = await audience.start({ pace: 'step' });
    await audience.reads(1);
    const refusal = words.problem['not-yours-to-control']({ code: 'not-yours-to-control' });
    for (const button of [words.control.labels.stop, words.control.faster])
      expect(texts(await reader.click(message, button))).toEqual([refusal]);
    for (const path of ['/thread stop', '/thread pause', '/thread faster', '/thread slower'])
      expect(texts(await reader.slash(path))).toEqual([refusal]);
    await audience.person.slash('/thread faster');
    expect(texts(await reader.slash('/thread skip'))).toEqual([refusal]);
  });

  it('a replay at rest is where it was after a restart, and ends when nobody has pressed Next for seven days', async () => {
    await audience.start({ pace: 'step' });
    await audience.reads(1);
    await bed.restart(3 * DAY);
    await bed.clock.advance(60_000);
    await reader.click(audience.control, words.control.next);
    await audience.reads(2);
    await bed.clock.advance(6 * DAY);
    expect(textOf(audience.control)).toContain(words.control.resting);
    await bed.clock.advance(DAY);
    await audience.sees(words.control.unpressed);
    expect(labels(audience.control)).toEqual([words.control.again, words.control.index]);
    expect(posts()).toBe(2);
  });

  it('a pace is changed by buttons and commands, one step at a time, and kindly refused at its ends', async () => {
    const { message } = await audience.start({ pace: 'fast' });
    await audience.reads(1);
    const { slower, faster, paceChanged } = words.control;
    expect(labels(message)).toContain(`(${faster})`);
    const end = { code: 'no-further-pace' } as const;
    expect(texts(await audience.person.slash('/thread faster'))).toEqual([
      words.problem['no-further-pace']({ ...end, way: 'faster', pace: 'fast' }),
    ]);
    expect(texts(await audience.person.click(message, slower))[0]).toContain(words.pace.natural);
    expect(texts(await audience.person.slash('/thread slower'))).toEqual([paceChanged('slow', false)]);
    await audience.sees(words.pace.slow);
    expect(texts(await audience.person.click(audience.control, slower))[0]).toContain(words.control.resting);
    expect(texts(await audience.person.slash('/thread slower'))).toEqual([
      words.problem['no-further-pace']({ ...end, way: 'slower', pace: 'step' }),
    ]);
    await audience.person.click(audience.control, faster);
    await audience.seesAllOnce();
  });

  it('a pace that was chosen while a replay played is the one it is played again with, also after a restart', async () => {
    await audience.start({ pace: 'slow' });
    await audience.reads(1);
    await audience.person.slash('/thread slower');
    await bed.restart(60_000);
    await audience.person.slash('/thread stop');
    await audience.sees(words.control.stopped);
    const again = await audience.person.click(audience.control, words.control.again);
    expect(texts(again)[0]).toContain(words.pace.step);
  });

  it('a pace that is changed while a replay is paused says that it is, and whether it will wait for Next', async () => {
    await audience.start({ pace: 'natural' });
    await audience.reads(1);
    await audience.press('pause');
    const { paceChanged } = words.control;
    expect(texts(await audience.person.slash('/thread slower'))).toEqual([paceChanged('slow', true)]);
    expect(texts(await audience.person.slash('/thread slower'))).toEqual([paceChanged('step', true)]);
    expect(paceChanged('step', true)).toContain(words.control.next);
    expect(paceChanged('slow', true)).not.toContain(words.control.next);
    expect(paceChanged('slow', true)).not.toBe(paceChanged('slow', false));
  });

  it('a skip of a paused replay says that it goes on', async () => {
    await audience.start({ pace: 'slow' });
    await audience.reads(1);
    await audience.press('pause');
    expect(texts(await audience.person.slash('/thread skip'))).toEqual([words.control.resumedAtOnce]);
    await audience.reads(2);
  });

  it('a line that AutoMod blocks is passed over by a button once people have seen why, and the end says so', async () => {
    bed.discord.faults.on(POST).nth(3).refuseAs({ status: 400, code: 200_000, message: 'Blocked' });
    await audience.start();
    await audience.sees('AutoMod');
    const before = audience.control;
    expect(labels(before)).toEqual([
      ...[words.control.labels.resume, words.control.passOver, words.control.labels.stop, words.control.catchUp],
    ]);
    const refusal = words.problem['not-yours-to-control']({ code: 'not-yours-to-control' });
    expect(texts(await reader.click(before, words.control.passOver))).toEqual([refusal]);
    await audience.person.click(before, words.control.passOver);
    await audience.sees(words.control.finished);
    expect(textOf(audience.control)).toContain(words.control.passedOver([{ comment: 2, isRest: false }]));
    expect(posts()).toBe(7);
  });

  it('a blocked line that people let through is posted once, and nothing is said to be left out', async () => {
    bed.discord.faults.on(POST).nth(3).refuseAs({ status: 400, code: 240_000, message: 'Blocked' });
    await audience.start();
    await audience.sees(words.control.paused['harmful-link']({ kind: 'harmful-link' }, audience.channel.id));
    await audience.press('resume');
    await audience.seesAllOnce();
    expect(textOf(audience.control)).not.toContain(words.control.passedOver([{ comment: 2, isRest: false }]));
  });

  it.each([
    ['first', [0, SILENT, SILENT, SILENT, SILENT, SILENT, SILENT, SILENT]],
    ['all', Array<number>(8).fill(0)],
    ['none', Array<number>(8).fill(SILENT)],
  ] as const)('where the server chose that %s may notify, the other posts come silently', async (value, flags) => {
    const owner = audience.server
      .addMember({ name: 'Alex', locale: language === 'ja' ? 'ja' : 'en-US', permissions: ['ManageGuild'] })
      .in(audience.channel);
    expect(texts(await owner.slash('/settings notify', { value }))).toEqual([words.settings.notifySet[value]]);
    await audience.start();
    await audience.seesAllOnce();
    expect(flagsOf(POST)).toEqual(flags);
  });

  it('a replay keeps the manner of notifying that held when it started', async () => {
    const owner = audience.server.addMember({ name: 'Alex', permissions: ['ManageGuild'] }).in(audience.channel);
    await audience.start({ pace: 'slow' });
    await audience.reads(1);
    await owner.slash('/settings notify', { value: 'all' });
    await audience.reads(2);
    expect(flagsOf(POST)).toEqual([0, SILENT]);
  });

  it('whoever comes late reads what was said so far, and where the replay is, and an index once it has ended', async () => {
    const { message } = await audience.start({ pace: 'step' });
    await audience.reads(1);
    await bed.clock.advance(10_000);
    const { catchUp, index } = words.control;
    const early = await reader.click(message, catchUp);
    expect(early).toMatchObject({ kind: 'message', private: true });
    expect(textOf(early.message)).toContain(words.recap.youAreHere);
    expect(textOf(early.message)).toContain(`/${audience.channel.id}/${audience.channel.posts[0]?.id})`);
    await audience.person.slash('/thread faster');
    await audience.person.slash('/thread faster');
    await audience.seesAllOnce();
    const late = textOf((await reader.click(audience.control, index)).message);
    for (const { id } of audience.channel.posts) expect(late).toContain(`/${id})`);
    expect(late).not.toContain(words.recap.youAreHere);
  });
});

it('a control message that was deleted comes back without notifying anybody again', async () => {
  await using bed = await startTestBed();
  const audience = new Audience(bed, 'en');
  await audience.start({ pace: 'slow' });
  await audience.reads(1);
  bed.discord.world.deleteMessage(audience.channel.state, audience.control.id);
  bed.discord.faults.on(POST).nth(1).refuseAs({ status: 400, code: 200_000, message: 'Blocked' });
  await audience.sees('AutoMod');
  const sent = bed.discord.requests.filter(({ route }) => route === 'POST /channels/:id/messages');
  expect(sent.map(({ body }) => Number(Object(body).flags) & SILENT)).toEqual([SILENT]);
});

it('a control message that was deleted comes back below the next line at pace step, where Next is what a replay goes on by', async () => {
  await using bed = await startTestBed();
  const audience = new Audience(bed, 'en');
  await audience.start({ pace: 'step' });
  await audience.sees(audience.words.resting);
  bed.discord.world.deleteMessage(audience.channel.state, audience.control.id);
  await audience.person.slash('/thread skip');
  await audience.reads(2);
  await audience.sees('Comment 1 of 7');
  await bed.clock.advance(1_000);
  await audience.person.click(audience.control, audience.words.next);
  await audience.reads(3);
  const sent = bed.discord.requests.filter(({ route }) => route === 'POST /channels/:id/messages');
  expect(sent.map(({ body }) => Number(Object(body).flags) & SILENT)).toEqual([SILENT]);
});

describe('a line that takes several posts', () => {
  it('a line that takes several posts is left out with all that is left of it, and the answer to the button says so', async () => {
    const { bed, channel, alex } = await startTeaHouse();
    await using _bed = bed;
    const { control } = sentences.en;
    bed.discord.faults.on(POST).nth(2).refuseAs({ status: 400, code: 200_000, message: 'Blocked' });
    const { message: started } = await alex.slash('/thread replay', { thread: 'long story', from: 1, pace: 'instant' });
    const shown = () => controlIn(channel) ?? started;
    await bed.passUntil(() => textOf(shown()).includes('AutoMod'));
    const { message } = await alex.click(shown(), control.passOver);
    expect(textOf(message)).toContain(control.passedOver([{ comment: 1, isRest: true }]));
    await bed.passUntil(() => textOf(shown()).includes(control.finished));
    expect(channel.posts.map(({ content }) => content.slice(0, 9))).toEqual(['The long ', 'Too long.']);
  });
});
