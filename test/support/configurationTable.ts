/** The table of the environment's variables that the READMEs have, made from the schema that reads them. */
import { expected, Variables } from '../../src/config.ts';
import { startupTexts } from '../../src/i18n/startup.ts';
import { expectationText } from '../../src/i18n/startupTexts.ts';
import type { Language } from '../../src/thread/bilingual.ts';

/** What each variable is for: one that is new does not compile until it is here. */
const PURPOSES: Record<keyof Variables, Record<Language, string>> = {
  DISCORD_TOKEN: {
    en: 'the bot’s token; without it the sandbox starts',
    ja: 'Botのトークン。設定しないとサンドボックスが起動します',
  },
  DISCORD_API_URL: { en: 'where Discord is: for a proxy', ja: 'Discordのアドレス（プロキシを使う場合）' },
  DISCORD_CDN_URL: {
    en: 'where Discord’s files are: for a proxy',
    ja: 'Discordのファイルのアドレス（プロキシを使う場合）',
  },
  DATABASE_URL: { en: 'where the bot keeps what must survive a restart', ja: '再起動後も残すデータの保存先' },
  DATABASE_CONNECTIONS: {
    en: 'how many connections to a PostgreSQL server one process holds at most',
    ja: '1つのプロセスがPostgreSQLサーバーに張る接続数の上限',
  },
  THREADS_DIR: {
    en: 'the folder of the threads that every server sees',
    ja: 'すべてのサーバーで使えるスレッドのフォルダー',
  },
  LOG_LEVEL: {
    en: 'how much the log says; where it is not set, `info` for the bot and `warn` for the sandbox',
    ja: 'ログの詳しさ（省略するとBotは `info`、サンドボックスは `warn`）',
  },
  SANDBOX_HOST: { en: 'where the sandbox’s page listens', ja: 'サンドボックスのページのホスト' },
  SANDBOX_PORT: { en: 'its port', ja: 'サンドボックスのページのポート' },
  HEARTBEAT_FILE: {
    en: 'a file that the running bot writes every 15 seconds, for health checks',
    ja: '動作中のBotが15秒ごとに書き込むファイル（ヘルスチェック用）',
  },
  HTTP_PORT: {
    en: 'the port of `/healthz`, `/readyz` and `/metrics`; they are off without it',
    ja: '`/healthz`、`/readyz`、`/metrics` のポート（設定しなければ無効）',
  },
  HTTP_HOST: { en: 'where they listen', ja: 'それらが待ち受けるアドレス' },
  SHARDS: {
    en: 'which of Discord’s shards this process takes on, where several processes share a bot',
    ja: '複数のプロセスで動かすとき、このプロセスが担当するDiscordのシャード',
  },
  REQUESTS_PER_SECOND: {
    en: 'how many requests a second Discord grants the bot, all processes together',
    ja: 'Discordに送れる1秒あたりのリクエスト数（全プロセスの合計）',
  },
};

const HEADS: Record<Language, string> = {
  en: '| variable | what it is for | values | default |\n|---|---|---|---|',
  ja: '| 変数 | 用途 | 設定できる値 | 既定値 |\n|---|---|---|---|',
};

const ANY: Record<Language, Partial<Record<keyof Variables, string>>> = {
  en: {
    DISCORD_TOKEN: 'a token',
    THREADS_DIR: 'a path',
    SANDBOX_HOST: 'an address',
    HEARTBEAT_FILE: 'a path',
    HTTP_HOST: 'an address',
  },
  ja: {
    DISCORD_TOKEN: 'トークン',
    THREADS_DIR: 'パス',
    SANDBOX_HOST: 'アドレス',
    HEARTBEAT_FILE: 'パス',
    HTTP_HOST: 'アドレス',
  },
};

/** The names of the variables, in the order of the schema. */
export function variableNames(): (keyof Variables)[] {
  return Variables.keyof().options;
}

/** What a variable is while it is not set; undefined for nothing. */
export function defaultOf(name: keyof Variables): string | undefined {
  const value: unknown = Variables.shape[name].parse(undefined);
  return value === undefined ? undefined : String(value);
}

/** The table, in Markdown, without a line's end behind it. */
export function configurationTable(language: Language): string {
  const rows = variableNames().map((name) => {
    const usual = defaultOf(name);
    const cells = [
      `\`${name}\``,
      PURPOSES[name][language],
      valuesOf(name, language),
      usual === undefined ? '–' : `\`${usual}\``,
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return [HEADS[language], ...rows].join('\n');
}

function valuesOf(name: keyof Variables, language: Language): string {
  const expectation = expected[name];
  if (expectation) return expectationText(startupTexts(language).expected, expectation);
  const any = ANY[language][name];
  if (any === undefined) throw new Error(`Say in ANY what ${name} holds.`);
  return any;
}
