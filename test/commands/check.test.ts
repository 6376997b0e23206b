import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { textOf } from '../../src/sandbox/loopback/people/components.ts';
import { controlIn } from '../support/audience.ts';
import { pressForged } from '../support/forge.ts';
import { startTeaHouse, type TeaHouse } from '../support/teaHouse.ts';

describe('/settings check', () => {
  let bed: TeaHouse['bed'];
  let server: TeaHouse['server'];
  let channel: TeaHouse['channel'];
  let mika: TeaHouse['mika'];
  let alex: TeaHouse['alex'];
  let requests: TeaHouse['requests'];

  beforeEach(async () => {
    ({ bed, server, channel, mika, alex, requests } = await startTeaHouse());
  });

  afterEach(() => bed[Symbol.asyncDispose]());

  it('a check names each permission, whether the bot has it, and what stops working without it, in one request', async () => {
    const before = requests();
    const whole = await alex.slash('/settings check');
    expect(requests() - before).toBe(1);
    expect(whole).toMatchObject({ private: true });
    expect(textOf(whole.message)).toContain(
      `## Permissions in <#${channel.id}>\nThe bot has every permission it needs`,
    );
    expect(textOf(whole.message)).not.toContain('❌');
    channel.overwrite('bot', { deny: ['ManageWebhooks', 'ReadMessageHistory'] });
    const text = textOf((await alex.slash('/settings check')).message);
    expect(text.split('\n')).toEqual(
      expect.arrayContaining([
        'The bot lacks 2 permissions here.',
        '✅ **View Channel**: granted',
        '-# Without it: The bot sees nothing there, so nothing can be replayed.',
        '❌ **Manage Webhooks**: missing',
        '-# Without it: Personas cannot speak: their lines are posted through a webhook.',
        '❌ **Read Message History**: missing',
      ]),
    );
    expect(text).toContain('Edit Channel → Permissions');
  });

  it('a check is in the reader’s language', async () => {
    channel.overwrite('bot', { deny: ['ManageWebhooks'] });
    const momo = server.addMember({ name: 'Momo', locale: 'ja', permissions: ['ManageGuild'] }).in(channel);
    const text = textOf((await momo.slash('/settings check')).message);
    expect(text).toContain('足りない権限が1件あります。');
    expect(text).toContain('❌ **ウェブフックの管理**: 許可なし\n-# 許可がない場合: ');
    expect(text).toContain('「チャンネルの編集」→「権限」');
    expect(text).not.toMatch(/Manage Webhooks|granted|missing/);
  });

  it.each([
    ['a text channel', () => server.addTextChannel('tea'), 'Send Messages'],
    ['an announcement channel', () => server.addAnnouncementChannel('news'), 'Send Messages'],
    ['a forum', () => server.addForumChannel('brewing'), 'Create Posts'],
    ['a ThreadChannel', () => channel.startThreadChannel('leaves'), 'Send Messages in Threads'],
  ] as const)(
    'another channel is checked by what the interaction says of it, without a request: %s',
    async (_, make, permission) => {
      const other = make();
      const denied = permission === 'Send Messages in Threads' ? 'SendMessagesInThreads' : 'SendMessages';
      (other.state.parent ? channel : other).overwrite('bot', { deny: [denied] });
      const before = requests();
      const { message } = await alex.slash('/settings check', { channel: other });
      expect(requests() - before).toBe(1);
      const text = textOf(message);
      expect(text).toContain(`## Permissions in <#${other.id}>\nThe bot lacks 1 permission here.`);
      expect(text).toContain(`❌ **${permission}**: missing\n`);
      // Pressed again, it is looked at anew.
      (other.state.parent ? channel : other).overwrite('bot', { allow: [denied] });
      const again = await alex.click(message, 'Check again');
      expect(again).toMatchObject({ kind: 'update' });
      expect(textOf(again.message)).toContain('The bot has every permission it needs');
    },
  );

  it('a replay that a missing permission prevents says so before it starts, and a button shows what is missing', async () => {
    channel.overwrite('bot', { deny: ['ManageWebhooks'] });
    const refused = await mika.slash('/thread replay', { thread: 'sourdough' });
    expect(refused).toMatchObject({ private: true });
    expect(channel.messages).toEqual([]);
    const checked = await mika.click(refused.message, '権限を確認');
    expect(checked).toMatchObject({ kind: 'message', private: true });
    expect(textOf(checked.message)).toContain('❌ **ウェブフックの管理**: 許可なし');
    channel.overwrite('bot', { allow: ['ManageWebhooks'] });
    const again = await mika.click(checked.message, 'もう一度確認');
    expect(again).toMatchObject({ kind: 'update' });
    expect(textOf(again.message)).toContain('必要な権限はすべて付与されています。');
  });

  it('a replay that pauses because a permission was lost offers the check to everybody, each for themselves', async () => {
    await alex.slash('/thread replay', { thread: 'sourdough', pace: 'slow' });
    await bed.passUntil(() => channel.posts.length >= 1);
    channel.overwrite('bot', { deny: ['ManageWebhooks'] });
    channel.deleteWebhooks();
    await bed.passUntil(() => {
      const control = controlIn(channel);
      return control !== undefined && textOf(control).includes('Paused');
    });
    const control = controlIn(channel);
    if (!control) throw new TypeError('There is no control message.');
    const checked = await mika.click(control, 'Check');
    expect(checked).toMatchObject({ kind: 'message', private: true });
    expect(textOf(checked.message)).toContain('❌ **ウェブフックの管理**: 許可なし');
  });

  it('the command is for those who manage the server; the button tells everybody of their own channel alone', async () => {
    await expect(mika.slash('/settings check')).rejects.toThrow('may not use /settings');
    const checked = await pressForged(bed, mika, 'check:first');
    expect(checked).toMatchObject({ kind: 'message', private: true });
    expect(textOf(checked.message)).toContain(`<#${channel.id}> での権限`);
  });

  it('an error about another channel offers to check that one, to those who manage the server', async () => {
    const other = server.addTextChannel('tea');
    other.overwrite('bot', { deny: ['ManageWebhooks'] });
    const refused = await alex.slash('/schedule add', { channel: other, time: '09:30' });
    expect(textOf(refused.message)).toContain(`The bot cannot replay in <#${other.id}>`);
    const checked = await alex.click(refused.message, 'Check');
    expect(checked).toMatchObject({ kind: 'message', private: true });
    expect(textOf(checked.message)).toContain(`## Permissions in <#${other.id}>\nThe bot lacks 1 permission here.`);
    for (const id of [`checkThere:first:${other.id}`, `checkThere:again:${other.id}`]) {
      expect(textOf((await pressForged(bed, mika, id)).message)).toContain('「サーバー管理」の権限');
    }
    const elsewhere = bed.discord.addServer({ name: 'Elsewhere' }).addTextChannel('secret');
    const nothing = textOf((await pressForged(bed, alex, `checkThere:first:${elsewhere.id}`)).message);
    expect(nothing).toContain('Discord did not say what the bot may do');
  });
});
