/** What the tools for the store say, in Japanese. */
import type { StoreToolTexts } from './storeToolTexts.ts';

export const storeToolsJa: StoreToolTexts = {
  backup: {
    help: `npm run backup -- ファイル

DATABASE_URLのSQLiteデータベースを、ある時点の状態でファイルにコピーします。Botは動作中でもかまいません。
まだ存在しないファイルを指定してください。元に戻すには、Botを終了し、コピーをデータベースの場所に置きます。`,
    copied: (file, megabytes) => `${file} にコピーしました（${megabytes} MB）。`,
    notAFile:
      'DATABASE_URLはSQLiteのファイルではありません。PostgreSQLの場合はpg_dumpなどを使ってください。手順はdocs/operation.mdにあります。',
    nothingThere: (path) => `${path} にはまだデータベースがありません。コピーするものはありません。`,
    exists: (file) => `${file} はすでに存在するため、変更していません。別のファイルを指定してください。`,
    failed: (file, reason) =>
      `データベースを ${file} にコピーできませんでした（${reason}）。ディスクとフォルダーの権限を確認してください。`,
  },
  migrate: {
    help: `npm run migrate-store -- --from アドレス --to アドレス

保存されているデータを、SQLiteとPostgreSQLの間でどちら向きにも移します。アドレスの書き方はDATABASE_URLと同じです:
sqlite:data/reprise.sqlite または postgres://user:password@host:5432/reprise。先にBotを終了してください。移したデータは
読み直して照合します。移す元のデータは残ります。終わったらDATABASE_URLを新しいアドレスにしてBotを起動してください。
インポートしたスレッドの検索用の索引は、起動時に作り直されます。`,
    badAddress: (option) =>
      `${option} には保存先のアドレスを指定してください。「sqlite:」に続けてファイルのパス、または postgres://user:password@host:5432/database です。`,
    sameStore: '2つのアドレスが同じです。移すものはありません。',
    nothingThere: (place) => `${place} にデータベースがありません。移すものはありません。`,
    notEmpty: (place, table) =>
      `${place} にはすでにデータがあるため（テーブル ${table}）、変更していません。空の保存先を指定してください。`,
    notTheSame: (place, table) =>
      `${place} から読み直したデータが書き込んだものと一致しないため（テーブル ${table}）、空のままにしました。ディスクを確認して、もう一度試してください。`,
    moved: (rows, place) => {
      const tables = Object.entries(rows).map(([table, count]) => `  ${table}: ${count.toLocaleString('ja')}`);
      return `${place} に移し、照合しました:\n${tables.join('\n')}`;
    },
  },
  badOptions: (reason) => `オプションを読み取れません: ${reason}`,
};
