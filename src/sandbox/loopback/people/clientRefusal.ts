/** What Discord's client tells people instead of sending something, or when nothing comes back. */

/** The languages that the client's sentences are in. */
type ClientLanguage = 'en' | 'ja';

/** Something that a person cannot do; the message is the English sentence. */
export class ClientRefusal extends Error {
  override readonly name = 'ClientRefusal';
  readonly sentences: Readonly<Record<ClientLanguage, string>>;

  constructor(en: string, ja: string) {
    super(en);
    this.sentences = { en, ja };
  }
}

/** What an option may take; `object` is what has an id. */
type OptionKind = 'string' | 'number' | 'boolean' | 'object';

const kinds: Readonly<Record<ClientLanguage, Readonly<Record<OptionKind, string>>>> = {
  en: { string: 'text', number: 'a number', boolean: 'True or False', object: 'a choice from the list' },
  ja: { string: '文字列', number: '数値', boolean: 'TrueまたはFalse', object: '一覧から選ぶ値' },
};

const list = (names: readonly string[]) => names.join(', ');
const listJa = (names: readonly string[]) => names.map((name) => `「${name}」`).join('');

/** Words for each of them, with what it is about. */
export const clientRefusals = {
  unseenChannel: (person: string, channel: string) =>
    new ClientRefusal(
      `${person} cannot see #${channel}.`,
      `${person}さんには #${channel} を表示する権限がありません。`,
    ),
  mayNotUse: (person: string, command: string) =>
    new ClientRefusal(
      `${person} may not use ${command} here.`,
      `${person}さんには、ここで ${command} を使う権限がありません。`,
    ),
  noMessage: (person: string, channel: string) =>
    new ClientRefusal(
      `${person} sees no such message in #${channel}.`,
      `#${channel} にそのメッセージがないか、${person}さんには表示されません。`,
    ),
  noCommand: (path: string) =>
    new ClientRefusal(`There is no command ${path}.`, `${path} というコマンドはありません。`),
  needsSubcommand: (path: string) =>
    new ClientRefusal(`${path} needs a subcommand.`, `${path} にはサブコマンドが必要です。`),
  noMessageCommand: (name: string) =>
    new ClientRefusal(`There is no message command ${name}.`, `「${name}」というメッセージコマンドはありません。`),
  noOption: (name: string, others: readonly string[]) =>
    new ClientRefusal(
      `There is no option ${name}, only: ${list(others)}.`,
      `オプション「${name}」はありません。使えるのは${listJa(others)}です。`,
    ),
  optionRequired: (name: string) =>
    new ClientRefusal(`The option ${name} is required.`, `オプション「${name}」は必須です。`),
  optionKind: (name: string, kind: OptionKind) =>
    new ClientRefusal(
      `The option ${name} takes ${kinds.en[kind]}.`,
      `オプション「${name}」に指定できるのは${kinds.ja[kind]}です。`,
    ),
  optionChoice: (name: string, value: string) =>
    new ClientRefusal(
      `The option ${name} has no choice ${value}.`,
      `オプション「${name}」に「${value}」という選択肢はありません。`,
    ),
  optionWhole: (name: string) =>
    new ClientRefusal(`The option ${name} takes a whole number.`, `オプション「${name}」には整数を入力してください。`),
  optionSmall: (name: string) =>
    new ClientRefusal(`The option ${name} is too small.`, `オプション「${name}」の値が小さすぎます。`),
  optionLarge: (name: string) =>
    new ClientRefusal(`The option ${name} is too large.`, `オプション「${name}」の値が大きすぎます。`),
  optionShort: (name: string) =>
    new ClientRefusal(`The option ${name} is too short.`, `オプション「${name}」が短すぎます。`),
  optionLong: (name: string) =>
    new ClientRefusal(`The option ${name} is too long.`, `オプション「${name}」が長すぎます。`),
  completesNot: (name: string) =>
    new ClientRefusal(
      `The option ${name} does not complete what is typed.`,
      `オプション「${name}」に入力候補はありません。`,
    ),
  noButton: (label: string, others: readonly string[]) =>
    new ClientRefusal(
      `There is no button "${label}", only: ${list(others)}.`,
      `ボタン「${label}」はありません。使えるのは${listJa(others)}です。`,
    ),
  disabledButton: (label: string) =>
    new ClientRefusal(`The button "${label}" is disabled.`, `ボタン「${label}」は今は押せません。`),
  noMenu: (label: string) =>
    new ClientRefusal(`There is no menu "${label}" to choose from.`, `メニュー「${label}」はありません。`),
  menuCount: (label: string, least: number, most: number) =>
    new ClientRefusal(
      `The menu "${label}" takes ${least} to ${most} values.`,
      `メニュー「${label}」では${least}〜${most}個を選んでください。`,
    ),
  menuChoice: (label: string, value: string, others: readonly string[]) =>
    new ClientRefusal(
      `The menu "${label}" has no ${value}, only: ${list(others)}.`,
      `メニュー「${label}」に「${value}」はありません。使えるのは${listJa(others)}です。`,
    ),
  fieldUnknown: (fields: readonly string[]) =>
    new ClientRefusal(`The form has no field ${list(fields)}.`, `フォームに項目${listJa(fields)}はありません。`),
  fieldRequired: (field: string) =>
    new ClientRefusal(`The form's field ${field} is required.`, `フォームの項目「${field}」は必須です。`),
  fieldKind: (field: string) =>
    new ClientRefusal(
      `The form's field ${field} takes something else.`,
      `フォームの項目「${field}」に入力できる値ではありません。`,
    ),
  fieldCount: (field: string, least: number, most: number) =>
    new ClientRefusal(
      `The form's field ${field} takes ${least} to ${most} values.`,
      `フォームの項目「${field}」では${least}〜${most}個を指定してください。`,
    ),
  fileType: (name: string, types: readonly string[]) =>
    new ClientRefusal(
      `${name} is none of these kinds of files: ${list(types)}.`,
      `${name} は、ここで選べる種類のファイル（${types.join('、')}）ではありません。`,
    ),
  fieldLength: (field: string, least: number, most: number) =>
    new ClientRefusal(
      `The form's field ${field} takes ${least} to ${most} characters.`,
      `フォームの項目「${field}」には${least}〜${most}文字で入力してください。`,
    ),
  notInTime: () =>
    new ClientRefusal(
      'The application did not respond within 3 seconds.',
      'アプリケーションが3秒以内に応答しませんでした。',
    ),
  neverAnswered: () =>
    new ClientRefusal(
      'The application deferred its answer and did not give it within 15 minutes.',
      'アプリケーションは応答を保留したまま、15分以内に応答しませんでした。',
    ),
  notConnected: () =>
    new ClientRefusal('No bot is connected for this server.', 'このサーバーにはBotが接続していません。'),
  closed: () =>
    new ClientRefusal(
      'The connection was closed before the bot answered.',
      'Botが応答する前に、接続が閉じられました。',
    ),
};
