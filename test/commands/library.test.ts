import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { APIAttachment, APIMessage } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MOST_IMPORTS } from '../../src/app/importing.ts';
import type { Actor } from '../../src/sandbox/loopback/people/actor.ts';
import { buttonsOf, textOf } from '../../src/sandbox/loopback/people/components.ts';
import { openStore } from '../../src/store/store.ts';
import { threadSlug } from '../../src/thread/identity.ts';
import type { Thread } from '../../src/thread/model.ts';
import { parseThread } from '../../src/thread/parse.ts';
import { controlIn } from '../support/audience.ts';
import { pressForged } from '../support/forge.ts';
import { fileOf, importAttached, importFile, openCommands, TEA, TEA_TITLE, teaThread } from '../support/imports.ts';
import { startTeaHouse, type TeaHouse } from '../support/teaHouse.ts';

describe('/library', () => {
  let bed: TeaHouse['bed'];
  let server: TeaHouse['server'];
  let channel: TeaHouse['channel'];
  let mika: Actor;
  let alex: Actor;
  /** Manages the server too, and reads Japanese. */
  let momo: Actor;

  beforeEach(async () => {
    ({ bed, server, channel, mika, alex } = await startTeaHouse());
    momo = server.addMember({ name: 'Momo', locale: 'ja', permissions: ['ManageGuild'] }).in(channel);
  });

  afterEach(() => bed[Symbol.asyncDispose]());

  const labels = (message: APIMessage) => buttonsOf(message).map(({ label }) => label);
  const said = async (answer: Promise<{ message: APIMessage }>) => textOf((await answer).message);
  const list = (who = alex) => said(who.slash('/thread list'));
  const controlSays = (text: string) => {
    const control = controlIn(channel);
    return control !== undefined && textOf(control).includes(text);
  };
  const search = (words: string, who = alex) => said(who.slash('/thread search', { words, private: true }));
  const completions = async (who: Actor, path: string, option: string, typed = '') =>
    (await who.autocomplete(path, { [option]: typed })).map(({ value }) => value);

  describe('import', () => {
    it('an import is answered privately with its title, date, personas and comments, and can be replayed at once', async () => {
      const answer = await importFile(alex, teaThread());
      expect(answer).toMatchObject({ kind: 'message', private: true });
      expect(textOf(answer.message)).toBe(
        `### Imported: “${TEA_TITLE}”\n-# 2026-05-05 · 3 comments · 3 personas · Only this server sees it.`,
      );
      expect(labels(answer.message)).toEqual(['Replay']);
      await alex.click(answer.message, 'Replay');
      await alex.slash('/thread skip');
      await bed.passUntil(() => channel.posts.length === 4);
      expect(channel.posts.map(({ author, content }) => [author.username, content])).toEqual([
        ['Tea Master', `# ${TEA_TITLE}\n\nA question older than the teapot.`],
        ['Lin', 'Green, of course.'],
        ['Sam', 'Black, with a cloud of milk.'],
        ['Lin', 'Coffee.'],
      ]);
    });

    it('an import is at once in the list, in completions, among the personas and in searches, of its server alone', async () => {
      await importFile(alex, teaThread());
      expect(await list()).toContain(TEA_TITLE);
      expect(await completions(mika, '/thread show', 'thread', '緑茶')).toEqual([TEA]);
      expect(await completions(mika, '/persona show', 'persona', 'リン')).toEqual(['lin']);
      expect(await search('cloud')).toContain('Black, with a **cloud** of milk.');
      const other = bed.discord.addServer({ name: 'Elsewhere' });
      const eve = other.addMember({ name: 'Eve', permissions: ['ManageGuild'] }).in(other.addTextChannel('general'));
      expect(await list(eve)).not.toContain(TEA_TITLE);
      expect(await search('cloud', eve)).toContain('Nothing found');
      for (const path of ['/thread show', '/library export', '/library remove', '/library hide']) {
        expect(await completions(eve, path, 'thread', 'tea')).toEqual([]);
      }
    });

    it('an import answers a moderator in their own language', async () => {
      const answer = await importFile(momo, teaThread());
      expect(textOf(answer.message)).toBe(
        '### 「緑茶か、紅茶か。」をインポートしました\n-# 2026-05-05 · コメント3件 · 登場人物3人 · このサーバーでのみ表示されます。',
      );
      expect(labels(answer.message)).toEqual(['再生']);
    });

    it('an import shows where its file is worth a look, at most five places, and says how many there are', async () => {
      const answer = await importFile(alex, teaThread().replace('Comments (3)', 'Comments (9)'));
      expect(textOf(answer.message)).toContain(
        'Worth a look (1 place):\n```\n12:1 The heading says 9 comments, but 3 were found.',
      );
      expect(textOf(answer.message)).toContain('\nComments (9)\n^\n```');
      const lines = Array.from({ length: 7 }, (_, at) => `Guest ${at} (客${at}番)\nHello.\n`).join('\n');
      const many = await importFile(
        momo,
        teaThread({ title: 'Many' }).replace('Comments (3)\n', `Comments (10)\n${lines}\n`),
      );
      expect(textOf(many.message)).toContain('確認をおすすめする箇所（7件）:');
      expect(textOf(many.message)).toContain('-# ほか2件');
      expect(textOf(many.message).match(/^\d+:\d+ /gm)).toHaveLength(5);
    });

    it('an exported JSON file is imported like a text, and changes nothing where the thread is there already', async () => {
      await importFile(alex, teaThread());
      const json = await fileOf(
        bed.discord,
        (await alex.slash('/library export', { thread: 'tea', format: 'json' })).message,
      );
      expect(textOf((await importFile(alex, json, { name: 'tea.JSON' })).message)).toBe(
        `“${TEA_TITLE}” is here already, word for word. Nothing was changed.`,
      );
      const elsewhere = bed.discord.addServer({ name: 'Elsewhere' });
      const eve = elsewhere.addMember({ name: 'Eve', permissions: ['ManageGuild'] }).in(elsewhere.addTextChannel('a'));
      expect(textOf((await importFile(eve, json, { name: 'tea.json' })).message)).toContain('### Imported:');
    });

    it('a bad text is answered with every error, its line and column, and a caret that reckons with wide characters', async () => {
      const bad = `Tea · 2026-02-30\nTea Master (茶人)\n\nTea\n\nComments (1)\nLin (リン)\n緑茶\u0007です。\n`;
      const answer = await importFile(alex, bad, { name: 'bad.txt' });
      expect(answer).toMatchObject({ private: true });
      expect(textOf(answer.message)).toContain(
        '### **bad.txt** cannot be imported\nNothing was stored. 2 things are wrong with it:',
      );
      expect(textOf(answer.message)).toContain('1:1 There is no such day as “2026-02-30”.\nTea · 2026-02-30\n^');
      // Two characters before it, two columns each.
      expect(textOf(answer.message)).toContain(
        '8:3 A control character (U+0007) is not allowed. Delete it.\n緑茶\ufffdです。\n    ^',
      );
      expect(await list()).not.toContain('Tea');
      const japanese = textOf((await importFile(momo, bad, { name: 'bad.txt' })).message);
      expect(japanese).toContain(
        '### **bad.txt**をインポートできませんでした\n何も保存していません。次の2件を修正してください:',
      );
      expect(japanese).toMatch(/8:3 .*U\+0007.*\n緑茶\ufffdです。\n {4}\^/);
    });

    it('errors come before what is only worth a look', async () => {
      const text = textOf(
        (await importFile(alex, teaThread().replace('もちろん緑茶。\n\n', '').replace('Tea · 2026-05-05', 'Tea')))
          .message,
      );
      expect(text).toContain('One thing is wrong with it:');
      expect(text.indexOf('1:1 Expected category and date')).toBeLessThan(text.indexOf('Worth a look (1 place):'));
    });

    it('a long list of errors comes as a file, in the reader’s language', async () => {
      const bad = teaThread().replace(
        'Green, of course.',
        Array.from({ length: 60 }, (_, at) => `line ${at}\u0007`).join('\n'),
      );
      const answer = await importFile(momo, bad);
      expect(textOf(answer.message)).toBe(
        '### **tea.txt**をインポートできませんでした\n何も保存していません。次の60件を修正してください:\n件数が多いため、一覧を添付ファイルにまとめました。',
      );
      const report = await fileOf(bed.discord, answer.message);
      expect(report.match(/^\d+:\d+ /gm)).toHaveLength(60);
      expect(report).toContain('line 59\ufffd\n       ^');
    });

    it('bad JSON is answered with the path of every value that is wrong', async () => {
      const answer = await importFile(alex, '{"date": "2026-13-01", "comments": []}', { name: 'bad.json' });
      const text = textOf(answer.message);
      for (const path of [
        'author: is missing.',
        'title: is missing.',
        'date: expected a date',
        'comments: is empty.',
      ]) {
        expect(text).toContain(path);
      }
      expect(textOf((await importFile(momo, '{', { name: 'bad.json' })).message)).toContain('JSON');
    });

    it.each([
      ['no UTF-8', new Uint8Array(Buffer.from(`\ufeff${teaThread()}`, 'utf16le')), /1:1 .*not UTF-8/],
      ['a NUL', teaThread().replace('Coffee.', 'Cof\u0000fee.'), /U\+0000/],
      ['nothing', '', /Expected category and date/],
    ])('a file of %s is refused with the reason, and nothing is stored', async (_, content, reason) => {
      expect(textOf((await importFile(alex, content)).message)).toMatch(reason);
      expect(await list()).not.toContain(TEA_TITLE);
    });

    it('a byte order mark in the middle of a file is no part of its texts', async () => {
      await importFile(alex, teaThread().replace('Coffee.', 'Cof\ufefffee.'));
      expect(await search('coffee')).toContain('**Coffee**.');
    });

    it('the same file again changes nothing, and says so', async () => {
      await importFile(alex, teaThread());
      const again = await importFile(momo, teaThread());
      expect(textOf(again.message)).toBe('同じ内容の「緑茶か、紅茶か。」がすでにあります。変更はありません。');
      expect(labels(again.message)).toEqual([]);
    });

    it('a file with other content shows what would change and asks; Cancel changes nothing, Replace replaces', async () => {
      await importFile(alex, teaThread());
      const asked = await importFile(
        alex,
        teaThread({ last: 'Cocoa.' }).replace('Tea Master (茶人)', 'Coffee Master (珈琲人)'),
      );
      expect(textOf(asked.message)).toBe(
        `### “${TEA_TITLE}” is here already, with other content\n- The post itself changed\n- 1 comment changed\nReplace it?`,
      );
      expect(labels(asked.message)).toEqual(['Replace', 'Cancel']);
      expect(await search('cocoa')).toContain('Nothing found');
      expect(textOf((await alex.click(asked.message, 'Cancel')).message)).toBe('Nothing was changed.');

      const more = await importFile(momo, `${teaThread({ last: 'Cocoa.' })}\nKim (キム)\nWater.\n\n水。\n`);
      expect(textOf(more.message)).toContain('- 追加されるコメント: 1件\n- 変更されるコメント: 1件\n置き換えますか？');
      const replaced = await momo.click(more.message, '置き換える');
      expect(replaced).toMatchObject({ kind: 'update' });
      expect(textOf(replaced.message)).toContain(
        '### 「緑茶か、紅茶か。」を置き換えました\n-# 2026-05-05 · コメント4件 · 登場人物4人',
      );
      expect(await search('cocoa')).toContain('**Cocoa**.');
      expect(await search('coffee')).toContain('Nothing found');
      expect(await search('water')).toContain('**Water**.');
    });

    it('a file with other content replaces unasked when told to', async () => {
      await importFile(alex, teaThread());
      const answer = await importFile(alex, teaThread({ last: 'Cocoa.' }), { replace: true });
      expect(textOf(answer.message)).toContain(`### Replaced: “${TEA_TITLE}”`);
      expect(await search('cocoa')).toContain('**Cocoa**.');
    });

    it('a question that was answered is forgotten, and says so', async () => {
      await importFile(alex, teaThread());
      const asked = await importFile(alex, teaThread({ last: 'Cocoa.' }));
      const [yes] = buttonsOf(asked.message);
      await alex.click(asked.message, 'Replace');
      const again = await pressForged(bed, alex, yes?.custom_id ?? '');
      expect(textOf(again.message)).toBe('This file is no longer at hand. Please import it again: `/library import`.');
      const inJapanese = await pressForged(bed, momo, yes?.custom_id ?? '');
      expect(textOf(inJapanese.message)).toContain('もう一度 `/ライブラリ インポート` で');
    });

    it('a question is forgotten after an hour', async () => {
      await importFile(alex, teaThread());
      const asked = await importFile(alex, teaThread({ last: 'Cocoa.' }));
      await bed.clock.advance(60 * 60_000 + 1);
      expect(await said(alex.click(asked.message, 'Replace'))).toContain('no longer at hand');
      expect(await search('coffee')).toContain('**Coffee**');
    });

    it('a shipped thread is replaced for one server alone, after it was asked, and comes back when that is removed', async () => {
      const text = await fileOf(bed.discord, (await alex.slash('/library export', { thread: 'night bus' })).message);
      expect(textOf((await importFile(alex, text)).message)).toContain('Nothing was changed.');
      const asked = await importFile(alex, text.replaceAll('bread and butter', 'jam and honey'));
      expect(textOf(asked.message)).toContain(
        'It ships with the bot. Your version would replace it on this server alone. Replace it?',
      );
      await alex.click(asked.message, 'Replace');
      expect(await search('honey')).toContain('**honey**');
      expect(await search('butter')).toContain('Nothing found');
      const other = bed.discord.addServer({ name: 'Elsewhere' });
      const eve = other.addMember({ name: 'Eve' }).in(other.addTextChannel('general'));
      expect(await search('butter', eve)).toContain('**butter**');
      const removal = await alex.slash('/library remove', { thread: 'night bus' });
      expect(textOf((await alex.click(removal.message, 'Remove')).message)).toContain(
        'was removed from this server. The one that ships with the bot is back in its place.',
      );
      expect(await search('butter')).toContain('**butter**');
    });

    it('names, titles and texts full of tricks are shown as they are written, and mention nobody', async () => {
      const title =
        '@everyone **bold** [link](https://evil.example) <@1> `code` ~~x~~ # no heading z\u0351\u0352\u0353\u0354algo';
      const answer = await importFile(
        alex,
        teaThread({ title })
          .replaceAll('Sam (サム)', '*Sam* ||spoiler|| (サム)')
          .replace('Comments (3)', 'Comments (8)')
          .replace('Black,', '```\nBlack,'),
        { name: '@here_**x**.txt' },
      );
      const text = textOf(answer.message);
      expect(text).toContain('\\*\\*bold\\*\\*');
      expect(text).not.toMatch(/(?<!\\)\*\*bold/);
      expect(text).not.toMatch(/(?<!\\)\]\(/);
      expect(text).not.toContain('<@1>');
      expect(answer.message.mentions).toEqual([]);
      expect(answer.message.mention_everyone).toBe(false);
      await alex.click(answer.message, 'Replay');
      await bed.passUntil(() => channel.posts.length === 4);
      expect(channel.posts.every(({ mentions, mention_everyone: all }) => mentions.length === 0 && !all)).toBe(true);
      expect(channel.posts[2]?.author.username).toBe('*Sam* ||spoiler||');
    });

    it('marks that turn the direction of text are dropped, and a code block is not closed by what it quotes', async () => {
      const bad = teaThread().replace('Coffee.', 'Cof\u202efee. ``` **loud** \u0007');
      const text = textOf((await importFile(alex, bad)).message);
      expect(text.match(/```/g)).toHaveLength(2);
      expect(text).not.toContain('\u202e');
      const good = await importFile(alex, teaThread().replace('Coffee.', 'Cof\u202efee.'));
      expect(textOf(good.message)).toContain('(U+202E) was left out.');
      expect(await search('coffee')).toContain('**Coffee**.');
    });

    it('a name of nothing but invisible characters is no name, which is said', async () => {
      const answer = await importFile(alex, teaThread().replaceAll('Sam (サム)', '\u200b\u2063'));
      expect(textOf(answer.message)).toContain('3 comments, but 2 were found.');
      expect(textOf(answer.message)).toContain('2 comments · 2 personas');
    });

    it('a very long title and a very long name of the file fit into the answer', async () => {
      const answer = await importFile(alex, teaThread({ title: 'tea '.repeat(5_000).trim() }), {
        name: `${'x'.repeat(240)}.txt`,
      });
      expect(textOf(answer.message)).toMatch(/^### Imported: “tea tea .*…”/);
      const bad = await importFile(alex, 'x', { name: `${'*'.repeat(240)}.txt` });
      expect(textOf(bad.message).length).toBeLessThan(4_000);
    });

    it('a thread with hundreds of personas is imported, listed and searched', async () => {
      const many = Array.from(
        { length: 1_500 },
        (_, at) => `Guest ${at} (客${at}番)\nHello ${at}.\n\nこんにちは${at}。\n`,
      ).join('\n');
      const answer = await importFile(
        alex,
        `Tea · 2026-05-05\nTea Master (茶人)\n\nMany\n\n多い。\n\nComments (1500)\n${many}`,
      );
      expect(textOf(answer.message)).toContain('1,500 comments · 1,501 personas');
      expect(await said(alex.slash('/persona list'))).toContain('Personas · 1,5');
      expect(await completions(alex, '/library mute', 'persona', 'Guest 1499')).toEqual(['guest-1499']);
    });
  });

  describe('import, where Discord’s file cannot be had', () => {
    const unavailable = (name: string) =>
      `Discord did not hand over **${name}**, so nothing was imported. Please attach it again.`;
    const attached = (over: Partial<APIAttachment>) => ({ ...alex.attach('tea.txt', teaThread()), ...over });

    it.each([
      ['of another host', 'https://evil.example/attachments/1/2/tea.txt'],
      ['that only begins like Discord’s', 'https://cdn.discordapp.com.evil.example/attachments/1/2/tea.txt'],
      ['that names Discord as its user', 'https://cdn.discordapp.com@evil.example/tea.txt'],
      ['of the machine the bot runs on', 'http://127.0.0.1:1/tea.txt'],
      ['of another scheme', 'file:///etc/passwd'],
      ['that is none', 'tea'],
    ])('an address %s is never asked', async (_, url) => {
      expect(await said(importAttached(alex, attached({ url })))).toBe(unavailable('tea.txt'));
    });

    it('a file that is gone, or is not what Discord says it is, is not imported', async () => {
      const gone = attached({});
      expect(await said(importAttached(alex, { ...gone, url: gone.url.replace(gone.id, '1') }))).toBe(
        unavailable('tea.txt'),
      );
      expect(await said(importAttached(alex, attached({ size: 10 })))).toBe(unavailable('tea.txt'));
      expect(await said(importAttached(momo, attached({ size: 10 })))).toContain(
        'Discordから**tea.txt**を取得できなかったため',
      );
      expect(await list()).not.toContain(TEA_TITLE);
    });

    it('a file that is too large is not asked for, and one that says less is not read to its end', async () => {
      const large = 'x'.repeat(1_048_577);
      const tooLarge = '**tea.txt** is too large: such a file may have 1,024 KiB. Divide it into several threads.';
      expect(await said(importFile(alex, large))).toBe(tooLarge);
      const file = alex.attach('tea.txt', large);
      expect(await said(importAttached(alex, { ...file, size: 100 }))).toBe(tooLarge);
      expect(await said(importFile(momo, large))).toContain('この種類のファイルは1,024 KiBまでです。');
    });

    it('a file of another type is refused whatever the client lets through', async () => {
      await expect(importFile(alex, teaThread(), { name: 'tea.md' })).rejects.toThrow('tea.md');
      for (const command of bed.discord.world.commands) {
        for (const { options } of (command.options ?? []) as { options?: object[] }[]) {
          for (const option of options ?? []) if ('file_types' in option) delete option.file_types;
        }
      }
      for (const name of ['tea.md', 'tea', '.txt.exe', 'tea.txt ']) {
        expect(await said(importFile(alex, teaThread(), { name }))).toContain(
          'is neither a `.txt` nor a `.json` file.',
        );
      }
      expect(await said(importFile(alex, teaThread(), { name: 'TEA.TXT' }))).toContain('### Imported');
    });
  });

  describe('the room of a server', () => {
    it('of two files of one thread that come at once, the second asks before it replaces', async () => {
      const answers = await Promise.all([
        said(importFile(alex, teaThread({ last: 'Cocoa.' }))),
        said(importFile(momo, teaThread({ last: 'Milk.' }))),
      ]);
      expect(answers.filter((answer) => /Imported|インポートしました/.test(answer))).toHaveLength(1);
      expect(answers.filter((answer) => /Replace it\?|置き換えますか/.test(answer))).toHaveLength(1);
    });
  });

  describe('export', () => {
    it.each(['text', 'json', 'markdown', 'html'])('the file of a thread as %s comes privately', async (format) => {
      const answer = await alex.slash('/library export', { thread: 'night bus', format });
      expect(answer).toMatchObject({ kind: 'message', private: true });
      const ending = { text: 'txt', json: 'json', markdown: 'md', html: 'html' }[format];
      expect(answer.message.attachments.map(({ filename }) => filename)).toEqual([
        `2026-02-20-the-night-bus-beats-the-bullet-train-and-i-will.${ending}`,
      ]);
      expect(await fileOf(bed.discord, answer.message)).toContain('夜行バスは私の命綱だ。');
      expect(textOf(answer.message)).toMatch(/^Here it is: \*\*.*\*\*\.$/);
    });

    it('a hidden thread can be exported by whoever manages the server, and completes there', async () => {
      await alex.slash('/library hide', { thread: 'night bus' });
      expect(await completions(alex, '/library export', 'thread', 'night bus')).toHaveLength(1);
      const answer = await momo.slash('/library export', { thread: 'night bus' });
      expect(await fileOf(bed.discord, answer.message)).toContain('Grandmother of Five');
      expect(textOf(answer.message)).toContain('を書き出しました。');
    });
  });

  describe('remove', () => {
    it('an import is removed after a question, with its replay, and is found nowhere any more', async () => {
      await importFile(alex, teaThread());
      await alex.slash('/thread replay', { thread: TEA });
      await bed.passUntil(() => channel.posts.length === 1);
      const asked = await alex.slash('/library remove', { thread: 'tea' });
      expect(textOf(asked.message)).toBe(
        `Remove “${TEA_TITLE}” from this server? A replay of it that is running ends. Export it first if you may want it back: \`/library export\`.`,
      );
      expect(textOf((await alex.click(asked.message, 'Remove')).message)).toBe(
        `“${TEA_TITLE}” was removed from this server.`,
      );
      await bed.passUntil(() => controlSays('Ended: the thread was removed from this server.'));
      await bed.clock.advance(600_000);
      expect(channel.posts).toHaveLength(1);
      expect(await list()).not.toContain(TEA_TITLE);
      expect(await search('cloud')).toContain('Nothing found');
      expect(await completions(alex, '/library remove', 'thread')).toEqual([]);
      expect(await completions(alex, '/persona show', 'persona', 'Lin')).toEqual([]);
    });

    it('a paused replay of a removed thread ends too, and others go on', async () => {
      await importFile(alex, teaThread());
      const other = server.addTextChannel('other');
      await alex.slash('/thread replay', { thread: TEA });
      await alex.slash('/thread pause');
      const elsewhere = server.addMember({ name: 'Eve' }).in(other);
      await elsewhere.slash('/thread replay', { thread: 'night bus' });
      const asked = await momo.slash('/library remove', { thread: '緑茶' });
      expect(textOf(asked.message)).toContain('再生中の場合は、再生も終了します。');
      expect(textOf((await momo.click(asked.message, '削除する')).message)).toContain(
        'をこのサーバーから削除しました。',
      );
      await bed.passUntil(() => controlSays('Ended: the thread was removed'));
      expect(textOf((await alex.slash('/thread resume')).message)).toContain('No replay is running');
      expect(textOf(controlIn(other) ?? asked.message)).toContain('Playing');
    });

    it('a removal that was cancelled, or whose thread is gone meanwhile, removes nothing', async () => {
      await importFile(alex, teaThread());
      await importFile(alex, teaThread({ title: `${TEA_TITLE} Part two` }));
      const asked = await alex.slash('/library remove', { thread: TEA });
      expect(textOf((await alex.click(asked.message, 'Cancel')).message)).toBe('Nothing was changed.');
      const twice = [
        await alex.slash('/library remove', { thread: TEA }),
        await momo.slash('/library remove', { thread: TEA }),
      ] as const;
      await alex.click(twice[0].message, 'Remove');
      // The other's id begins with that of the removed one.
      const late = await momo.click(twice[1].message, '削除する');
      expect(textOf(late.message)).toContain('に一致するものは見つかりません。');
      expect(await list()).toContain(`${TEA_TITLE} Part two`);
    });

    it('a shipped thread cannot be removed, only hidden, and what is unknown names what is like it', async () => {
      await importFile(alex, teaThread());
      expect(await completions(alex, '/library remove', 'thread')).toEqual([TEA]);
      expect(await said(alex.slash('/library remove', { thread: 'night bus' }))).toMatch(
        /ships with the bot and cannot be removed\. `\/library hide` hides it on this server\.$/,
      );
      expect(await said(momo.slash('/library remove', { thread: 'night bus' }))).toContain(
        'Botに付属のスレッドのため、削除できません。',
      );
      expect(await said(alex.slash('/library remove', { thread: 'gren tea' }))).toContain(
        `Did you mean “${TEA_TITLE} / 緑茶か、紅茶か。”?`,
      );
    });

    it('a name that only another import has is not taken for a shipped thread', async () => {
      await importFile(alex, teaThread());
      await importFile(alex, teaThread({ title: 'Green tea in spring' }));
      await alex.slash('/library hide', { thread: TEA });
      expect(await said(alex.slash('/library remove', { thread: 'green tea' }))).toContain(
        'This server imported no thread called “green tea”. Did you mean',
      );
    });

    it('a hidden import can be removed, and is not hidden when it is imported again', async () => {
      await importFile(alex, teaThread());
      await alex.slash('/library hide', { thread: TEA });
      const asked = await alex.slash('/library remove', { thread: TEA });
      await alex.click(asked.message, 'Remove');
      await importFile(alex, teaThread());
      expect(await list()).toContain(TEA_TITLE);
    });
  });

  describe('hide and unhide', () => {
    const places = async () => ({
      list: (await list()).includes('night bus'),
      completion: (await completions(alex, '/thread replay', 'thread', 'night bus')).length > 0,
      search: !(await search('opinions')).includes('Nothing found'),
      persona: (await said(alex.slash('/persona list'))).includes('Rail Fan'),
      shown: !(await said(alex.slash('/thread show', { thread: 'night bus' }))).includes('There is no thread'),
    });
    const everywhere = { list: true, completion: true, search: true, persona: true, shown: true };
    const nowhere = { list: false, completion: false, search: false, persona: false, shown: false };

    it('a shipped thread disappears from one server, and returns', async () => {
      expect(await places()).toEqual(everywhere);
      const hidden = await alex.slash('/library hide', { thread: 'night bus' });
      expect(hidden).toMatchObject({ private: true });
      expect(textOf(hidden.message)).toMatch(
        /^“The night bus .*” is hidden on this server now\. `\/library unhide` brings it back\.$/,
      );
      expect(await places()).toEqual(nowhere);
      const other = bed.discord.addServer({ name: 'Elsewhere' });
      const eve = other.addMember({ name: 'Eve' }).in(other.addTextChannel('general'));
      expect(await list(eve)).toContain('night bus');
      expect(await completions(alex, '/library unhide', 'thread')).toHaveLength(1);
      expect(await said(momo.slash('/library unhide', { thread: '夜行バス' }))).toContain(
        'をこのサーバーで再び表示するようにしました。',
      );
      expect(await places()).toEqual(everywhere);
    });

    it('an import disappears and returns', async () => {
      await importFile(alex, teaThread());
      expect(await said(momo.slash('/library hide', { thread: TEA }))).toContain('をこのサーバーで非表示にしました。');
      expect(await list()).not.toContain(TEA_TITLE);
      expect(await search('cloud')).toContain('Nothing found');
      await alex.slash('/library unhide', { thread: 'green tea' });
      expect(await list()).toContain(TEA_TITLE);
      expect(await search('cloud')).toContain('**cloud**');
    });

    it('what is not hidden cannot be shown again, and a hidden thread cannot be hidden twice', async () => {
      expect(await said(alex.slash('/library unhide', { thread: 'night bus' }))).toBe(
        'No hidden thread is called “night bus”.',
      );
      await alex.slash('/library hide', { thread: 'night bus' });
      expect(await said(alex.slash('/library hide', { thread: 'night bus' }))).toContain(
        'There is no thread “night bus”.',
      );
      expect(await said(momo.slash('/library unhide', { thread: 'x' }))).toContain(
        '非表示のスレッドに、「x」に一致するものは見つかりません。',
      );
    });

    it('a hidden thread that is imported again says so, and one with other content is shown again', async () => {
      await importFile(alex, teaThread());
      await alex.slash('/library hide', { thread: TEA });
      expect(await said(importFile(alex, teaThread()))).toBe(
        `“${TEA_TITLE}” is here already, word for word. Nothing was changed. It is hidden on this server: \`/library unhide\` brings it back.`,
      );
      expect(await said(importFile(momo, teaThread()))).toContain(
        'このサーバーでは非表示になっています。`/ライブラリ 再表示` で元に戻せます。',
      );
      const asked = await importFile(alex, teaThread({ last: 'Cocoa.' }));
      await alex.click(asked.message, 'Replace');
      expect(await list()).toContain(TEA_TITLE);
      expect(await search('cocoa')).toContain('**Cocoa**');
    });

    it('a replay of a thread that is hidden meanwhile goes on', async () => {
      await importFile(alex, teaThread());
      await alex.slash('/thread replay', { thread: TEA });
      await alex.slash('/library hide', { thread: TEA });
      await bed.passUntil(() => channel.posts.length === 4);
    });
  });

  describe('mute and unmute', () => {
    const lines = () => channel.posts.map(({ content }) => content);

    it('what a muted persona says is left out everywhere, and comes back', async () => {
      await importFile(alex, teaThread());
      const muted = await alex.slash('/library mute', { persona: 'lin' });
      expect(textOf(muted.message)).toBe(
        '**Lin** is muted on this server now: replays, lists and searches leave out what they say. `/library unmute` brings them back.',
      );
      expect(await search('course')).toContain('Nothing found');
      expect(await said(alex.slash('/thread search', { thread: TEA, private: true }))).toContain('Search results · 2');
      const shown = await said(alex.slash('/thread show', { thread: TEA }));
      expect(shown).toContain('1 comment · 2 personas');
      expect(shown).toContain('**Sam** · Comment 2 of 3');
      expect(shown).not.toContain('Green, of course');
      expect(await list()).toContain('2026-05-05 · 1 comment · 2 personas');
      expect(await said(alex.slash('/persona list'))).not.toContain('Lin');
      expect(await said(alex.slash('/persona show', { persona: 'lin' }))).toContain('There is no persona “lin”.');
      expect(await completions(mika, '/persona show', 'persona', 'lin')).toEqual([]);
      await alex.slash('/thread replay', { thread: TEA, pace: 'instant' });
      await bed.passUntil(() => controlSays('The end'));
      expect(lines()).toEqual([`# ${TEA_TITLE}\n\nA question older than the teapot.`, 'Black, with a cloud of milk.']);

      expect(await completions(alex, '/library unmute', 'persona')).toEqual(['lin']);
      expect(await said(momo.slash('/library unmute', { persona: 'リン' }))).toBe('**リン**のミュートを解除しました。');
      expect(await search('course')).toContain('**course**');
      expect(await said(alex.slash('/persona list'))).toContain('Lin');
    });

    it('a persona that is muted while a replay runs is silent from the next post on', async () => {
      await importFile(alex, teaThread());
      await alex.slash('/thread replay', { thread: TEA });
      await bed.passUntil(() => channel.posts.length === 2);
      expect(await said(momo.slash('/library mute', { persona: 'サム' }))).toContain(
        '**サム**をこのサーバーでミュートしました。',
      );
      await bed.passUntil(() => controlSays('The end'));
      expect(lines().slice(1)).toEqual(['Green, of course.', 'Coffee.']);
    });

    it('a replay ends when everybody who is left is muted, and one of whom nobody is left does not begin', async () => {
      await importFile(alex, teaThread());
      await alex.slash('/thread replay', { thread: TEA });
      await bed.passUntil(() => channel.posts.length === 1);
      for (const persona of ['lin', 'sam']) await alex.slash('/library mute', { persona });
      await bed.passUntil(() => controlSays('The end'));
      expect(lines()).toHaveLength(1);
      await alex.slash('/library mute', { persona: 'tea master' });
      expect(await said(alex.slash('/thread replay', { thread: TEA }))).toContain(
        'Everybody who speaks from comment 0 on is muted here.',
      );
      expect(await said(mika.slash('/thread replay', { thread: TEA }))).toContain(
        'このサーバーではすべてミュートされています。',
      );
      expect(await said(alex.slash('/thread show', { thread: TEA }))).toContain('0 comments · 0 personas');
      expect(await list()).toContain(TEA_TITLE);
    });

    it('a muted author’s post is left out, with everything else of theirs', async () => {
      await importFile(alex, teaThread());
      await alex.slash('/library mute', { persona: 'tea master' });
      await alex.slash('/thread replay', { thread: TEA, pace: 'instant' });
      await bed.passUntil(() => channel.posts.length === 3);
      expect(lines()[0]).toBe('Green, of course.');
      expect(await search('teapot')).toContain('Nothing found');
      expect(await said(alex.slash('/thread show', { thread: TEA }))).not.toContain('teapot');
    });

    it('a mute is for one server, and for every thread of it, also those imported later', async () => {
      await alex.slash('/library mute', { persona: 'rail fan' });
      const other = bed.discord.addServer({ name: 'Elsewhere' });
      const eve = other.addMember({ name: 'Eve' }).in(other.addTextChannel('general'));
      expect(await said(eve.slash('/persona list'))).toContain('Rail Fan');
      await importFile(alex, teaThread().replaceAll('Sam (サム)', 'Rail Fan (鉄道ファン)'));
      expect(await search('cloud')).toContain('Nothing found');
      await alex.slash('/library unmute', { persona: 'rail fan' });
      expect(await search('cloud')).toContain('**cloud**');
    });

    it('a persona that speaks nowhere any more stays muted, and can be unmuted when it speaks again', async () => {
      await importFile(alex, teaThread());
      await alex.slash('/library mute', { persona: 'sam' });
      const asked = await alex.slash('/library remove', { thread: TEA });
      await alex.click(asked.message, 'Remove');
      expect(await said(alex.slash('/library unmute', { persona: 'sam' }))).toContain(
        'No muted persona is called “sam”.',
      );
      await importFile(alex, teaThread());
      expect(await search('cloud')).toContain('Nothing found');
      await alex.slash('/library unmute', { persona: 'sam' });
      expect(await search('cloud')).toContain('**cloud**');
    });

    it('who is not muted cannot be unmuted, and who is cannot be muted again', async () => {
      expect(await said(alex.slash('/library unmute', { persona: 'rail fan' }))).toBe(
        'No muted persona is called “rail fan”.',
      );
      await alex.slash('/library mute', { persona: 'rail fan' });
      expect(await said(alex.slash('/library mute', { persona: 'rail fan' }))).toContain(
        'There is no persona “rail fan”.',
      );
      expect(await said(momo.slash('/library unmute', { persona: 'x' }))).toContain(
        '「x」に一致する、ミュート中の登場人物は見つかりません。',
      );
    });
  });

  describe('for those who manage the server', () => {
    it('members do not see the command', async () => {
      await expect(mika.slash('/library export', { thread: 'night bus' })).rejects.toThrow('may not use /library');
    });

    it('every subcommand and every button refuses who does not manage the server, whatever their client sends', async () => {
      await importFile(alex, teaThread());
      await alex.slash('/library hide', { thread: 'night bus' });
      await alex.slash('/library mute', { persona: 'lin' });
      const asked = await importFile(alex, teaThread({ last: 'Cocoa.' }));
      const removal = await alex.slash('/library remove', { thread: TEA });
      openCommands(bed.discord);
      const file = mika.attach('tea.txt', teaThread({ title: 'Mine' }));
      const options: Record<string, Record<string, string | APIAttachment>> = {
        import: { file },
        export: { thread: TEA },
        remove: { thread: TEA },
        hide: { thread: TEA },
        unhide: { thread: 'night bus' },
        mute: { persona: 'sam' },
        unmute: { persona: 'lin' },
      };
      const subcommands = mika.commands.find(({ name }) => name === 'library')?.options?.map(({ name }) => name);
      expect(Object.keys(options)).toEqual(subcommands);
      for (const [name, given] of Object.entries(options)) {
        const answer = await mika.slash(`/library ${name}`, given);
        expect(textOf(answer.message), name).toBe('この操作には「サーバー管理」の権限が必要です。');
        expect(answer, name).toMatchObject({ private: true });
      }
      const buttons = [...buttonsOf(asked.message), ...buttonsOf(removal.message)];
      expect(buttons).toHaveLength(4);
      for (const { custom_id: id } of buttons) {
        expect(textOf((await pressForged(bed, mika, id)).message), id).toContain('「サーバー管理」の権限が必要です。');
      }
      for (const [path, option] of [
        ['/library export', 'thread'],
        ['/library remove', 'thread'],
        ['/library unhide', 'thread'],
        ['/library unmute', 'persona'],
      ] as const) {
        expect(await completions(mika, path, option), path).toEqual([]);
        expect(await completions(alex, path, option), path).not.toEqual([]);
      }
      expect(await list()).toContain(TEA_TITLE);
      expect(await search('cloud')).toContain('**cloud**');
    });
  });
});

describe('/library, from one run of the program to the next', () => {
  let folder: string;
  let databasePath: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'reprise-'));
    databasePath = join(folder, 'reprise.sqlite');
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  const said = async (answer: Promise<{ message: APIMessage }>) => textOf((await answer).message);

  it('imports, hidden threads and muted personas are kept', async () => {
    const { bed, alex } = await startTeaHouse({ databasePath });
    await using _ = bed;
    await importFile(alex, teaThread());
    await alex.slash('/library hide', { thread: 'night bus' });
    await alex.slash('/library mute', { persona: 'lin' });
    await bed.restart(0);
    const list = await said(alex.slash('/thread list'));
    expect(list).toContain(`${TEA_TITLE}\n-# Tea · 2026-05-05 · 1 comment · 2 personas`);
    expect(list).not.toContain('night bus');
    expect(await said(alex.slash('/thread search', { words: 'cloud', private: true }))).toContain('**cloud**');
    expect(await said(alex.slash('/thread search', { words: 'coffee', private: true }))).toContain('Nothing found');
    expect(await said(alex.slash('/library unmute', { persona: 'lin' }))).toContain('is heard on this server again.');
  });

  it('a persona that was muted before the program ended is silent when its replay goes on', async () => {
    const { bed, channel, alex } = await startTeaHouse({ databasePath });
    await using _ = bed;
    await importFile(alex, teaThread());
    await alex.slash('/thread replay', { thread: TEA });
    await bed.passUntil(() => channel.posts.length === 2);
    await alex.slash('/library mute', { persona: 'sam' });
    await bed.restart(1_000);
    await bed.passUntil(() => channel.posts.length === 3);
    expect(channel.posts.map(({ content }) => content).slice(1)).toEqual(['Green, of course.', 'Coffee.']);
  });

  it('a removed thread and its replay stay gone', async () => {
    const { bed, channel, alex } = await startTeaHouse({ databasePath });
    await using _ = bed;
    await importFile(alex, teaThread());
    await alex.slash('/thread replay', { thread: TEA });
    await bed.passUntil(() => channel.posts.length === 1);
    await alex.click((await alex.slash('/library remove', { thread: TEA })).message, 'Remove');
    await bed.restart(600_000);
    await bed.clock.advance(600_000);
    expect(channel.posts).toHaveLength(1);
    expect(await said(alex.slash('/thread list'))).not.toContain(TEA_TITLE);
    expect(await said(alex.slash('/thread search', { words: 'cloud', private: true }))).toContain('Nothing found');
  });

  it('a question that was asked before is forgotten, and says so', async () => {
    const { bed, alex } = await startTeaHouse({ databasePath });
    await using _ = bed;
    await importFile(alex, teaThread());
    const asked = await importFile(alex, teaThread({ last: 'Cocoa.' }));
    await bed.restart(0);
    expect(await said(alex.click(asked.message, 'Replace'))).toContain('no longer at hand');
  });

  it('imports that the last run did not get to index are indexed at the start', async () => {
    await using store = await openStoreFor(databasePath);
    const thread = threadIn(teaThread());
    const { bed, server, alex } = await startTeaHouse({ databasePath });
    await using _ = bed;
    await store.collections.setImport(server.id, { id: TEA, name: thread.title, thread }, { userId: '1', at: 0 });
    expect(await said(alex.slash('/thread search', { words: 'cloud', private: true }))).toContain('Nothing found');
    await bed.restart(0);
    await expect
      .poll(() => said(alex.slash('/thread search', { words: 'cloud', private: true })))
      .toContain('**cloud**');
    expect(await store.collections.unindexed()).toEqual([]);
  });

  /** A server that imported many threads of as many comments as told, and its managers. */
  async function fullServer(threads: number, comments: number) {
    const { bed, server, channel, alex } = await startTeaHouse({ databasePath });
    const momo = server.addMember({ name: 'Momo', locale: 'ja', permissions: ['ManageGuild'] }).in(channel);
    await using store = await openStoreFor(databasePath);
    for (let number = 0; number < threads; number += 1) {
      const thread = wideThread(number, comments);
      const imported = { id: threadSlug(thread), name: thread.title, thread };
      await store.collections.setImport(server.id, imported, { userId: '1', at: 0 });
    }
    return { bed, alex, momo };
  }

  /** A thread of many comments that say next to nothing. */
  const wideThread = (number: number, comments: number): Thread => ({
    ...{ category: 'Tea', date: '2026-05-05', author: { en: 'Lin' }, title: { en: `Number ${number}` } },
    comments: Array.from({ length: comments }, () => ({ persona: { en: 'Lin' }, text: { en: 'x' } })),
  });

  const asJson = (thread: Thread) => JSON.stringify(thread);

  it('a server with as many comments as it may have is refused kindly, but may replace', async () => {
    expect(MOST_IMPORTS).toMatchObject({ threads: 500, comments: 50_000 });
    const { bed, alex, momo } = await fullServer(25, 2_000);
    await using _ = bed;
    expect(await said(importFile(alex, teaThread()))).toMatch(
      /^There is no room for this thread\. A server’s own threads can come to 500 threads, 50,000 comments,? and 20,000,000 characters; this server has 25 threads, 50,000 comments,? and [\d,]+ characters\. Remove one first: `\/library remove`\.$/,
    );
    expect(await said(importFile(momo, teaThread()))).toMatch(
      /^サーバーごとの上限を超えるため、このスレッドを追加できません（上限: スレッド500件、コメント50,000件、20,000,000文字。現在: スレッド25件、コメント50,000件、[\d,]+文字）。`\/ライブラリ 削除` で不要なスレッドを削除してください。$/,
    );
    expect(await said(alex.slash('/thread list'))).not.toContain(TEA_TITLE);
    const smaller = asJson(wideThread(3, 1_990));
    expect(await said(importFile(alex, smaller, { name: 'x.json', replace: true }))).toContain('### Replaced');
    expect(await said(importFile(alex, teaThread()))).toContain('### Imported');
  });

  it('of two threads that come at once, only one is taken when there is room for one', async () => {
    const { bed, alex } = await fullServer(499, 1);
    await using _ = bed;
    const answers = await Promise.all(
      [1_000, 1_001].map((number) => said(importFile(alex, asJson(wideThread(number, 1)), { name: 'x.json' }))),
    );
    expect(answers.filter((answer) => answer.includes('### Imported'))).toHaveLength(1);
    expect(answers.filter((answer) => answer.includes('There is no room'))).toHaveLength(1);
  });
});

/** The store of a database, as another program that has it open. */
async function openStoreFor(databasePath: string) {
  const store = await openStore(`sqlite:${databasePath}`);
  return Object.assign(store, { [Symbol.asyncDispose]: () => store.close() });
}

function threadIn(text: string): Thread {
  const result = parseThread(text);
  if (!result.ok) throw new Error('The thread cannot be read.');
  return result.thread;
}
