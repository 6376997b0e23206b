import { type APIMessage, ComponentType } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { menusOf, textOf } from '../../src/sandbox/loopback/people/components.ts';
import { chooseForged, pressForged } from '../support/forge.ts';
import { startTestBed } from '../support/testBed.ts';

/** A server, somebody who manages it, and somebody who does not. */
async function startSettings(locale = 'en-US') {
  const bed = await startTestBed();
  const server = bed.discord.addServer({ name: 'Tea House' });
  const channel = server.addTextChannel('general');
  const owner = server.addMember({ name: 'Alex', locale, permissions: ['ManageGuild'] }).in(channel);
  const member = server.addMember({ name: 'Mika', locale: 'ja' }).in(channel);
  return { bed, server, channel, owner, member };
}

/** Each menu's placeholder, and its options with the chosen one in brackets. */
const menusIn = (message: APIMessage) =>
  menusOf(message).map((menu) => {
    if (menu.type !== ComponentType.StringSelect) throw new TypeError('A menu of something else.');
    const options = menu.options.map(({ label, default: chosen }) => (chosen ? `[${label}]` : label));
    return `${menu.placeholder}: ${options.join(' ')}`;
  });

describe('/settings', () => {
  it('every setting with a few values has a menu that changes it, in the same private message', async () => {
    const { bed, channel, owner } = await startSettings();
    await using _ = bed;
    const shown = await owner.slash('/settings show');
    expect(shown).toMatchObject({ private: true });
    expect(menusIn(shown.message)).toEqual([
      'Language of the posts: [English] Japanese English and Japanese',
      'Pace of replays: Instant Fast [Natural] Slow Step by step',
      'Posts that notify members: [The first post only] Every post No post',
      'Translate button under posts: [On] Off',
    ]);
    const changed = await owner.choose(shown.message, 'Pace of replays', ['slow']);
    expect(changed).toMatchObject({ kind: 'update' });
    expect(textOf(changed.message)).toContain('**Pace of replays**: Slow\n-# chosen');
    const again = await owner.choose(changed.message, 'Translate button under posts', ['false']);
    expect(menusIn(again.message)).toEqual(
      expect.arrayContaining([
        'Pace of replays: Instant Fast Natural [Slow] Step by step',
        'Translate button under posts: On [Off]',
      ]),
    );
    expect(channel.messages).toEqual([]);
  });

  it('the menus are in the reader’s language, and lead back to the defaults as well', async () => {
    const { bed, owner } = await startSettings('ja');
    await using _ = bed;
    const shown = await owner.slash('/settings show');
    expect(menusIn(shown.message)).toEqual([
      '投稿の言語: [英語] 日本語 英語と日本語',
      '再生の速さ: 待ち時間なし 速め [標準] ゆっくり 1件ずつ',
      '投稿の通知: [最初の投稿のみ] すべての投稿 通知しない',
      '投稿の翻訳ボタン: [オン] オフ',
    ]);
    const changed = await owner.choose(shown.message, '投稿の言語', ['both']);
    const asked = await owner.click(changed.message, 'リセット');
    expect(asked).toMatchObject({ kind: 'update' });
    await owner.click(asked.message, 'リセット');
    expect(textOf((await owner.slash('/settings show')).message)).toContain('**投稿の言語**: 英語\n-# 初期設定');
  });

  it('whoever may not manage the server changes nothing by a menu, and nobody sets what is no value of a setting', async () => {
    const { bed, owner, member } = await startSettings();
    await using _ = bed;
    for (const [id, value] of [
      ['setting:pace', 'slow'],
      ['setting:translate', 'false'],
    ] as const) {
      const refused = await chooseForged(bed, member, id, value);
      expect(refused).toMatchObject({ kind: 'message', private: true });
      expect(textOf(refused.message)).toContain('「サーバー管理」の権限');
    }
    expect(textOf((await pressForged(bed, member, 'askReset')).message)).toContain('「サーバー管理」の権限');
    for (const [id, value] of [
      ['setting:pace', 'true'],
      ['setting:pace', 'hasty'],
      ['setting:__proto__', 'slow'],
      ['setting:translate', 'en'],
    ] as const) {
      expect(textOf((await chooseForged(bed, owner, id, value)).message), id).toContain('older version');
    }
    expect(textOf((await owner.slash('/settings show')).message)).not.toContain('chosen');
  });

  it('a new language is confirmed in the reader’s language and, below, in the new one', async () => {
    const { bed, owner } = await startSettings();
    await using _ = bed;
    const said = async (value: string) =>
      textOf((await owner.slash('/settings language', { value })).message).split('\n');
    expect(await said('ja')).toEqual([
      'From now on, replays on this server are posted in **Japanese**.',
      '今後、このサーバーの再生は**日本語**で投稿されます。',
    ]);
    expect(await said('en')).toEqual(['From now on, replays on this server are posted in **English**.']);
  });

  it('settings belong to one server, are for those who manage it, and go back to defaults when confirmed', async () => {
    await using bed = await startTestBed();
    const japanese = bed.discord.addServer({ name: '茶屋', preferredLocale: 'ja' });
    const other = bed.discord.addServer({ name: 'Tea House' });
    const owner = japanese
      .addMember({ name: 'Mika', permissions: ['ManageGuild'] })
      .in(japanese.addTextChannel('general'));
    const neighbour = other
      .addMember({ name: 'Alex', permissions: ['ManageGuild'] })
      .in(other.addTextChannel('general'));
    const member = japanese.addMember({ name: 'Momo' }).in(japanese.addTextChannel('chat'));

    expect(textOf((await owner.slash('/settings language', { value: 'both' })).message)).toContain('**英語と日本語**');
    expect(textOf((await owner.slash('/settings pace', { value: 'fast' })).message)).toContain('**Fast**');
    expect(textOf((await owner.slash('/settings show')).message)).toMatch(
      /English and Japanese\n-# chosen[\s\S]*Fast\n-# chosen/,
    );
    expect(textOf((await neighbour.slash('/settings show')).message)).toMatch(
      /English\n-# default[\s\S]*Natural\n-# default/,
    );
    await expect(member.slash('/settings show')).rejects.toThrow('may not use /settings');

    const asked = await owner.slash('/settings reset');
    expect(textOf((await owner.click(asked.message, 'Reset')).message)).toContain('back to their defaults');
    expect(textOf((await owner.slash('/settings show')).message)).toMatch(/Japanese\n-# default/);
  });

  it('a reset is asked for before it is done, and refused to whoever does not manage the server', async () => {
    await using bed = await startTestBed();
    const server = bed.discord.addServer({ name: 'Tea House' });
    const channel = server.addTextChannel('general');
    const owner = server.addMember({ name: 'Alex', permissions: ['ManageGuild'] }).in(channel);
    const member = server.addMember({ name: 'Mika', locale: 'ja' }).in(channel);
    await owner.slash('/settings pace', { value: 'fast' });
    const asked = await owner.slash('/settings reset');
    expect(textOf((await owner.click(asked.message, 'Cancel')).message)).toBe('Nothing was changed.');
    expect(textOf((await pressForged(bed, member, 'reset:yes')).message)).toContain('「サーバー管理」');
    expect(textOf((await owner.slash('/settings show')).message)).toMatch(/Fast\n-# chosen/);
  });

  it('every setting is shown with its value and where it comes from, in the reader’s language', async () => {
    await using bed = await startTestBed();
    const server = bed.discord.addServer({ name: 'Tea House' });
    const owner = server
      .addMember({ name: 'Mika', locale: 'ja', permissions: ['ManageGuild'] })
      .in(server.addTextChannel('general'));
    await owner.slash('/settings translate', { value: 'off' });
    expect(textOf((await owner.slash('/settings show')).message).split('\n')).toEqual([
      '## このサーバーの設定',
      ...['**投稿の言語**: 英語', '-# 初期設定'],
      ...['**再生の速さ**: 標準', '-# 初期設定'],
      ...['**投稿の通知**: 最初の投稿のみ', '-# 初期設定'],
      ...['**投稿の翻訳ボタン**: オフ', '-# 設定済み'],
      ...[
        '**休止時間（スケジュールによる再生を始めない時間帯）**: オフ',
        '-# 初期設定 · `/設定 休止時間` で変更できます',
      ],
    ]);
  });
});
