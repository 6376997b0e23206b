/** What is said about a thread's source, in Japanese. */
import type { DiagnosticTexts, JsonTexts } from './diagnosticTexts.ts';
import { cutLine } from './diagnosticTexts.ts';

const language = { en: '英語', ja: '日本語' } as const;
const part = { title: 'タイトル', body: '本文', comment: 'コメント' } as const;

const number = (value: number) => value.toLocaleString('ja');
const line = (found: string) => `「${cutLine(found)}」`;
const butFound = (found: string | undefined) =>
  found === undefined ? '何も書かれていません' : `${line(found)}と書かれています`;

const AS_TEXT = '本文の一部であれば、行頭に「\\」を付けてください。';

/** Sentences about the thread format. */
export const diagnosticTexts: DiagnosticTexts = {
  'too-large': ({ bytes, most }) =>
    `テキストが${number(bytes)}バイトあり、上限の${number(most)}バイトを超えています。2つのスレッドに分けてください。`,
  'too-many-lines': ({ most }) => `行数が上限の${number(most)}行を超えています。2つのスレッドに分けてください。`,
  'not-utf8': () => 'ここから先がUTF-8ではありません。UTF-8で保存し直してください。',
  'control-character': ({ character }) => `制御文字（${character}）は使えません。削除してください。`,
  'hidden-direction-mark': ({ character }) => `文字の向きを変える見えない記号（${character}）を取り除きました。`,
  'no-date': ({ found }) => `「AI · 2025-12-05」のようなカテゴリーと日付が必要ですが、${butFound(found)}。`,
  'no-such-date': ({ found }) => `${line(found)}という日付はありません。`,
  'empty-category': () => '日付の前のカテゴリーが空です。「AI · 2025-12-05」のように書いてください。',
  'no-author': ({ found }) =>
    `日付のすぐ下の行に「英語の名前 (日本語の名前)」の形で投稿者が必要ですが、${butFound(found)}。`,
  'no-title': () => '投稿者の下に、英語か日本語、または両方のタイトルが必要です。',
  'no-comments': () =>
    '見出し「コメント (1)」の下に、コメントが1件以上必要です。「英語の名前 (日本語の名前)」の行のすぐ下に本文を書いてください。',
  'no-heading': ({ found }) =>
    `「コメント (7)」のような見出しがないため、最初の発言者の行${line(found)}からコメントが始まるものとして読み込みました。その上に見出しを入れてください。`,
  'extra-heading': ({ found, readAs }) =>
    readAs === 'text'
      ? `${line(found)}はコメントの見出しのように見えますが、見出しは別の行にあるため、本文として読み込みました。どちらかを削除してください。${AS_TEXT}`
      : `見出しのすぐ下に2つ目の見出し${line(found)}があるため、取り除きました。どちらかを削除してください。`,
  'text-before-first-comment': ({ found }) =>
    `見出しの下には「英語の名前 (日本語の名前)」の形で最初の発言者が必要ですが、${butFound(found)}。`,
  'comment-without-text': ({ found }) => `${line(found)}の発言がありません。すぐ下の行に本文を書いてください。`,
  'too-many-comments': ({ found, most }) =>
    `コメントが${number(found)}件あり、上限の${number(most)}件を超えています。2つのスレッドに分けてください。`,
  'comment-count': ({ declared, found }) =>
    `見出しではコメントが${number(declared)}件ですが、実際には${number(found)}件でした。どの発言者の行も、上に空行があり、すぐ下に本文があるか確認するか、見出しの件数を直してください。`,
  'missing-language': (finding) =>
    `この${part[finding.part]}には${language[finding.missing]}がありません。代わりにもう一方の言語で表示されます。`,
  'persona-line-inside': ({ found, readAs }) =>
    readAs === 'speaker'
      ? `${line(found)}の上に空行がありませんが、新しい発言者として読み込みました。上に空行を入れてください。${AS_TEXT}`
      : `${line(found)}は発言者の行のように見えますが、上に空行がないため、本文として読み込みました。発言者であれば上に空行を入れてください。${AS_TEXT}`,
  'persona-line-alone': ({ found }) =>
    `${line(found)}は発言者の行のように見えますが、すぐ下に本文がないため、本文として読み込みました。発言者であれば下の空行を削除してください。${AS_TEXT}`,
  'persona-line-in-post': ({ found }) =>
    `${line(found)}は発言者の行のように見えますが、コメントの見出しより上にあるため、投稿の本文として読み込みました。発言者であれば見出しの下に移してください。${AS_TEXT}`,
  'persona-line-with-mark': ({ found }) =>
    `${line(found)}は発言者の行のように見えますが、行末に記号があるため、本文として読み込みました。発言者であれば行末の記号を削除してください。${AS_TEXT}`,
  'unclear-name': ({ found, readAs }) =>
    readAs === 'speaker'
      ? `${line(found)}は名前とも本文とも読めますが、見出しの件数に合わせて発言者として読み込みました。発言者であれば、かっこに入れた日本語の名前を添えてください。${AS_TEXT}`
      : `${line(found)}は名前とも本文とも読めますが、見出しの件数に合わせて本文として読み込みました。発言者であれば見出しの件数を直してください。${AS_TEXT}`,
};

/** Sentences about JSON. */
export const jsonTexts: JsonTexts = {
  'not-json': ({ found }) => `JSONとして読み込めません: ${found}`,
  'too-many-values': ({ most }) =>
    `スレッドではありません。オブジェクト、配列、キーが合わせて${number(most)}個を超えています（最大のスレッドでもこれより少なくなります）。`,
  'too-large': ({ bytes, most }) =>
    `テキスト形式で${number(bytes)}バイトになり、上限の${number(most)}バイトを超えます。2つのスレッドに分けてください。`,
  'too-many-lines': ({ most }) =>
    `テキスト形式で行数が上限の${number(most)}行を超えます。2つのスレッドに分けてください。`,
  missing: () => '値がありません。',
  'wrong-type': ({ expected }) =>
    ({
      string: '文字列を指定してください。',
      object: 'オブジェクトを指定してください。',
      array: '配列を指定してください。',
    })[expected],
  'unknown-key': () => 'この項目はありません。削除するか、項目名を直してください。',
  'unknown-version': ({ known }) =>
    `${known}である必要があります。このファイルは新しいバージョンのRepriseで作られています。このRepriseを更新するか、作成元のRepriseからテキスト形式で書き出してください。`,
  empty: () => '空です。',
  'too-many': ({ most }) => `コメントが上限の${number(most)}件を超えています。`,
  'not-a-date': () => '「2025-12-05」の形の日付を指定してください。',
  'neither-language': () => '「en」か「ja」、または両方の文字列を指定してください。',
  'not-one-line': () => '制御文字や前後の空白のない、1行の文字列を指定してください。',
  'not-paragraphs': () =>
    '制御文字や行の前後の空白のない文字列を指定してください。段落の間には空行を1行だけ入れてください。',
  'invisible-characters': () => '目に見えない文字が含まれています。削除してください。',
  'not-a-persona-line': () =>
    '発言者の行として書き表せません。日本語の名前にはかなか漢字が必要で、かっこは対応している必要があります。名前が1つだけの場合は60文字以内で、末尾に記号は使えません。',
  'wrong-language': () => '「en」の段落はすべて英語で、「ja」の段落はすべて日本語で書いてください。',
  'unwritable-titles': () =>
    '少なくとも一方は、リンクやコメントの見出しだけの行や、「\\」で始まる行ではないタイトルにしてください。',
  'not-a-link': () => '「https://example.com」のような完全なURLを指定してください。',
};
