/** Everything that can be typed or chosen, once in English and once in Japanese, as members meet it. */
import {
  type APIApplicationCommandOption,
  type APIApplicationCommandOptionChoice,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
} from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CommandPath, commands } from '../../commands/index.ts';
import type { Actor, Reply } from '../../src/sandbox/loopback/people/actor.ts';
import type { OptionValues } from '../../src/sandbox/loopback/people/commandOptions.ts';
import { textOf } from '../../src/sandbox/loopback/people/components.ts';
import type { Channel } from '../../src/sandbox/loopback/servers/channel.ts';
import { importFile, TEA, teaThread } from '../support/imports.ts';
import { startTestBed, TEST_THREADS, type TestBed } from '../support/testBed.ts';

const JAPANESE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** A server whose people read one language: somebody who manages it, in a channel of it. */
type House = { readonly bed: TestBed; readonly owner: Actor; readonly channel: Channel };

/** What is typed, and what everybody who reads a language sees then. */
type Row = {
  readonly before?: (house: House) => Promise<unknown>;
  readonly options?: OptionValues | ((house: House) => OptionValues);
  readonly en: string;
  readonly ja: string;
  /** Whether everybody in the channel sees the answer. */
  readonly public?: true;
};

const replay = ({ owner }: House) => owner.slash('/thread replay', { thread: 'sourdough', pace: 'slow' });
const scheduled = ({ owner, channel }: House) =>
  owner.slash('/schedule add', { channel: channel.state, time: '12:34' });
const imported = ({ owner }: House) => importFile(owner, teaThread());

/** The compiler asks for a row for every command that can be typed. */
const rows: Record<CommandPath, Row> = {
  'thread list': { en: '## Threads · 3', ja: '## スレッド一覧 · 3件' },
  'thread show': {
    options: { thread: 'sourdough', page: 1 },
    en: '**Night Baker** · The post',
    ja: '**夜のパン職人** · 元の投稿',
  },
  'thread replay': {
    options: { thread: 'sourdough', language: 'both', pace: 'natural', from: 1, persona: 'chemist' },
    en: 'English and Japanese · Natural · only Food Chemist',
    ja: '英語と日本語 · 標準 · Food Chemist (食品化学者)のみ',
    public: true,
  },
  'thread pause': { before: replay, en: 'Paused. Use `/thread resume`', ja: '一時停止しました。`/スレッド 再開`' },
  'thread resume': {
    before: async (house) => {
      await replay(house);
      await house.owner.slash('/thread pause');
    },
    en: 'Resumed.',
    ja: '再開しました。',
  },
  'thread skip': { before: replay, en: 'Skipped the wait', ja: '待ち時間をスキップしました' },
  'thread stop': { before: replay, en: 'Stopped.', ja: '停止しました。' },
  'thread faster': { before: replay, en: 'Natural', ja: '標準' },
  'thread slower': { before: replay, en: 'Step by step', ja: '1件ずつ' },
  'thread undo': {
    before: async (house) => {
      await replay(house);
      await house.owner.slash('/thread stop');
    },
    en: 'Nothing else is deleted.',
    ja: 'ほかのメッセージは削除しません。',
  },
  'thread search': {
    options: { words: 'fridge', persona: 'chemist', thread: 'sourdough', language: 'en', private: true },
    en: '### Search results · 1\n-# “fridge”',
    ja: '### 検索結果 · 1件\n-# 「fridge」',
  },
  'persona list': { en: '## Personas · ', ja: '## 登場人物一覧 · ' },
  'persona show': { options: { persona: 'baker' }, en: 'comments', ja: 'コメント' },
  'library import': {
    options: ({ owner }) => ({ file: owner.attach('tea.txt', teaThread()), replace: false }),
    en: '### Imported: “Green tea or black tea?”\n',
    ja: '### 「緑茶か、紅茶か。」をインポートしました',
  },
  'library export': {
    options: { thread: 'sourdough', format: 'markdown' },
    en: 'Here it is: **',
    ja: 'を書き出しました。',
  },
  'library remove': {
    before: imported,
    options: { thread: TEA },
    en: 'Remove “Green tea or black tea?” from this server?',
    ja: '「緑茶か、紅茶か。」をこのサーバーから削除しますか？',
  },
  'library hide': {
    options: { thread: 'sourdough' },
    en: 'is hidden on this server now.',
    ja: 'をこのサーバーで非表示にしました。',
  },
  'library unhide': {
    before: ({ owner }) => owner.slash('/library hide', { thread: 'sourdough' }),
    options: { thread: 'sourdough' },
    en: 'is visible on this server again.',
    ja: 'をこのサーバーで再び表示するようにしました。',
  },
  'library mute': {
    options: { persona: 'baker' },
    en: '**Night Baker** is muted on this server now',
    ja: '**夜のパン職人**をこのサーバーでミュートしました',
  },
  'library unmute': {
    before: ({ owner }) => owner.slash('/library mute', { persona: 'baker' }),
    options: { persona: 'baker' },
    en: '**Night Baker** is heard on this server again.',
    ja: '**夜のパン職人**のミュートを解除しました。',
  },
  'settings show': { en: '## Settings of this server', ja: '## このサーバーの設定' },
  'settings language': {
    options: { value: 'both' },
    en: 'are posted in **English and Japanese**.',
    ja: '**英語と日本語**で投稿されます。',
  },
  'settings pace': { options: { value: 'slow' }, en: '**Slow**', ja: '**「ゆっくり」**' },
  'settings notify': { options: { value: 'none' }, en: 'notif', ja: '通知' },
  'settings translate': {
    options: { value: 'off' },
    en: 'carry no Translate button',
    ja: '「翻訳」ボタンを表示しません',
  },
  'settings quiet': {
    options: { from: '22:00', to: '07:00', timezone: 'Asia/Tokyo' },
    en: 'Quiet hours are now **22:00** to **07:00** (Asia/Tokyo): nothing begins by schedule then.',
    ja: '休止時間を**22:00〜07:00**（Asia/Tokyo）に設定しました。',
  },
  'schedule add': {
    options: ({ channel }) => ({
      ...{ channel: channel.state, time: '09:30', thread: 'sourdough', timezone: 'Asia/Tokyo', days: 'mon,wed' },
      ...{ pace: 'slow', language: 'both', place: 'discussion' },
    }),
    en: '**Mondays and Wednesdays, 09:30** (Asia/Tokyo)',
    ja: '**毎週月・水曜日 09:30**（Asia/Tokyo）',
  },
  'schedule list': { before: scheduled, en: '## Schedules · 1', ja: '## スケジュール一覧 · 1件' },
  'schedule remove': {
    before: scheduled,
    options: { schedule: '12:34' },
    en: 'Removed: **Every day, 12:34**',
    ja: 'スケジュールを削除しました: **毎日 12:34**',
  },
  'settings check': {
    options: ({ channel }) => ({ channel }),
    en: '## Permissions in <#',
    ja: '> での権限',
  },
  'settings reset': { en: 'back to the defaults?', ja: 'すべての設定をリセットしますか？' },
  help: { en: '## What Reprise does', ja: '## Repriseでできること' },
};

