import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { channelMention } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sentences } from '../../src/i18n/i18n.ts';
import type { PauseTexts } from '../../src/i18n/texts.ts';
import { buttonsOf, textOf } from '../../src/sandbox/loopback/people/components.ts';
import type { Channel } from '../../src/sandbox/loopback/servers/channel.ts';
import { openStore } from '../../src/store/store.ts';
import { Audience, controlIn, LOOK, longestFailure, POST } from '../support/audience.ts';
import { startTestBed, type TestBed } from '../support/testBed.ts';

const permission = {
  en: { ManageWebhooks: 'Manage Webhooks', ReadMessageHistory: 'Read Message History', ViewChannel: 'View Channel' },
  ja: {
    ManageWebhooks: 'ウェブフックの管理',
    ReadMessageHistory: 'メッセージ履歴を読む',
    ViewChannel: 'チャンネルを見る',
  },
};

describe.each(['en', 'ja'] as const)('a channel that reads %s', (language) => {
  let folder: string;
  let databasePath: string;
  let bed: TestBed;
  let audience: Audience;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'reprise-'));
    databasePath = join(folder, 'reprise.sqlite');
    bed = await startTestBed({ databasePath });
    audience = new Audience(bed, language);
  });

  afterEach(async () => {
    expect(longestFailure(bed)).toBeLessThan(10);
    await bed[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true });
  });

  /** The replay as the bot remembers it. */
  const stored = async () => {
    await using store = Object.assign(await openStore(`sqlite:${databasePath}`), {
      async [Symbol.asyncDispose]() {
        await store.close();
      },
    });
    const id = buttonsOf(audience.channel.messages[0] ?? audience.control)[0]
      ?.custom_id.split(':')
      .at(-1);
    return await store.replays.find(audience.server.id, id ?? '');
  };
  const becomes = async (kind: 'ended' | 'paused') => {
    for (let state = (await stored())?.state; state?.kind !== kind; state = (await stored())?.state) {
      await bed.clock.advance(500);
    }
    return (await stored())?.state;
  };

  it('a channel goes on through one new webhook when the one it had is deleted', async () => {
    bed.discord.faults
      .on(POST)
      .nth(3)
      .before(() => audience.channel.deleteWebhooks());
    await audience.start();
    await audience.seesAllOnce();
    expect(bed.discord.world.webhooksOf(audience.channel.state)).toHaveLength(1);
  });

  it('a channel gets the lines itself when somebody moves its webhook to another channel', async () => {
    const other = audience.server.addTextChannel('news');
    await audience.start({ pace: 'slow' });
    await audience.reads(2);
    const { webhooks } = bed.discord.world;
    for (const webhook of webhooks.values()) webhooks.set(webhook.id, { ...webhook, channelId: other.id });
    await audience.seesAllOnce();
    // What was said before anybody could notice.
    expect(other.posts).toHaveLength(1);
  });

  it('a channel is told when its webhook is deleted again and again, and goes on by a button', async () => {
    bed.discord.faults
      .on(POST)
      .times(4)
      .before(() => audience.channel.deleteWebhooks());
    await audience.start();
    await audience.sees(audience.words.paused['webhook-vanishes']({ kind: 'webhook-vanishes' }, audience.channel.id));
    await audience.press('resume');
    await audience.seesAllOnce();
  });

  it('a channel is told when it has all the webhooks it may have, and goes on once one is deleted', async () => {
    for (let number = 0; number < 15; number += 1) audience.channel.addForeignWebhook(`other ${number}`);
    await audience.start();
    await audience.sees(audience.words.paused['webhook-limit']({ kind: 'webhook-limit' }, audience.channel.id));
    expect(textOf(audience.control)).toContain(channelMention(audience.channel.id));
    audience.channel.deleteWebhooks();
    await audience.press('resume');
    await audience.seesAllOnce();
  });

  it('a channel is told when its server has all the webhooks it may have, and goes on by a button of a moderator', async () => {
    const locale = language === 'ja' ? 'ja' : 'en-US';
    const [reader, moderator] = [
      audience.server.addMember({ name: 'Sora', locale }).in(audience.channel),
      audience.server.addMember({ name: 'Alex', locale, permissions: ['ManageMessages'] }).in(audience.channel),
    ];
    const { labels } = audience.words;
    bed.discord.faults.on('POST /channels/:id/webhooks').refuseAs({ status: 400, code: 30_058, message: 'No' });
    await audience.start();
    await audience.sees(
      audience.words.paused['server-webhook-limit']({ kind: 'server-webhook-limit' }, audience.channel.id),
    );
    // Nothing was said yet that one could catch up with, and no line was refused that one could do without.
    expect(buttonsOf(audience.control).map(({ label, disabled }) => [label, disabled ?? false])).toEqual([
      [labels.resume, false],
      [labels.stop, false],
      [audience.words.catchUp, true],
    ]);
    const refused = await reader.click(audience.control, labels.resume);
    expect(textOf(refused.message)).toBe(
      sentences[language].problem['not-yours-to-control']({ code: 'not-yours-to-control' }),
    );
    await moderator.click(audience.control, labels.resume);
    await audience.seesAllOnce();
  });

  it('a channel gets its lines through the bot’s own webhook after the bot became another application', async () => {
    const { discord } = bed;
    const theirs = discord.world.addWebhook(audience.channel.state, 'Reprise', discord.world.newId());
    await using store = Object.assign(await openStore(`sqlite:${databasePath}`), {
      async [Symbol.asyncDispose]() {
        await store.close();
      },
    });
    const before = store.webhooksOf(theirs.applicationId);
    await before.setRoute(audience.channel.id, { id: theirs.id, token: theirs.token, threadChannelId: null });
    await audience.start();
    await audience.seesAllOnce();
    expect(audience.channel.posts.filter(({ webhook_id }) => webhook_id === theirs.id)).toEqual([]);
  });

  it('a channel has a webhook of ours used again where it has all it may have', async () => {
    for (let number = 0; number < 14; number += 1) audience.channel.addForeignWebhook(`other ${number}`);
    bed.discord.world.addWebhook(audience.channel.state, 'Reprise');
    await audience.start();
    await audience.seesAllOnce();
    expect(bed.discord.world.webhooksOf(audience.channel.state)).toHaveLength(15);
  });

  it('a channel is told which permission is missing where, and goes on by a button once it is granted', async () => {
    const { discord } = bed;
    discord.faults
      .on(POST)
      .nth(3)
      .before(() => {
        audience.channel.deleteWebhooks();
        audience.server.revoke('ManageWebhooks');
      });
    await audience.start();
    const reason = { kind: 'missing-permission', permission: 'ManageWebhooks' } as const;
    await audience.sees(audience.words.paused['missing-permission'](reason, audience.channel.id));
    expect(textOf(audience.control)).toContain(permission[language].ManageWebhooks);
    expect(textOf(audience.control)).toContain(channelMention(audience.channel.id));
    expect(buttonsOf(audience.control).map(({ label }) => label)).toContain(audience.words.labels.resume);
    expect(audience.channel.posts).toHaveLength(2);
    audience.server.grant('ManageWebhooks');
    await audience.press('resume');
    await audience.seesAllOnce();
  });

  it('a channel is told that the history cannot be read, rather than shown a guess', async () => {
    const { discord } = bed;
    discord.faults.on(POST).nth(3).acceptThenDrop();
    discord.faults.on(LOOK).before(() => audience.server.revoke('ReadMessageHistory'));
    await audience.start();
    const reason = { kind: 'missing-permission', permission: 'ReadMessageHistory' } as const;
    await audience.sees(audience.words.paused['missing-permission'](reason, audience.channel.id));
    expect(textOf(audience.control)).toContain(permission[language].ReadMessageHistory);
    await audience.press('resume');
    await bed.clock.advance(60_000);
    expect(audience.channel.posts).toHaveLength(3);
    audience.server.grant('ReadMessageHistory');
    await audience.press('resume');
    await audience.seesAllOnce();
  });

  it('a channel that the bot can no longer see has its replay paused, and goes on by a command', async () => {
    bed.discord.faults
      .on(POST)
      .nth(3)
      .before(() => {
        audience.channel.deleteWebhooks();
        audience.channel.overwrite('bot', { deny: 'ViewChannel' });
      });
    await audience.start();
    expect(await becomes('paused')).toMatchObject({ reason: { permission: 'ViewChannel' } });
    audience.channel.overwrite('bot', { allow: 'ViewChannel' });
    await audience.person.slash('/thread resume');
    await audience.seesAllOnce();
  });

  it('a channel that is deleted has its replay ended, for good and in silence', async () => {
    bed.discord.faults
      .on(POST)
      .nth(3)
      .before(() => audience.channel.vanish());
    await audience.start();
    expect(await becomes('ended')).toMatchObject({ next: 2, reason: 'channel-gone' });
    // Faces are drawn beside everything else, when it suits.
    const requests = () => bed.discord.requests.filter(({ route }) => !route.endsWith('/emojis'));
    await bed.passUntil(() => requests().some(({ route, status }) => route.startsWith('PATCH') && status === 404));
    const before = requests().length;
    await bed.clock.advance(3_600_000);
    expect(requests().length - before).toBe(0);
  });

  it('a channel sees no more lines once the bot was removed from its server, though its webhook would still work', async () => {
    await audience.start({ pace: 'slow' });
    await audience.reads(2);
    audience.server.removeBot();
    expect(await becomes('ended')).toMatchObject({ reason: 'server-gone' });
    const { length } = audience.channel.posts;
    expect(length).toBeLessThan(8);
    await bed.clock.advance(3_600_000);
    expect(audience.channel.posts).toHaveLength(length);
  });

  it.each([
    [
      'for a reason of its own',
      50_009,
      (words: PauseTexts, id: string) => words.rejected({ kind: 'rejected', code: 50_009 }, id),
    ],
    [
      'by AutoMod',
      200_000,
      (words: PauseTexts, id: string) => words['blocked-by-automod']({ kind: 'blocked-by-automod' }, id),
    ],
    [
      'for a harmful link',
      240_000,
      (words: PauseTexts, id: string) => words['harmful-link']({ kind: 'harmful-link' }, id),
    ],
  ])('a channel is told when a line is refused %s, and goes on by a button', async (_, code, said) => {
    bed.discord.faults.on(POST).nth(3).refuseAs({ status: 400, code, message: 'No' });
    await audience.start();
    await audience.sees(said(audience.words.paused, audience.channel.id));
    await bed.restart(1_000);
    await audience.press('resume');
    await audience.seesAllOnce();
  });

  it('a channel is told when a line is damaged in the database, and hears the others once somebody presses the button', async () => {
    await audience.start({ pace: 'slow' });
    await audience.reads(1);
    const database = new DatabaseSync(databasePath);
    database.exec(`UPDATE replays SET plan = json_set(plan, '$.script[1].content', 2)`);
    database.close();
    await audience.sees(audience.words.paused['unreadable-line']({ kind: 'unreadable-line' }, audience.channel.id));
    await audience.person.click(audience.control, audience.words.passOver);
    await audience.sees(audience.words.finished);
    expect(textOf(audience.control)).toContain(audience.words.passedOver([{ comment: 1, isRest: false }]));
    expect(audience.channel.posts).toHaveLength(7);
  });

  it('a channel whose control message somebody deleted hears every line, and costs one request for it before the end', async () => {
    await audience.start({ pace: 'slow' });
    await audience.reads(2);
    bed.discord.world.deleteMessage(audience.channel.state, audience.control.id);
    await audience.reads(7);
    await bed.clock.advance(5_000);
    const refused = bed.discord.requests.filter(({ route, status }) => route.startsWith('PATCH ') && status === 404);
    expect(refused).toHaveLength(1);
    await audience.reads(8);
  });

  it('a channel gets its buttons back when somebody deleted the message that must be answered', async () => {
    await audience.start({ pace: 'slow' });
    await audience.reads(1);
    const { state } = audience.channel;
    bed.discord.world.deleteMessage(state, audience.control.id);
    audience.channel.deleteWebhooks();
    audience.server.revoke('ManageWebhooks');
    await bed.passUntil(() => controlIn(audience.channel) !== undefined);
    expect(textOf(audience.control)).toContain(permission[language].ManageWebhooks);
  });
});

describe('a server that has as many replays as it may have', () => {
  it('a server that has as many replays as it may have gets another one once the channel of one that rests was deleted', async () => {
    await using bed = await startTestBed();
    const audience = new Audience(bed, 'en');
    const { server } = audience;
    const mika = server.addMember({ name: 'Mika' });
    const channels = Array.from({ length: 25 }, (_, number) => server.addTextChannel(`room-${number}`));
    const startIn = async (channel: Channel) =>
      textOf((await mika.in(channel).slash('/thread replay', { thread: 'trainium', pace: 'step' })).message);
    for (const channel of channels) {
      await startIn(channel);
      await channel.waitFor(() => channel.posts.length === 1);
    }
    const refusal = sentences.en.problem['too-many-replays']({ code: 'too-many-replays', limit: channels.length });
    expect(await startIn(audience.channel)).toBe(refusal);
    channels[0]?.vanish();
    expect(await startIn(audience.channel)).not.toBe(refusal);
    await audience.reads(1);
  });
});
