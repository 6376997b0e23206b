/** Names and descriptions of commands, options and choices as people see them while typing, in both languages. */
import type { LocalizationMap } from 'discord.js';
import type { ContentLanguage, Pace } from '../replay/post.ts';
import { en } from './en.ts';
import { ja } from './ja.ts';

/** A Japanese name (1 to 32 letters, no capitals) and a description of at most 100 characters in each language. */
type CommandText = { ja: string; does: { en: string; ja: string } };

const texts = {
  thread: {
    ja: 'スレッド',
    does: { en: 'Discussion threads: read them, replay them', ja: 'ディスカッションを読む・再生する' },
  },
  'thread list': {
    ja: '一覧',
    does: { en: 'All threads you can replay here', ja: '再生できるスレッドの一覧を表示します' },
  },
  'thread show': { ja: '表示', does: { en: 'Read a thread, just for you', ja: 'スレッドを自分だけに表示します' } },
  'thread replay': {
    ja: '再生',
    does: { en: 'Replay a thread in this channel, persona by persona', ja: 'スレッドをこのチャンネルで再生します' },
  },
  'thread pause': {
    ja: '一時停止',
    does: { en: 'Pause the replay in this channel', ja: 'このチャンネルの再生を一時停止します' },
  },
  'thread resume': {
    ja: '再開',
    does: { en: 'Resume the replay in this channel', ja: 'このチャンネルの再生を再開します' },
  },
  'thread skip': {
    ja: 'スキップ',
    does: { en: 'Cut the wait short: the next line comes now', ja: '待ち時間をスキップして次の発言を表示します' },
  },
  'thread stop': {
    ja: '停止',
    does: { en: 'Stop the replay in this channel', ja: 'このチャンネルの再生を停止します' },
  },
  'thread search': {
    ja: '検索',
    does: { en: 'Find comments by what was said and who said it', ja: '発言の内容や登場人物からコメントを検索します' },
  },
  persona: {
    ja: '登場人物',
    does: { en: 'Who speaks in the threads', ja: 'スレッドの登場人物を調べる' },
  },
  'persona list': {
    ja: '一覧',
    does: { en: 'Everybody who speaks in the threads', ja: '登場人物の一覧を表示します' },
  },
  'persona show': {
    ja: '表示',
    does: { en: 'One persona and everything they say, just for you', ja: '登場人物とその発言を自分だけに表示します' },
  },
  settings: { ja: '設定', does: { en: 'How Reprise behaves on this server', ja: 'このサーバーでのRepriseの設定' } },
  'settings show': {
    ja: '表示',
    does: { en: 'All settings, and which of them were chosen here', ja: '現在の設定をすべて表示します' },
  },
  'settings language': {
    ja: '言語',
    does: { en: 'The language replays are posted in', ja: '再生するときの言語を設定します' },
  },
  'settings pace': {
    ja: '速さ',
    does: { en: 'The pace of replays unless one is chosen', ja: '再生の速さの初期値を設定します' },
  },
  'settings translate': {
    ja: '翻訳ボタン',
    does: {
      en: 'Whether posts carry a small Translate button',
      ja: '投稿に「翻訳」ボタンを付けるかどうかを設定します',
    },
  },
  'settings reset': { ja: 'リセット', does: { en: 'Back to the defaults', ja: 'すべての設定を初期設定に戻します' } },
  'option thread': {
    ja: 'スレッド',
    does: { en: 'Any part of its title, in English or Japanese', ja: 'タイトルの一部（英語でも日本語でも）' },
  },
  'option page': { ja: 'ページ', does: { en: 'The page to open', ja: '開くページ' } },
  'option language': {
    ja: '言語',
    does: { en: 'Instead of the server’s language', ja: 'サーバーの設定と違う言語で再生する場合' },
  },
  'option pace': {
    ja: '速さ',
    does: { en: 'Instead of the server’s pace', ja: 'サーバーの設定と違う速さで再生する場合' },
  },
  'option from': {
    ja: '開始位置',
    does: { en: 'The first comment to play; 0 is the post itself', ja: '最初に再生するコメントの番号（0は投稿）' },
  },
  'option persona': {
    ja: '登場人物',
    does: { en: 'Only what this persona says', ja: 'この登場人物の発言だけを再生します' },
  },
  'option words': {
    ja: 'キーワード',
    does: {
      en: 'What was said, in English or Japanese; "in quotes" for an exact phrase',
      ja: '探す言葉（英語でも日本語でも）。"引用符"で囲むと、語句どおりに検索します',
    },
  },
  'search persona': {
    ja: '登場人物',
    does: { en: 'Only what this persona says; alone, everything they say', ja: 'この登場人物の発言だけを探します' },
  },
  'search thread': {
    ja: 'スレッド',
    does: { en: 'Only in this thread', ja: 'このスレッドの中だけを探します' },
  },
  'search language': {
    ja: '言語',
    does: { en: 'Only texts in this language', ja: 'この言語のテキストだけを探します' },
  },
  'option private': {
    ja: '非公開',
    does: { en: 'Show the results to you alone', ja: '検索結果を自分だけに表示します' },
  },
  'show persona': {
    ja: '登場人物',
    does: { en: 'Any part of their name, in English or Japanese', ja: '名前の一部（英語でも日本語でも）' },
  },
  'option value': { ja: '値', does: { en: 'The new setting', ja: '新しい設定' } },
} as const satisfies Record<string, CommandText>;

type Path = keyof typeof texts;

/** Name and description of a command or option with their Japanese versions; its name is the path's last word. */
export function named(path: Path) {
  const text: CommandText = texts[path];
  return {
    name: path.slice(path.lastIndexOf(' ') + 1),
    name_localizations: { ja: text.ja } satisfies LocalizationMap,
    description: text.does.en,
    description_localizations: { ja: text.does.ja } satisfies LocalizationMap,
  };
}

/** The name of the message command that translates; such a command has no description. */
export const translateName = { name: en.translate, name_localizations: { ja: ja.translate } satisfies LocalizationMap };

/** The choices of a switch. */
export function switchChoices() {
  return (['on', 'off'] as const).map((value) => choice(value, en.switch[value], ja.switch[value]));
}

/** The choices of a language to post in. */
export function languageChoices(values: readonly ContentLanguage[]) {
  return values.map((value) => choice(value, en.contentLanguage[value], ja.contentLanguage[value]));
}

/** The choices of a pace. */
export function paceChoices(values: readonly Pace[]) {
  return values.map((value) => choice(value, en.pace[value], ja.pace[value]));
}

function choice<Value extends string>(value: Value, english: string, japanese: string) {
  return { name: english, name_localizations: { ja: japanese } satisfies LocalizationMap, value };
}
