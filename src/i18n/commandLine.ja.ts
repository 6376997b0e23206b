/** What the command line for thread files says, in Japanese. */
import type { CommandLineTexts } from './commandLineTexts.ts';

const number = (value: number) => value.toLocaleString('ja');

export const commandLineJa: CommandLineTexts = {
  help: (formats) => `npm run threads -- コマンド [オプション] [ファイル…]

スレッドのファイル（スレッド形式の.txt、書き出した.json）を検査、整形、変換します。
ファイルには、ファイル、フォルダー（下位のフォルダーも対象）、"threads/**/*.txt" のようなパターンを指定できます。

  check ファイル…    問題を1行に1件ずつ表示します（ファイル:行:列: errorまたはwarning: 対処方法）
    --json           プログラム向けにJSONで出力します
  format ファイル…   ファイルをRepriseの書式に整えて上書きします
    --check          変更はせず、整っていないファイルがあれば終了コード1で終わります
  convert ファイル…  スレッドを別の形式で書き出します
    --to 形式        ${formats.join('、')}のいずれか
    --out パス       書き出し先のファイル（スレッドが複数ならフォルダー）。省略すると、1件の場合は端末に出力します
    --language 言語  Webページを開いたときの言語（enまたはja）
  new [ファイル]     両言語のひな形を書き出します。ファイルを省略すると端末に出力します
  --help             この説明を表示します

終了コード  0: エラーなし（警告のみの場合も含む）  1: エラーのあるファイルがある  2: コマンドの指定に誤りがある`,
  problem: {
    'unknown-command': ({ asked, known }) =>
      `「${asked}」というコマンドはありません。使えるコマンド: ${known.join('、')}`,
    'bad-options': ({ reason }) => `オプションが正しくありません: ${reason}`,
    'unknown-choice': ({ option, asked, known }) =>
      `${option}に「${asked}」は指定できません。指定できる値: ${known.join('、')}`,
    'no-format': ({ known }) => `変換先の形式を --to で指定してください（${known.join('、')}）。`,
    'no-files-named': () => 'ファイル、フォルダーまたはパターンを1つ以上指定してください。',
    'folder-needed': ({ option }) => `スレッドが複数あります。書き出し先のフォルダーを ${option} で指定してください。`,
    'same-target': ({ path }) =>
      `2つのスレッドの書き出し先がどちらも ${path} になります。一方の名前を変えるか、1つずつ変換してください。`,
    exists: ({ path }) => `${path} はすでにあるため、変更していません。別の名前を指定してください。`,
    'not-written': ({ path, reason }) => `${path} に書き込めません（${reason}）。`,
  },
  seeHelp: '使い方は npm run threads -- --help で確認できます。',
  failure: {
    'nothing-there': () => 'このファイルも、このパターンに一致するファイルもありません。パスを確認してください。',
    'no-thread-file': () => 'スレッドのファイル名は.txtまたは.jsonで終わる必要があります。',
    'dangling-link': () => '存在しないファイルへのリンクです。リンクを直すか、削除してください。',
    'not-a-file': () => 'ファイルではなく、パイプ、ソケットまたはデバイスです。',
    'too-large': ({ bytes, most }) =>
      `ファイルが${number(bytes)}バイトあり、上限の${number(most)}バイトを超えています。2つのスレッドに分けてください。`,
    unreadable: ({ reason }) => `ファイルを読み込めません（${reason}）。読み取りの権限を確認してください。`,
  },
  checked: ({ files, errors, warnings }) =>
    `${number(files)}個のファイルを検査しました（エラー${number(errors)}件、警告${number(warnings)}件）。`,
  more: (problems) => `… このファイルにはほかに${number(problems)}件の問題があります。--json ですべて表示できます。`,
  notFormatted: 'Repriseの書式に整っていません。--check を付けずに「format」を実行すると整います。',
  formatted: (files, changed) => `${number(files)}個のファイルを整形しました（変更${number(changed)}個）。`,
  wouldFormat: (files, unlike) => `${number(files)}個のファイルを確認しました（整っていないもの${number(unlike)}個）。`,
  written: (path) => `${path} に書き出しました。`,
};
