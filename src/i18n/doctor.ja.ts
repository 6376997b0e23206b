/** What `npm run doctor` says, in Japanese. */
import type { DoctorTexts } from './doctorTexts.ts';
import { COPY_TOKEN } from './startup.ja.ts';
import { startupProblemText } from './startup.ts';

const seconds = (ms: number) => `${Math.abs(ms / 1_000).toLocaleString('ja', { maximumFractionDigits: 1 })}秒`;

const clockOff = ({ lead }: { lead: number }) =>
  `このマシンの時計がDiscordより${seconds(lead)}${lead > 0 ? '進んでいます' : '遅れています'}`;

const SET_CLOCK =
  '時刻の自動同期を有効にしてください（Linux: timedatectl set-ntp true、Windows: 設定 → 時刻と言語 → 今すぐ同期）。';

function size(bytes: number): string {
  const [value, unit] = bytes < 1e9 ? [bytes / 1e6, 'MB'] : [bytes / 1e9, 'GB'];
  return `${value.toLocaleString('ja', { maximumFractionDigits: 1 })} ${unit}`;
}

const skipped: DoctorTexts['skipped'] = {
  discord: 'Discordへの接続（DISCORD_API_URLを直すと確認できます）',
  clock: 'このマシンの時計（Discordの時刻を取得できませんでした）',
  identity: 'トークンの持ち主（トークンを設定し、Discordに接続できると確認できます）',
  gateway: 'ゲートウェイ（Discordに接続できると確認できます）',
  store: 'データベース（DATABASE_URLを直すと確認できます）',
};

export const doctorJa: DoctorTexts = {
  verdict: { good: '✅ 正常', warning: '⚠ 注意', bad: '❌ 問題', skipped: '– 未確認' },
  finding: {
    node: ({ version }) => `Node.js ${version} を使用しています。`,
    'env-file': ({ path }) => `${path} を読み込めます。`,
    'no-env-file': ({ path }) => `${path} がないため、環境変数だけを使用します。`,
    variables: () => '設定されている変数の値は、すべてRepriseで使えます。',
    'http-free': ({ host, port }) => `${host} のポート${port}で、ヘルスチェックとメトリクスを提供できます。`,
    'http-served': ({ host, port }) =>
      `動作中のBotが、${host} のポート${port}でヘルスチェックとメトリクスを提供しています。`,
    startup: ({ problem }) => startupProblemText('ja', problem),
    'no-token': () =>
      `DISCORD_TOKENが設定されていないため、npm start ではサンドボックスが開きます。DiscordでBotを動かすには、${COPY_TOKEN}、.envファイルに DISCORD_TOKEN=… と書いてください。`,
    discord: ({ address }) => `${address} のDiscordに接続できます。`,
    clock: ({ lead }) => `このマシンの時計はDiscordと一致しています（差は${seconds(lead)}）。`,
    'clock-off': (found) => `${clockOff(found)}。${SET_CLOCK}`,
    'clock-wrong': (found) => `${clockOff(found)}。このままでは、スケジュールが違う時刻に実行されます。${SET_CLOCK}`,
    identity: ({ name, applicationId, invite }) =>
      `トークンがDiscordに受け付けられました（アプリケーション: ${name}、ID: ${applicationId}）。サーバーに追加するには、次のリンクを開いてください: ${invite}`,
    gateway: ({ address, remaining }) =>
      remaining === undefined
        ? `ゲートウェイ ${address} に接続できます。`
        : `ゲートウェイ ${address} に接続できます（本日はあと${remaining.toLocaleString('ja')}回接続できます）。`,
    'gateway-silent': ({ address, reason }) =>
      `ゲートウェイ ${address} に接続できません（${reason}）。ファイアウォールやプロキシで、このアドレスへのWebSocket接続を許可してください。`,
    store: ({ place, pending }) =>
      pending === 0
        ? `データベース ${place} は読み書きでき、テーブルも最新です。`
        : `データベース ${place} は読み書きできます。次回の起動時にテーブルが更新されます（${pending.toLocaleString('ja')}件）。前のバージョンに戻す可能性がある場合は、先にファイルをコピーしてください。`,
    'store-to-be-made': ({ place }) => `データベース ${place} はまだありません。最初の起動時に作成されます。`,
    'store-in-memory': () =>
      'データベースがメモリ上にあるため、Botを終了すると設定、インポートしたスレッド、再生の状態が失われます。残すには、DATABASE_URLでファイルを指定してください（例: sqlite:data/reprise.sqlite）。',
    disk: ({ free }) => `データベースのディスクには${size(free)}の空きがあります。`,
    'disk-low': ({ free }) =>
      `データベースのディスクの空きが${size(free)}しかありません。空きを増やすか、DATABASE_URLで別のディスクのファイルを指定してください。`,
    threads: ({ folder, threads }) => `${folder} に、再生できるスレッドが${threads.toLocaleString('ja')}件あります。`,
    'threads-left-out': ({ folder, files, all }) =>
      `${folder} のスレッドのファイル${all.toLocaleString('ja')}個のうち、${files.length.toLocaleString('ja')}個を使用できません（${files.join('、')}）。原因は npm run threads -- check ${folder} で確認できます。`,
    'no-threads': ({ folder }) =>
      `${folder} にスレッドがありません。スレッドのファイルを置くか、THREADS_DIRで別のフォルダーを指定するか、Discordで /ライブラリ インポート を使ってください。`,
    'files-private': ({ files }) => `${files.join('、')} は、このマシンのほかのユーザーには読めません。`,
    'files-exposed': ({ files }) =>
      `${files.join('、')} に含まれる秘密の情報を、このマシンのほかのユーザーが読める状態です。次のコマンドを実行してください: chmod o= ${files.join(' ')}`,
    skipped: ({ check }) => skipped[check],
  },
  skipped,
  summary(problems, warnings) {
    if (problems > 0) {
      return `問題が${problems}件、注意が${warnings}件あります。❌の項目を直してから、もう一度 npm run doctor を実行してください。`;
    }
    if (warnings > 0) return `問題はありません（注意${warnings}件）。npm start でBotを起動できます。`;
    return 'すべて正常です。npm start でBotを起動できます。';
  },
};
