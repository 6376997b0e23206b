/** What the program says when it starts, cannot start, or must end, in Japanese. */
import { expectationText, isAboutShards, type StartupTexts } from './startupTexts.ts';

/** How to come by a token; the sentence goes on with where to put it. */
export const COPY_TOKEN =
  'https://discord.com/developers/applications でアプリケーションを開き、「Bot」→「Reset Token」でBotのトークンをコピーして';

const tokenMistake: StartupTexts['tokenMistake'] = {
  id: 'これはIDで、トークンではありません',
  'public-key': 'これはアプリケーションの公開鍵（Public Key）で、Botのトークンではありません',
  'client-secret': 'これはアプリケーションのクライアントシークレットのようです',
  words: '途中に空白か改行が入っています',
  other: 'トークンは3つの部分をドットでつないだ、全部で70文字ほどの文字列です',
};

const expected: StartupTexts['expected'] = {
  address: () => 'httpまたはhttpsのアドレス',
  database: () =>
    '「sqlite:」に続けてパス（例: sqlite:data/reprise.sqlite）、またはPostgreSQLデータベースのアドレス（例: postgres://user:password@host:5432/reprise）',
  number: ({ least, most }) => `${least}〜${most}の数`,
  port: () => 'ポート番号（0〜65535。0は空いているポート）',
  shards: () =>
    'auto（Discordの推奨する数のシャードを、すべてこのプロセスで動かす）、またはこのプロセスの担当分（例: 0-3/16は全16シャードの0〜3、5/16は5のみ。番号は0から始まる）',
  choice: ({ choices }) => `${choices.join('、')}のいずれか`,
};

const databaseFault: StartupTexts['databaseFault'] = {
  folder: 'sqlite:data/reprise.sqlite のように、その中のファイルを指定してください。',
  full: '保存先のディスクがいっぱいです。空きを作るか、DATABASE_URLで別のディスクのファイルを指定してください。',
  'read-only':
    'Botを動かすユーザーがファイルとそのフォルダーに書き込めるようにするか、DATABASE_URLで別のファイルを指定してください。',
  locked:
    '別のプログラム（もう1つのRepriseなど）が使用中です。そちらを終了するか、DATABASE_URLで別のファイルを指定してください。',
  'not-a-database':
    'データベースではないファイルか、壊れたファイルです。DATABASE_URLで別のファイルを指定してください。',
  'no-folder': 'フォルダーがなく、作成もできません。DATABASE_URLで、作成できるフォルダーのファイルを指定してください。',
  other: 'ディスクと、ファイルやフォルダーの権限を確認するか、DATABASE_URLで別のファイルを指定してください。',
};

const serverFault: StartupTexts['serverFault'] = {
  refused: '接続先で何も動いていません。PostgreSQLを起動するか、DATABASE_URLのホストとポートを直してください。',
  'unknown-host':
    'ホスト名が見つかりません。DATABASE_URLのホスト名を直すか、ネットワークの名前解決を確認してください。',
  silent:
    '応答がありません。ネットワークとファイアウォールを確認するか、DATABASE_URLのホストとポートを直してください。',
  'not-ready': 'PostgreSQLが起動中または停止中です。しばらくしてからもう一度起動してください。',
  'too-many-connections':
    '接続数が上限に達しています。DATABASE_CONNECTIONSを減らすか、サーバーのmax_connectionsを増やすか、PgBouncerなどのプーラーを間に置いてください。',
  password:
    'このユーザーでは接続できません。DATABASE_URLのユーザー名とパスワードを直すか（パスワードの中の「@」は%40と書きます）、サーバー側で接続を許可してください（pg_hba.conf）。',
  'no-database':
    'サーバーにデータベースを作成するか（CREATE DATABASE）、DATABASE_URLの末尾のデータベース名を直してください。',
  rights: 'Repriseがテーブルを作成できるように、DATABASE_URLのユーザーをデータベースの所有者にしてください。',
  tls: '指定された方法では暗号化できません。DATABASE_URLのsslmode（disable、require、verify-ca、verify-full）とファイル、またはサーバーの証明書を確認してください。',
  encoding: "RepriseにはUTF-8が必要です。ENCODING 'UTF8' でデータベースを作成し、DATABASE_URLで指定してください。",
  full: '保存先のディスクがいっぱいです。空きを作ってください。',
  other: 'PostgreSQLのログを確認するか、DATABASE_URLで別のデータベースを指定してください。',
};

const step: StartupTexts['step'] = { connecting: '接続', commands: 'コマンドの登録' };

