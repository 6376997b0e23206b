/** What the page tells people instead of doing something, beside what Discord's client says. */
import { ClientRefusal } from '../loopback/people/clientRefusal.ts';

/** Words for each of them, with what it is about. */
export const pageRefusals = {
  mayNotWrite: (person: string, channel: string) =>
    new ClientRefusal(
      `${person} may not write in #${channel}.`,
      `${person}さんには、#${channel} に書き込む権限がありません。`,
    ),
  noChannel: () => new ClientRefusal('There is no such channel.', 'チャンネルが見つかりません。'),
  emptyMessage: () => new ClientRefusal('A message needs some text.', 'メッセージを入力してください。'),
  longMessage: (most: number) =>
    new ClientRefusal(
      `A message takes ${most.toLocaleString('en')} characters at most.`,
      `メッセージは${most.toLocaleString('en')}文字までです。`,
    ),
  noForm: () => new ClientRefusal('This form is no longer open.', 'このフォームはもう開いていません。'),
  noFile: () =>
    new ClientRefusal(
      'This file is no longer here. Please choose it again.',
      'このファイルはもうありません。もう一度選んでください。',
    ),
  broken: () =>
    new ClientRefusal(
      'Something went wrong in the sandbox itself; its log says what.',
      'サンドボックス自体で問題が起きました。詳しくはログをご覧ください。',
    ),
};
