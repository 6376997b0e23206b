import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Notices } from '../../../src/app/schedulePorts.ts';
import { ServerSettings } from '../../../src/app/settings.ts';
import { DiscordApi } from '../../../src/discord/rest/discordApi.ts';
import { scheduleNotices } from '../../../src/discord/stage/scheduleNotices.ts';
import { type LoopbackDiscord, startLoopbackDiscord } from '../../../src/sandbox/loopback/loopback.ts';
import { textOf } from '../../../src/sandbox/loopback/people/components.ts';
import type { Channel } from '../../../src/sandbox/loopback/servers/channel.ts';
import type { Server } from '../../../src/sandbox/loopback/servers/server.ts';
import { housePolicies } from '../../../src/sandbox/program/housePolicies.ts';
import { openStore } from '../../../src/store/store.ts';
import { restOf } from '../../support/loopbackRest.ts';
import { scheduleOf } from '../../support/schedules.ts';

describe('a word to a server’s people', () => {
  let discord: LoopbackDiscord;
  let server: Server;
  let lobby: Channel;
  let notices: Notices;
  let settings: ServerSettings;

  beforeEach(async () => {
    discord = await startLoopbackDiscord({ policies: housePolicies });
    server = discord.addServer({ name: 'Tea House', preferredLocale: 'ja' });
    lobby = server.addTextChannel('lobby');
    settings = new ServerSettings((await openStore('sqlite::memory:')).settings);
    notices = scheduleNotices({ api: new DiscordApi(restOf(discord)), settings, log: pino({ level: 'silent' }) });
  });

  afterEach(async () => {
    await discord.close();
    expect(discord.violations).toEqual([]);
  });

  const tell = () => notices.tellOff(scheduleOf({ serverId: server.id, madeBy: '42', channelName: 'night_owls' }));

  it('a schedule that is off is told of in the system channel, in the server’s language, without notifying anybody', async () => {
    server.makeSystemChannel(lobby);
    expect(await tell()).toBe('done');
    const [notice, ...others] = lobby.messages;
    expect(others).toEqual([]);
    expect(notice && textOf(notice)).toContain('<@42> さんが作成したスケジュール');
    expect(notice && textOf(notice)).toContain('#night\\_owls');
  });

  it('it is told of once though the answer was lost and it is asked for again', async () => {
    server.makeSystemChannel(lobby);
    discord.faults.on('POST /channels/:id/messages').acceptThenDrop();
    expect(await tell()).toBe('unclear');
    expect(await tell()).toBe('done');
    expect(lobby.messages).toHaveLength(1);
  });

  it('nothing more can be done where there is no system channel, or the bot may not write in it', async () => {
    expect(await tell()).toBe('done');
    server.makeSystemChannel(lobby);
    lobby.overwrite('bot', { deny: ['SendMessages'] });
    expect(await tell()).toBe('done');
    expect(lobby.messages).toEqual([]);
  });

  it('nobody can say whether it was told while Discord does not answer', async () => {
    server.makeSystemChannel(lobby);
    discord.faults.on('GET /guilds/:id').refuse(503);
    expect(await tell()).toBe('unclear');
  });
});
