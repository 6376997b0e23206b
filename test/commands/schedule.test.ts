import type { APIMessage } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../src/sandbox/loopback/people/actor.ts';
import { buttonsOf, textOf } from '../../src/sandbox/loopback/people/components.ts';
import { pressForged } from '../support/forge.ts';
import { importFile, openCommands, TEA, teaThread } from '../support/imports.ts';
import { startTeaHouse, type TeaHouse } from '../support/teaHouse.ts';

const HOUR = 3_600_000;

describe('/schedule', () => {
  let house: TeaHouse;
  let hana: Actor;

  beforeEach(async () => {
    house = await startTeaHouse();
    const { server, channel } = house;
    hana = server.addMember({ name: 'Hana', locale: 'ja', permissions: ['ManageGuild'] }).in(channel);
  });

  afterEach(() => house.bed[Symbol.asyncDispose]());

  const add = (who: Actor, values: Record<string, string | { id: string }> = {}) =>
    who.slash('/schedule add', { channel: house.channel.state, time: '09:00', ...values });
  const said = async (answer: Promise<{ message: APIMessage }>) => textOf((await answer).message);
  const list = (who: Actor) => said(who.slash('/schedule list'));

  it('/schedule add says what will be replayed, where, and when the next times are, to its caller alone', async () => {
    const { alex, channel, requests } = house;
    const before = requests();
    const answer = await add(alex, {
      thread: 'night bus',
      timezone: 'new york',
      days: 'mon,wed',
      pace: 'slow',
      language: 'both',
    });
    expect(answer).toMatchObject({ private: true });
    const text = textOf(answer.message);
    expect(text).toContain(`**Mondays and Wednesdays, 09:00** (America/New_York) · <#${channel.id}>`);
    expect(text).toContain('The night bus beats the bullet train');
    expect(text).toContain(`Slow`);
    expect(text).toContain('English and Japanese');
    // The clock of tests shows the first of January 2026, a Thursday.
    const monday = Date.UTC(2026, 0, 5, 14) / 1_000;
    expect(text).toContain(`- Mon, 5 Jan 2026, 09:00 · <t:${monday}:f> (<t:${monday}:R>)`);
    expect(text).toContain('- Wed, 7 Jan 2026, 09:00');
    expect(text).toContain('- Mon, 12 Jan 2026, 09:00');
    // What the bot may do there, Discord has said with the command.
    expect(requests() - before).toBe(1);
  });

  it('/schedule add speaks Japanese to whoever does', async () => {
    const text = await said(add(hana, { days: '月水', timezone: '東京' }));
    expect(text).toContain('### スケジュールを追加しました');
    expect(text).toContain('**毎週月・水曜日 09:00**（Asia/Tokyo）');
    expect(text).toContain('未再生、または最後の再生が最も古いスレッド');
    expect(text).toMatch(/2026年1月5日\(月\) ?0?9:00/);
  });

  it.each([
    ['en-US', 'UTC'],
    ['ja', 'Asia/Tokyo'],
  ])('/schedule add goes by the clocks of the server’s language where no zone is named: %s', async (locale, zone) => {
    const server = house.bed.discord.addServer({ name: 'Elsewhere', preferredLocale: locale });
    const channel = server.addTextChannel('general');
    const owner = server.addMember({ name: 'Sora', permissions: ['ManageGuild'] }).in(channel);
    expect(await said(add(owner, { channel: channel.state }))).toContain(`**Every day, 09:00** (${zone})`);
  });

  it.each([
    [{ time: 'noon' }, '“noon” is no time of day', '「noon」は時刻として読み取れません'],
    [{ days: 'someday' }, '“someday” names no days', '「someday」は曜日として読み取れません'],
    [{ timezone: 'Moon' }, 'There is no time zone “Moon”', '「Moon」に一致するタイムゾーンは見つかりません'],
    [{ thread: 'nonsense' }, 'There is no thread “nonsense”', '「nonsense」に一致するスレッドは見つかりません'],
  ])('/schedule add says what it did not understand, and makes nothing: %o', async (values, en, ja) => {
    expect(await said(add(house.alex, values))).toContain(en);
    expect(await said(add(hana, values))).toContain(ja);
    expect(await list(house.alex)).toContain('Nothing is scheduled');
  });

  it('a time zone that was misspelt is offered as a button, which carries on with everything else', async () => {
    const { alex } = house;
    const refused = await add(alex, { timezone: 'Asia/Tokio', days: 'weekends' });
    expect(textOf(refused.message)).toContain('Did you mean “Asia/Tokyo”');
    expect(await said(alex.click(refused.message, 'Asia/Tokyo'))).toContain('**Weekends, 09:00** (Asia/Tokyo)');
  });

  it('/schedule add names every permission that the bot lacks in the channel chosen, without asking Discord', async () => {
    const { alex, server, requests } = house;
    const locked = server.addTextChannel('locked');
    locked.overwrite('bot', { deny: ['ManageWebhooks', 'SendMessages'] });
    const before = requests();
    expect(await said(add(alex, { channel: locked.state }))).toContain('**Send Messages** and **Manage Webhooks**');
    expect(await said(add(hana, { channel: locked.state }))).toContain('**メッセージを送信**、**ウェブフックの管理**');
    expect(requests() - before).toBe(2);
    expect(await list(alex)).toContain('Nothing is scheduled');
  });

  it('/schedule add refuses a channel in which the caller may not write', async () => {
    const { alex, server } = house;
    const news = server.addTextChannel('news');
    news.overwrite('everyone', { deny: ['SendMessages'] });
    news.overwrite('bot', { allow: ['SendMessages'] });
    expect(await said(add(alex, { channel: news.state }))).toContain('may not write messages');
  });

  it('a server has 25 schedules at most, and another once one is removed', async () => {
    const { alex } = house;
    for (let minute = 0; minute < 25; minute += 1) await add(alex, { time: `09:${String(minute).padStart(2, '0')}` });
    expect(await said(add(alex))).toContain('already has 25 schedules');
    expect(await said(add(hana))).toContain('上限の25件');
    expect(await list(alex)).toContain('Page 1 of 5');
    expect(await said(alex.slash('/schedule remove', { schedule: '09:24' }))).toContain(
      'Removed: **Every day, 09:24**',
    );
    expect(await said(add(alex))).toContain('Scheduled');
  });

  it('/schedule list shows each schedule with its next time, its pages by buttons, in the reader’s language', async () => {
    const { alex, channel } = house;
    for (let hour = 10; hour < 17; hour += 1) await add(alex, { time: `${hour}:00`, days: 'weekdays' });
    const first = await alex.slash('/schedule list');
    const next = Date.UTC(2026, 0, 1, 10) / 1_000;
    expect(textOf(first.message)).toContain('## Schedules · 7');
    expect(textOf(first.message)).toContain(`**Weekdays, 10:00** (UTC) · <#${channel.id}>`);
    expect(textOf(first.message)).toContain(`-# Next: <t:${next}:f> (<t:${next}:R>)`);
    expect(textOf(first.message)).not.toContain('16:00');
    expect(await said(alex.click(first.message, 'Next'))).toContain('**Weekdays, 16:00**');
    expect(await list(hana)).toContain(`-# 次回: <t:${next}:f>`);
  });

  it('a schedule is removed by a part of what is known of it, or by its button once that was confirmed', async () => {
    const { alex } = house;
    await add(alex, { time: '10:00' });
    await add(alex, { time: '11:00' });
    const unclear = await alex.slash('/schedule remove', { schedule: '#general' });
    expect(textOf(unclear.message)).toContain('Did you mean');
    expect(await said(alex.slash('/schedule remove', { schedule: '11:00' }))).toContain(
      'Removed: **Every day, 11:00**',
    );
    const listed = await alex.slash('/schedule list');
    const asked = await alex.click(listed.message, 'Remove');
    expect(await said(alex.click(asked.message, 'Cancel'))).toBe('Nothing was changed.');
    const again = await alex.click(listed.message, 'Remove');
    expect(await said(alex.click(again.message, 'Remove'))).toContain('Removed: **Every day, 10:00**');
    expect(await list(alex)).toContain('Nothing is scheduled');
    expect(await said(alex.click(listed.message, 'Remove'))).toContain('There is no schedule');
  });

  it('threads, zones, days and schedules are completed while they are typed, in both languages', async () => {
    const { alex } = house;
    await add(alex, { thread: 'night bus' });
    const names = async (who: Actor, path: string, values: Record<string, string>) =>
      (await who.autocomplete(path, values)).map(({ name }) => name);
    const values = async (values: Record<string, string>) =>
      (await alex.autocomplete('/schedule add', values)).map(({ value }) => value);
    expect(await names(alex, '/schedule add', { thread: 'bus' })).toHaveLength(1);
    expect(await names(alex, '/schedule add', { timezone: 'toky' })).toEqual(['Asia/Tokyo · Tokyo, Japan']);
    expect(await names(hana, '/schedule add', { timezone: '東京' })).toEqual(['Asia/Tokyo · 東京（日本）']);
    expect(await names(alex, '/schedule add', { days: 'we' })).toEqual(['Weekdays', 'Weekends', 'Wednesdays']);
    expect(await names(hana, '/schedule add', { days: '月水' })).toContain('毎週月・水・金曜日');
    expect(await values({ days: '月水' })).toContain('mon,wed,fri');
    expect(await names(alex, '/schedule remove', { schedule: '' })).toEqual([
      expect.stringContaining('#general · Every day 09:00 · UTC · The night bus beats'),
    ]);
    expect(await names(hana, '/schedule remove', { schedule: 'bus' })).toEqual([
      expect.stringContaining('#general · 毎日 09:00 · UTC'),
    ]);
    expect((await names(alex, '/settings quiet', { timezone: 'berlin' }))[0]).toContain('Europe/Berlin');
  });

  it('a schedule whose thread is hidden or removed says so in the list', async () => {
    const { alex } = house;
    await importFile(alex, teaThread());
    await add(alex, { thread: TEA });
    await alex.slash('/library hide', { thread: TEA });
    expect(await list(alex)).toContain('Its thread is hidden or was removed');
    await alex.slash('/library unhide', { thread: TEA });
    expect(await list(alex)).not.toContain('Its thread is hidden');
  });

  it('quiet hours are set, shown and turned off, in both languages, and are told where they put a schedule off', async () => {
    const { alex } = house;
    await add(alex, { time: '23:00' });
    expect(await said(alex.slash('/settings quiet', { from: '22:00', to: '7:00' }))).toContain(
      'Quiet hours are now **22:00** to **07:00** (UTC): nothing begins by schedule then',
    );
    expect(await said(alex.slash('/settings show'))).toContain('22:00 to 07:00 (UTC)');
    const end = Date.UTC(2026, 0, 2, 7) / 1_000;
    expect(await list(alex)).toContain(`Next: <t:${end}:f> (<t:${end}:R>), when the quiet hours end`);
    expect(await list(hana)).toContain('（休止時間の終了後）');
    expect(await said(add(alex, { time: '23:30' }))).toContain(`begins <t:${end}:f>, when the quiet hours end`);
    expect(await said(hana.slash('/settings quiet', { from: '22:00', to: '07:00', timezone: 'Asia/Tokyo' }))).toContain(
      '**22:00〜07:00**（Asia/Tokyo）',
    );
    expect(await said(hana.slash('/settings quiet'))).toContain('休止時間をオフにしました');
    expect(await list(alex)).not.toContain('quiet');
  });

  it.each([
    [{ from: '22:00' }, 'need both `from` and `to`', '両方を指定してください'],
    [{ from: '22:00', to: '22:00' }, 'would never end', '同じ時刻'],
    [{ from: 'night', to: '07:00' }, '“night” is no time of day', '「night」は時刻として'],
  ])('quiet hours that nobody can be sure of are refused: %o', async (values, en, ja) => {
    expect(await said(house.alex.slash('/settings quiet', values))).toContain(en);
    expect(await said(hana.slash('/settings quiet', values))).toContain(ja);
  });

  it('nothing of it is for whoever does not manage the server', async () => {
    const { alex, bed, mika } = house;
    const made = await add(alex);
    const removal = buttonsOf(made.message)[0]?.custom_id ?? '';
    await expect(mika.slash('/schedule list')).rejects.toThrow('may not use /schedule');
    openCommands(bed.discord);
    for (const answer of [
      mika.slash('/schedule list'),
      add(mika),
      mika.slash('/schedule remove', { schedule: '09:00' }),
    ])
      expect(await said(answer)).toContain('「サーバー管理」');
    const id = removal.split(':')[1] ?? '';
    for (const forged of [removal, `unschedule:${id}:yes`, `unschedule:${id}:no`, 'schedules:1'])
      expect(await said(pressForged(bed, mika, forged)), forged).toContain('「サーバー管理」');
    expect(await mika.autocomplete('/schedule remove', { schedule: '' })).toEqual([]);
    expect(await list(alex)).toContain('09:00');
  });

  it('a schedule replays at its time: first the control message, then every line, started by who made it', async () => {
    const { alex, bed, channel } = house;
    await add(alex, { thread: 'night bus', pace: 'instant' });
    await bed.clock.advance(9 * HOUR);
    await bed.passUntil(() => channel.messages.some((message) => textOf(message).includes('The end')));
    const [control, ...posts] = channel.messages;
    expect(control && textOf(control)).toContain(`<@${alex.person.id}>`);
    expect(posts).toHaveLength(4);
    expect(posts.map(({ webhook_id }) => webhook_id)).not.toContain(undefined);
    const ran = Date.UTC(2026, 0, 1, 9) / 1_000;
    expect(await list(alex)).toContain(`-# Last: <t:${ran}:f>`);
    expect(await list(hana)).toContain(`-# 前回: <t:${ran}:f>`);
  });
});