export const startupJa: StartupTexts = {
  tokenMistake,
  expected,
  databaseFault,
  serverFault,
  step,
  ready: (invite) => `Botの準備ができました。サーバーに追加するには、次のリンクを開いてください: ${invite}`,
  sandboxOpen: (address) =>
    `Repriseを、手元の模擬Discordで起動しました。ブラウザーで ${address} を開いてください。データがこのマシンの外に出ることはありません。\n終了するにはCtrl-Cを押してください。Discordで動かすには、.envファイルに DISCORD_TOKEN=… と書いてください（.env.exampleを参照してください）。`,
  problem: {
    environment: ({ problems }) =>
      [
        '環境変数に、Repriseで使えない値があります（.env.exampleを参照してください）:',
        ...problems.map((problem) =>
          'found' in problem
            ? `  ${problem.variable}がBotのトークンではありません。${tokenMistake[problem.found]}。${COPY_TOKEN}、設定してください`
            : `  ${problem.variable}の値は ${JSON.stringify(problem.given)} です。使える値: ${expectationText(expected, problem.expected)}`,
        ),
      ].join('\n'),
    'env-file-is-folder': ({ file }) =>
      `${file} はファイルではなくフォルダーです。削除して（存在しないファイルをDockerでマウントすると作られます）、同じ名前のファイルにDISCORD_TOKEN=…を書いてください。`,
    'env-file-unreadable': ({ file, reason }) =>
      `${file} を読み込めません（${reason}）。Repriseを起動するユーザーが読めるようにするか、削除してください。`,
    'env-file-encoding': ({ file }) =>
      `${file} の文字コードがUTF-8ではありません。UTF-8で保存し直して、もう一度起動してください。`,
    'token-not-read': ({ file, line }) =>
      `${file} の${line}行目にトークンがあるようですが、読み取れません。1行に「DISCORD_TOKEN=」と、すぐ後ろにトークンを書いてください。`,
    'env-file-misnamed': ({ file }) =>
      `トークンが ${file} に書かれていますが、このファイルは読み込まれません。.env という名前のファイルに移してください。`,
    'no-sandbox': () =>
      `DISCORD_TOKENが設定されていません。また、サンドボックスはここにはインストールされていません（開発用の依存関係に含まれます）。Botを動かすには、${COPY_TOKEN}、.envファイルに DISCORD_TOKEN=… と書いてから、もう一度起動してください。トークンなしで試すには npm ci && npm start を実行してください。`,
    'no-token': () => 'トークンなしでBotが起動されました。DISCORD_TOKENを設定してください。',
    'threads-unreadable': ({ folder, reason }) =>
      `スレッドのフォルダー ${folder} を読み込めません（${reason}）。フォルダーを作るか、THREADS_DIRで別のフォルダーを指定してください。`,
    'database-unusable': ({ path, fault, reason }) =>
      `データベース ${path} を使用できません（${fault === 'folder' ? 'フォルダーです' : reason}）。${databaseFault[fault]}`,
    'server-unusable': ({ address, fault, reason }) =>
      `データベース ${address} を使用できません（${reason}）。${serverFault[fault]}`,
    'database-newer': ({ path, migrations }) =>
      `データベース ${path} は、新しいバージョンのRepriseで書き込まれています（${migrations.join('、')}）。Repriseを更新するか、DATABASE_URLで別のファイルを指定してください。`,
    'token-refused': () =>
      `DISCORD_TOKENがDiscordに受け付けられませんでした。${COPY_TOKEN}、.envファイルに書いてから、もう一度起動してください。`,
    refused: ({ step: what, status, code, said }) =>
      `Discordに${step[what]}を拒否されました（ステータス${status}、コード${code}: ${said}）。${refusalRemedy(status)}`,
    'not-discord': ({ address, status, said, location }) =>
      `${address} でDiscordではないものが応答しています（ステータス${status}${said && `: 「${said}」`}${location === undefined ? '' : `、転送先: ${location}`}）。${strangerRemedy(status)}`,
    unreachable: ({ address, reason }) =>
      `${address} のDiscordに接続できません（${reason}）。ネットワークとDISCORD_API_URLを確認してください。`,
    'sessions-used-up': ({ until }) =>
      `このBotは本日の接続回数の上限に達しており、${until.toISOString()} まで接続できません。それ以降にもう一度起動し、何度も再起動している原因を調べてください。`,
    disconnected: ({ code }) =>
      `Discordが接続を終了しました（コード${code}）。再接続はできません。${isAboutShards(code) ? 'シャードの数が合っていません。SHARDS=autoにするか、「/」の後ろの数をこのBotのすべてのプロセスで変更してください。' : ''}コードの意味: https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway`,
    'port-in-use': ({ port }) =>
      `ポート${port}は、ほかのサンドボックスなどで使用中です。そちらを終了するか、SANDBOX_PORTで別のポートを指定してください。`,
    'sandbox-unopenable': ({ host, port, reason }) =>
      `${host} のポート${port}でサンドボックスを開けません（${reason}）。SANDBOX_HOSTとSANDBOX_PORTを確認してください。`,
    'http-port-in-use': ({ host, port }) =>
      `${host} のポート${port}は、ほかのBotのプロセスなどで使用中のため、ヘルスチェックとメトリクスを提供できません。そちらを終了するか、HTTP_PORTで別のポートを指定してください。HTTP_PORTを設定しなければ、何も提供しません。`,
    'http-unopenable': ({ host, port, reason }) =>
      `${host} のポート${port}で、ヘルスチェックとメトリクスを提供できません（${reason}）。HTTP_HOSTにはこのマシンのアドレスを、HTTP_PORTにはBotを動かすユーザーが開けるポート（1024以上）を指定してください。`,
    crashed: ({ reference }) =>
      `Repriseの内部でエラーが起きたため終了しました。データは失われていないので、もう一度起動してください。詳細は参照番号 ${reference} のログにあります。その行を添えて報告してください。`,
  },
};

function refusalRemedy(status: number): string {
  if (status === 403)
    return 'トークンが目的のアプリケーションのものか、Discordによって無効にされていないかを確認してください。';
  if (status === 404) return 'DISCORD_API_URLがDiscordのアドレスか確認するか、設定を外してください。';
  return 'このバージョンのRepriseの不具合です。更新するか、このメッセージを添えて報告してください。';
}

function strangerRemedy(status: number): string {
  if (status === 407)
    return 'プロキシがユーザー名とパスワードを求めています。プロキシの認証を設定するか、経由しないようにしてください。';
  return 'ネットワークへのログインが必要ではないか、プロキシを経由していないか、またDISCORD_API_URL（本来は /api で終わります）を確認してください。';
}