/** The same for the commands of a message's menu, on the first post of a replay. */
const menuRows: Record<string, Pick<Row, 'en' | 'ja'>> = {
  'About this post': { en: 'Replay started by', ja: '再生を始めた人' },
  Translate: { en: 'うちは週に2回しか種に触らない', ja: 'We fed ours twice a week' },
};

describe.each([
  ['en', 'en-US'],
  ['ja', 'ja'],
] as const)('every command, for those who read %s', (language, locale) => {
  let bed: TestBed;

  beforeAll(async () => {
    bed = await startTestBed({ threadsDir: TEST_THREADS });
  });

  afterAll(() => bed[Symbol.asyncDispose]());

  function house(): House {
    const server = bed.discord.addServer({ name: 'Tea House', preferredLocale: locale });
    const channel = server.addTextChannel('general');
    const owner = server
      .addMember({ name: 'Robin', locale, permissions: ['ManageGuild', 'ManageMessages'] })
      .in(channel);
    return { bed, owner, channel };
  }

  const other = language === 'en' ? 'ja' : 'en';

  function expectRow(answer: Reply, row: Row) {
    expect(answer).toMatchObject({ kind: 'message', private: row.public !== true });
    const text = textOf(answer.message);
    expect(text).toContain(row[language]);
    expect(text).not.toContain(row[other]);
  }

  it.each(Object.entries(rows))('is answered in that language: /%s', async (path, row) => {
    const here = house();
    await row.before?.(here);
    const options = typeof row.options === 'function' ? row.options(here) : row.options;
    expectRow(await here.owner.slash(`/${path}`, options), row);
  });

  it.each(commands.filter(({ kind }) => kind === 'message').map(({ definition }) => definition.name))(
    'is answered in that language, chosen from the menu of a post: %s',
    async (name) => {
      const here = house();
      await here.owner.slash('/thread replay', { thread: 'sourdough', pace: 'instant' });
      await bed.passUntil(() => here.channel.posts.length > 0);
      const [post] = here.channel.posts;
      if (!post) throw new TypeError('There is no post.');
      const row = menuRows[name];
      if (!row) throw new Error(`Say above what ${name} shows.`);
      expectRow(await here.owner.messageCommand(name, post), row);
    },
  );
});

type Localized = { readonly ja?: string | null | undefined } | null | undefined;
type Words = {
  readonly name: string;
  readonly name_localizations?: Localized;
  readonly description?: string;
  readonly description_localizations?: Localized;
  readonly options?: readonly APIApplicationCommandOption[] | undefined;
};

/** Everything that people read of a command while they type it: where it stands, its English and its Japanese. */
function* read(
  where: string,
  named: Words,
): Generator<readonly [where: string, en: string, ja: string | null | undefined]> {
  yield [`${where} (name)`, named.name, named.name_localizations?.ja];
  if (named.description !== undefined) {
    yield [`${where} (description)`, named.description, named.description_localizations?.ja];
  }
  for (const option of named.options ?? []) {
    yield* read(`${where} ${option.name}`, optionOf(option));
    const choices: readonly APIApplicationCommandOptionChoice[] = 'choices' in option ? (option.choices ?? []) : [];
    for (const choice of choices) {
      yield [`${where} ${option.name}: ${choice.value}`, choice.name, choice.name_localizations?.ja];
    }
  }
}

function optionOf(option: APIApplicationCommandOption) {
  if (option.type !== ApplicationCommandOptionType.Subcommand) return { ...option, options: undefined };
  const { options }: APIApplicationCommandSubcommandOption = option;
  return { ...option, options };
}

describe('the words of every command', () => {
  const words = commands.flatMap((command) => [...read(`/${command.definition.name}`, command.definition)]);

  it('all names, options and choices are read here', () => {
    const places = words.map(([where]) => where);
    expect(places).toEqual(
      expect.arrayContaining(['/thread replay pace: slow', '/settings (description)', '/Translate (name)']),
    );
    expect(places.length).toBeGreaterThan(130);
  });

  it.each(words)('there is an English and a Japanese text, each in its own language: %s', (_, en, ja) => {
    expect(en).not.toMatch(JAPANESE);
    expect(ja).toMatch(JAPANESE);
  });
});
