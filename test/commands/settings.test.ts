import { describe, expect, it } from 'vitest';
import { textOf } from '../../src/sandbox/loopback/people/components.ts';
import { pressForged } from '../support/forge.ts';
import { startTestBed } from '../support/testBed.ts';

describe('/settings', () => {
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
    ]);
  });
});
