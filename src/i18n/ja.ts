/** Every sentence a person reads, in Japanese. */
import type { DiscordRefusal, Meant } from '../app/problem.ts';
import { type PermissionName, type PlaceKind, permissionLabel } from '../replay/permission.ts';
import { type Days, daySetOf } from '../schedule/days.ts';
import { textIn } from '../thread/language.ts';
import type { Sentences } from './en.ts';
import { bold, boldName, bracketed, channelLink, inAWhile, link, replayAddress, wallTime } from './format.ts';
import {
  type DayTexts,
  type DeletionObstacleTexts,
  deletionObstacleText,
  type HindranceTexts,
  type LibrarySize,
} from './texts.ts';

const permission = (name: PermissionName, place?: PlaceKind) => permissionLabel(name, 'ja', place);

const howToGrant = '「チャンネルの編集」→「権限」でBotまたはそのロールに許可';

const and = (items: readonly string[]) => items.join('、');

const or = (items: readonly string[]) => new Intl.ListFormat('ja', { type: 'disjunction' }).format(items);

const deletionObstacles: DeletionObstacleTexts = {
  'missing-permission': ({ permission: name }, channelId) => {
    const why = name === 'ManageMessages' ? '投稿に使ったウェブフックがなくなっており、' : '';
    return `${why}${channelLink(channelId)} でBotに${bold(`「${permission(name)}」`)}の権限がありません。権限を付与してから（${howToGrant}）、もう一度お試しください。`;
  },
  unreachable: () => '何度か試しましたが、Discordから応答がありません。しばらくしてからもう一度お試しください。',
  rejected: ({ code }) =>
    `Discordで削除できませんでした。数分後にもう一度お試しください。繰り返し起きる場合は、この番号をBotの運営者にお伝えください（Discordのコード: ${code}）。`,
};

function sizeText({ threads, comments, characters }: LibrarySize): string {
  const [first, second, third] = [threads, comments, characters].map((number) => number.toLocaleString('ja'));
  return `スレッド${first}件、コメント${second}件、${third}文字`;
}

/** What was not found, and what may have been meant; where nothing comes near, what else helps. */
function notFound(sentence: string, nearest: readonly Meant[], help = ''): string {
  const names = nearest.map(({ name }) => bracketed(name));
  return `${sentence}${nearest.length > 0 ? `もしかして: ${or(names)}` : help}`;
}

const ifItHappensAgain = (reference: string) =>
  `繰り返し起きる場合は、この番号をBotの運営者にお伝えください: \`${reference}\``;

const refusedByDiscord: Record<DiscordRefusal, string> = {
  'channel-gone': 'このチャンネルはもうありません。別のチャンネルでコマンドを実行してください。',
  'message-gone': 'このメッセージはもうありません。',
  'no-access': `必要なチャンネルがBotに表示されていません。管理者が${bold('「チャンネルを見る」')}の権限を付与すると使えます（${howToGrant}）。`,
  'no-permission': `Botの権限が足りないため、Discordに拒否されました。管理者が必要な権限を付与すると使えます（${howToGrant}）。`,
  'too-large':
    'ファイルが、Botが送信できる大きさを超えています。`/ライブラリ エクスポート` で別の形式を選ぶか、より小さいスレッドを書き出してください。',
  'uploads-limited':
    'このサーバーでは、Discordによりファイルの送信が一時的に制限されています。時間をおいてもう一度お試しください。',
  'channel-full-of-webhooks':
    'このチャンネルのウェブフックが上限（15個）に達しています。「チャンネルの編集」→「連携サービス」→「ウェブフック」で不要なものを削除してから、もう一度お試しください。',
  'server-full-of-webhooks':
    'このサーバーのウェブフックが上限（1,000個）に達しています。「サーバー設定」→「連携サービス」→「ウェブフック」で不要なものを削除してから、もう一度お試しください。',
  'server-full-of-threads':
    'このサーバーのアクティブなDiscordスレッドが上限（1,000個）に達しています。不要なものをアーカイブしてから、もう一度お試しください。',
  locked:
    'このDiscordスレッドはロックされています。「スレッドの管理」の権限がある人がロックを解除してから、もう一度お試しください。',
  archived: 'このDiscordスレッドはアーカイブされています。メッセージを送信して再開してから、もう一度お試しください。',
  automod:
    'Botが表示しようとした内容を、このサーバーのAutoModがブロックしました。管理者は「サーバー設定」→「AutoMod」でBotのロールを対象外にできます。',
  'harmful-link': 'Botが表示しようとした内容に有害なリンクが含まれていると判断され、Discordにブロックされました。',
  'switched-off': 'この機能は、現在Discord側で停止されています。しばらくしてからもう一度お試しください。',
};

const dayNames: DayTexts = {
  ...{ daily: '毎日', weekdays: '平日', weekends: '毎週末' },
  ...{ mon: '月', tue: '火', wed: '水', thu: '木', fri: '金', sat: '土', sun: '日' },
};

function daysOf(days: Days): string {
  const set = daySetOf(days);
  return set ? dayNames[set] : `毎週${days.map((day) => dayNames[day]).join('・')}曜日`;
}

const hindrance: HindranceTexts = {
  occupied: () => 'チャンネルで別の再生が進行中',
  'too-many-replays': () => 'サーバーの再生数が上限に到達',
  'discord-failed': () => 'Discordからの応答なし',
  'bot-lacks-permissions': ({ permissions }) => `Botの権限不足: ${and(permissions.map((name) => permission(name)))}`,
  'no-such-thread': () => 'スレッドが非表示または削除済み',
  'no-threads': () => '再生できるスレッドなし',
  'nothing-to-play': () => '登場人物がすべてミュート中',
  'forum-needs-tag': () => 'スレッドのカテゴリーと同じ名前のタグなし（フォーラムで必須）',
  refused: () => 'チャンネルの設定により再生不可',
  unexpected: () => 'Bot側で問題が発生',
  missed: () => 'Botが停止中',
};

const contentLanguage = { en: '英語', ja: '日本語', both: '英語と日本語' };

const pace = { instant: '待ち時間なし', fast: '速め', natural: '標準', slow: 'ゆっくり', step: '1件ずつ' };

const onOff = { on: 'オン', off: 'オフ' };

const numbered = (number: number, last: number) => (number === 0 ? '元の投稿' : `コメント${number}（全${last}件）`);
const notify = { first: '最初の投稿のみ', all: 'すべての投稿', none: '通知しない' };

export const ja: Sentences = {
  contentLanguage,
  pace,
  venue: { here: 'このチャンネル', discussion: '専用のディスカッション' },
  notify,
  comments: (number) => `コメント${number.toLocaleString('ja')}件`,
  posts: (number) => `元の投稿${number.toLocaleString('ja')}件`,
  threads: (number) => `スレッド${number.toLocaleString('ja')}件`,
  personas: (number) => `登場人物${number.toLocaleString('ja')}人`,
  onlyIn: { en: 'この部分は英語のみです。', ja: 'この部分は日本語のみです。' },
  page: (page, pages) => `${page} / ${pages}ページ`,
  previousPage: '前へ',
  nextPage: '次へ',
  read: '読む',
  replay: '再生',
  translate: '翻訳',
  switch: onOff,
  numbered,

  threadList: {
    heading: (number) => `スレッド一覧 · ${number.toLocaleString('ja')}件`,
    empty: 'スレッドはまだありません。サーバーの管理者が `/ライブラリ インポート` で追加できます。',
  },

  search: {
    heading: (number, complete) => `検索結果 · ${number.toLocaleString('ja')}件${complete ? '' : '以上'}`,
    words: bracketed,
    corrected: (asked, instead) =>
      `${bracketed(asked)}に一致するものがないため、${bracketed(instead)}の検索結果を表示しています。`,
    nothing: '見つかりませんでした',
    nearestWords: (words) => `もしかして: ${or(words.map((word) => bold(bracketed(word))))}`,
    nearestPersonas: (names) => `似た名前の登場人物: ${and(names.map(bracketed))}`,
    hint: 'キーワードを減らすか短くする、または条件を外して、もう一度お試しください。',
    jump: (address) => link('再生済みの投稿へ移動', address),
    show: '全文を表示',
    replayFrom: 'ここから再生',
  },

  personaList: {
    heading: (number) => `登場人物一覧 · ${number.toLocaleString('ja')}人`,
    empty: 'スレッドがまだないため、登場人物もいません。',
    show: '表示',
  },

  control: {
    labels: { pause: '一時停止', resume: '再開', skip: 'スキップ', stop: '停止' },
    next: '次へ',
    faster: '速く',
    slower: '遅く',
    passOver: 'この発言を省略',
    catchUp: 'ここまでの発言',
    index: '目次',
    again: 'もう一度再生',
    startedBy: (user) => `開始: ${user}`,
    bySchedule: (user) => `開始: ${user} のスケジュール`,
    onlyPersona: (name) => `${name}のみ`,
    fromComment: (number) => `コメント${number}から`,
    playing: '再生中',
    ends: (when) => `終了予定 ${when}`,
    resting: '「次へ」を押すと、次の発言が表示されます（誰でも押せます）。',
    stopping: '停止しています',
    left: (minutes) => (minutes < 1 ? '残り1分未満' : `残り約${minutes}分`),
    finished: '再生が終わりました',
    stopped: '再生を停止しました',
    unpressed: '7日間「次へ」が押されなかったため、再生を終了しました。',
    channelGone: 'チャンネルがなくなったため、再生を終了しました。',
    serverGone: 'Botがサーバーから外されたため、再生を終了しました。',
    threadRemoved: 'スレッドがこのサーバーから削除されたため、再生を終了しました。',
    paused: {
      'by-hand': () => '一時停止中',
      late: () =>
        '一時停止中: Repriseがしばらく停止していたため、次の発言の予定時刻を大きく過ぎています。続きから再生する場合は「再開」を、終了する場合は「停止」を押してください。',
      'missing-permission': (reason, channelId) =>
        `一時停止中: ${channelLink(channelId)} でBotに${bold(`「${permission(reason.permission)}」`)}の権限がありません。権限を付与してから（${howToGrant}）、「再開」を押してください。`,
      'webhook-limit': (_, channelId) =>
        `一時停止中: ${channelLink(channelId)} のウェブフックが上限（15個）に達しています。「チャンネルの編集」→「連携サービス」→「ウェブフック」で不要なものを削除してから、「再開」を押してください。`,
      'server-webhook-limit': () =>
        '一時停止中: このサーバーのウェブフックが上限（1,000個）に達しています。「サーバー設定」→「連携サービス」→「ウェブフック」で不要なものを削除してから、「再開」を押してください。',
      'webhook-vanishes': () =>
        '一時停止中: 発言に使うウェブフックが繰り返し削除されています。「サーバー設定」→「監査ログ」で原因を確認してから、「再開」を押してください。',
      unreachable: () =>
        '一時停止中: 何度か試しましたが、次の発言をDiscordに送信できませんでした。「再開」を押すともう一度試します。',
      'blocked-by-automod': () =>
        '一時停止中: 次の発言がこのサーバーのAutoModでブロックされました。サーバーの管理者がAutoModの設定（「サーバー設定」→「AutoMod」）を変更してから、「再開」を押してください。この発言なしで続ける場合は「この発言を省略」を押してください。',
      'title-blocked-by-automod': () =>
        '一時停止中: このタイトルのDiscordスレッドの作成が、このサーバーのAutoModでブロックされました。サーバーの管理者がAutoModの設定（「サーバー設定」→「AutoMod」）を変更してから、「再開」を押してください。',
      'harmful-link': () =>
        '一時停止中: 次の発言に含まれるリンクがDiscordで有害と判定されたため、投稿できません。「再開」を押すともう一度試します。この発言なしで続ける場合は「この発言を省略」を押してください。',
      'unreadable-line': () =>
        '一時停止中: 次の発言のデータが壊れていて、読み込めません。この発言なしで続ける場合は「この発言を省略」を、終了する場合は「停止」を押してください。原因は、Botの運営者がログで確認できます。',
      locked: (_, channelId) =>
        `一時停止中: ${channelLink(channelId)} はロックされていて、書き込めるのは${bold(`「${permission('ManageThreads')}」`)}の権限がある人だけです。ロックを解除するか、Botに権限を付与してから（${howToGrant}）、「再開」を押してください。`,
      'thread-channel-limit': () =>
        '一時停止中: このサーバーのアクティブなDiscordスレッドが上限に達しています。不要なスレッドを閉じてから、「再開」を押してください。',
      'tag-required': (_, channelId) =>
        `一時停止中: ${channelLink(channelId)} では、投稿にタグが必要です。「チャンネルの編集」→「概要」でタグの選択を必須にする設定をオフにしてから、「再開」を押してください。または、スレッドのカテゴリーと同じ名前のタグを追加し、「停止」を押してから、もう一度再生してください。`,
      rejected: (reason) =>
        `一時停止中: Discordが次の発言を受け付けませんでした。数分後に「再開」を押してもう一度試すか、「この発言を省略」を押してこの発言なしで続けてください。繰り返し起きる場合は、次のコードをBotの運営者にお伝えください（Discordのコード: ${reason.code}）。`,
    },
    passedOver: (lines) =>
      `表示できなかったため、次の発言を省略しました: ${and(
        lines.map(({ comment, isRest }) => {
          const name = comment === 0 ? '元の投稿' : `コメント${comment}`;
          return isRest ? `${name}の続き` : name;
        }),
      )}`,
    resumedAtOnce: '再開しました。次の発言をすぐに表示します。',
    paceChanged: (to, isPaused) =>
      [
        `速さを${bold(`「${pace[to]}」`)}に変更しました。`,
        ...(isPaused ? ['再生は一時停止中です。`/スレッド 再開` で再開できます。'] : []),
        ...(to === 'step' ? [`${isPaused ? '再開後は、' : ''}「次へ」が押されるたびに、次の発言を表示します。`] : []),
      ].join(''),
    done: {
      pause: '一時停止しました。`/スレッド 再開` で再開できます。',
      resume: '再開しました。',
      skip: '待ち時間をスキップしました。次の発言をすぐに表示します。',
      stop: '停止しました。',
    },
  },

  help: {
    heading: 'Repriseでできること',
    introduction:
      '議論のスレッドを、登場人物それぞれの名前と顔で、チャンネルに1件ずつ再生します。言語は英語、日本語、またはその両方から選べます。発言の検索や、自分だけに表示される翻訳もできます。コマンドをクリックすると入力できます。',
    forManagers: (about) => `${about}（「サーバー管理」の権限が必要）`,
    inMenu: '投稿を右クリックまたは長押しして「アプリ」から',
    open: 'ヘルプ',
  },

  recap: {
    soFar: 'ここまでの発言',
    all: '目次',
    first: '最初',
    newest: '最新',
    firstPost: (address) => link('最初の投稿', address),
    newestPost: (address) => link('最新の投稿', address),
    youAreHere: '現在の位置',
  },

  settings: {
    heading: 'このサーバーの設定',
    each: {
      language: { name: '投稿の言語', value: (language) => contentLanguage[language] },
      pace: { name: '再生の速さ', value: (chosen) => pace[chosen] },
      notify: { name: '投稿の通知', value: (which) => notify[which] },
      translate: { name: '投稿の翻訳ボタン', value: (on) => onOff[on ? 'on' : 'off'] },
      quiet: {
        name: '休止時間（スケジュールによる再生を始めない時間帯）',
        value: (hours) => (hours === 'off' ? onOff.off : `${hours.from}〜${hours.to}（${hours.zone}）`),
        typed: '`/設定 休止時間` で変更できます',
      },
    },
    chosen: '設定済み',
    byDefault: '初期設定',
    languageSet: (language) => `今後、このサーバーの再生は${bold(language)}で投稿されます。`,
    paceSet: (name) => `今後の再生の速さを${bold(`「${name}」`)}に設定しました。再生ごとに変えることもできます。`,
    notifySet: {
      first: '今後の再生では、最初の投稿だけをメンバーに通知します。以降の投稿は通知なしで表示されます。',
      all: '今後の再生では、すべての投稿を通常のメッセージと同じようにメンバーに通知します。',
      none: '今後の再生では、どの投稿もメンバーに通知しません。',
    },
    translateSet: {
      on: '今後の再生では、投稿に「翻訳」ボタンを表示します。',
      off: '今後の再生では、投稿に「翻訳」ボタンを表示しません。メッセージのメニュー（「アプリ」→「翻訳」）からは引き続き翻訳できます。',
    },
    quietSet: {
      on: (from, to, zone) =>
        `休止時間を${bold(`${from}〜${to}`)}（${zone}）に設定しました。この間に予定されている再生は、休止時間が終わってから始まります。`,
      off: '休止時間をオフにしました。スケジュールによる再生は、時間帯にかかわらず始まります。',
    },
    askReset: 'すべての設定をリセットしますか？',
    reset: 'リセット',
    cancel: 'キャンセル',
    wasReset: 'すべての設定をリセットしました。',
    kept: '設定は変更していません。',
  },

  schedule: {
    days: daysOf,
    hindrance,
    heading: (number) => `スケジュール一覧 · ${number.toLocaleString('ja')}件`,
    empty: 'スケジュールはまだありません。`/スケジュール 追加` で追加できます。',
    when: (days, time, zone) => `${bold(`${days} ${time}`)}（${zone}）`,
    where: { here: (channel) => channel, discussion: (channel) => `${channel} の専用のDiscordスレッド` },
    anyThread: '未再生、または最後の再生が最も古いスレッド',
    goneThread: 'スレッドが非表示または削除済み',
    by: (user) => `作成: ${user}`,
    made: 'スケジュールを追加しました',
    nextRuns: '次回以降の予定（設定したタイムゾーンと、あなたの現地時間）:',
    onTheWall: (moment, zone) => wallTime(moment, zone, 'ja'),
    begins: (when) => `休止時間が終わる${when}に開始`,
    next: (when) => `次回: ${when}`,
    afterQuiet: (when) => `次回: ${when}（休止時間の終了後）`,
    waits: (because, until) => `待機中: ${because}。${until} までに解消しない場合は、今回の再生を見送ります。`,
    off: '無効: チャンネルがなくなりました。',
    begun: (when) => `前回: ${when}`,
    skipped: (when, because) => `前回: ${when} 見送り（${because}）`,
    askRemove: (what) => `このスケジュールを削除しますか？ ${what}`,
    removed: (what) => `スケジュールを削除しました: ${what}。すでに始まっている再生は続きます。`,
    remove: '削除する',
    cancel: 'キャンセル',
    kept: '何も変更していません。',
    turnedOff: (user, when, channel) =>
      `${user} さんが作成したスケジュール（${channel}、${when}）は、チャンネルがなくなったため無効になりました。別のチャンネルで再生するには、\`/スケジュール 追加\` で追加し直してください。`,
  },

  library: {
    imported: (title) => `### ${bracketed(title)}をインポートしました`,
    replaced: (title) => `### ${bracketed(title)}を置き換えました`,
    onlyHere: 'このサーバーでのみ表示されます。',
    unchanged: (title, hidden) =>
      `同じ内容の${bracketed(title)}がすでにあります。変更はありません。${hidden ? 'このサーバーでは非表示になっています。`/ライブラリ 再表示` で元に戻せます。' : ''}`,
    warnings: (number) => `確認をおすすめする箇所（${number.toLocaleString('ja')}件）:`,
    more: (number) => `ほか${number.toLocaleString('ja')}件`,
    bad: (name, number) =>
      `### ${boldName(name)}をインポートできませんでした\n何も保存していません。次の${number.toLocaleString('ja')}件を修正してください:`,
    badAttached: '件数が多いため、一覧を添付ファイルにまとめました。',
    differs: (title) => `### 内容の異なる${bracketed(title)}がすでにあります`,
    added: (number) => `追加されるコメント: ${number.toLocaleString('ja')}件`,
    removed: (number) => `なくなるコメント: ${number.toLocaleString('ja')}件`,
    changed: (number) => `変更されるコメント: ${number.toLocaleString('ja')}件`,
    reordered: 'コメントの順序が変わります',
    post: '元の投稿が変わります',
    askReplace: (shipped) =>
      `${shipped ? 'Botに付属のスレッドです。置き換えは、このサーバーにのみ反映されます。' : ''}置き換えますか？`,
    replace: '置き換える',
    cancel: 'キャンセル',
    kept: '何も変更していません。',
    exported: (name) => `${boldName(name)}を書き出しました。`,
    askRemove: (title) =>
      `${bracketed(title)}をこのサーバーから削除しますか？ 再生中の場合は、再生も終了します。後で必要になりそうな場合は、先に \`/ライブラリ エクスポート\` で書き出してください。`,
    remove: '削除する',
    wasRemoved: (title, uncovered) =>
      `${bracketed(title)}をこのサーバーから削除しました。${uncovered ? 'Botに付属のスレッドが再び表示されます。' : ''}`,
    hidden: (title) => `${bracketed(title)}をこのサーバーで非表示にしました。\`/ライブラリ 再表示\` で元に戻せます。`,
    unhidden: (title) => `${bracketed(title)}をこのサーバーで再び表示するようにしました。`,
    muted: (name) =>
      `${boldName(name)}をこのサーバーでミュートしました。再生、一覧、検索に発言が表示されなくなります。\`/ライブラリ ミュート解除\` で元に戻せます。`,
    unmuted: (name) => `${boldName(name)}のミュートを解除しました。`,
    formats: {
      text: 'テキスト（再インポート可）',
      json: 'JSON（再インポート可）',
      markdown: 'Markdown形式',
      html: 'Webページ（HTML）',
    },
  },

  undo: {
    ask: (title, posts, channelId) =>
      `${bracketed(title)}の再生で ${channelLink(channelId)} に投稿された${posts === 0 ? 'もの' : `${posts.toLocaleString('ja')}件`}を削除しますか？ ほかのメッセージは削除しません。削除した投稿は元に戻せません。`,
    confirm: '投稿を削除する',
    cancel: 'キャンセル',
    kept: '何も削除していません。',
    underWay: (deleted, posts) =>
      `取り消し処理中: ${posts.toLocaleString('ja')}件中${deleted.toLocaleString('ja')}件を削除しました`,
    goesOn: (address) => `処理は自動的に続きます。完了すると ${address} に表示されます。`,
    done: (posts) => (posts === 0 ? '取り消しました' : `取り消しました · ${posts.toLocaleString('ja')}件の投稿を削除`),
    held: (left) => `取り消しが完了していません · 残り${left.toLocaleString('ja')}件`,
    obstacles: deletionObstacles,
    again: '`/スレッド 取り消し` で続けられます。',
  },

  about: {
    name: 'この投稿について',
    comment: (number, last) => (last === undefined && number > 0 ? `コメント${number}` : numbered(number, last ?? 0)),
    startedBy: (user) => `再生を始めた人: ${user}`,
    bySchedule: (user) => `再生の開始: ${user} のスケジュール`,
    firstPost: (address) => link('この再生の最初の投稿', address),
    control: (address) => link('操作メッセージ', address),
    mutedHere: 'このサーバーではミュート中',
    delete: 'この投稿を削除',
    mute: 'この登場人物をミュート',
    askDelete: (name, parts) =>
      `${boldName(name)}のこの投稿${parts > 1 ? `（${parts}通に分かれた全文）` : ''}を削除しますか？ 削除すると元に戻せません。`,
    confirmDelete: '削除する',
    cancel: 'キャンセル',
    deleted: '投稿を削除しました。',
  },

  audit: {
    undo: (title, userId) => `メンバー ${userId} が再生を取り消し: ${title}`,
    postDeleted: (title, userId) => `メンバー ${userId} が再生の投稿を削除: ${title}`,
    replay: (title, userId) => `メンバー ${userId} が再生を開始: ${title}`,
  },

  without: {
    ViewChannel: 'Botからチャンネルが見えないため、再生できません。',
    SendMessages: 'ボタン付きの操作メッセージを表示できません。フォーラムでは投稿を作成できません。',
    SendMessagesInThreads: 'Discordのスレッドやフォーラムの投稿の中に投稿できません。',
    CreatePublicThreads: '「場所」で「専用のディスカッション」を選んでも、Discordスレッドを作成できません。',
    ManageWebhooks: '登場人物の発言を投稿できません（発言はウェブフックで投稿します）。',
    ReadMessageHistory:
      'Discordからの応答が途切れたときに、発言が投稿されたかどうかを確認できず、再生が一時停止します。',
    ManageThreads: 'ロックされたDiscordスレッドでは、再生が一時停止します。',
    Connect: 'このボイスチャンネルのチャットに投稿できません。',
    ManageMessages:
      '投稿に使ったウェブフックが削除されていると、`/スレッド 取り消し` や「この投稿を削除」で投稿を削除できません。',
  },

  check: {
    heading: (channelId) => `${channelLink(channelId)} での権限`,
    complete: '必要な権限はすべて付与されています。',
    missing: (number) => `足りない権限が${number.toLocaleString('ja')}件あります。`,
    held: (permission) => `${permission}: 許可あり`,
    lacking: (permission) => `${permission}: 許可なし`,
    spare: (permission) => `${permission}: 許可なし（通常は不要）`,
    without: (what) => `許可がない場合: ${what}`,
    howToGrant: (inThreadChannel) =>
      `${bold('付与するには')}: ${inThreadChannel ? 'このDiscordスレッドの親チャンネル' : 'チャンネル'}の管理者が、${howToGrant}してください。`,
    check: '権限を確認',
    again: 'もう一度確認',
  },

  refusedByDiscord,

  problem: {
    'no-such-thread': ({ asked, nearest }) =>
      notFound(
        `${bracketed(asked)}に一致するスレッドは見つかりません。`,
        nearest,
        '`/スレッド 一覧` で一覧を確認できます。',
      ),
    'no-such-persona': ({ asked, nearest }) =>
      notFound(
        `このスレッドには、${bracketed(asked)}に一致する登場人物は見つかりません。`,
        nearest,
        '`/スレッド 表示` で確認できます。',
      ),
    'unknown-persona': ({ asked, nearest }) =>
      notFound(
        `${bracketed(asked)}に一致する登場人物は見つかりません。`,
        nearest,
        '`/登場人物 一覧` で一覧を確認できます。',
      ),
    'not-hidden': ({ asked, nearest }) =>
      notFound(`非表示のスレッドに、${bracketed(asked)}に一致するものは見つかりません。`, nearest),
    'not-muted': ({ asked, nearest }) =>
      notFound(`${bracketed(asked)}に一致する、ミュート中の登場人物は見つかりません。`, nearest),
    'not-imported': ({ asked, nearest }) =>
      notFound(`このサーバーでインポートしたスレッドに、${bracketed(asked)}に一致するものは見つかりません。`, nearest),
    'shipped-thread': ({ title }) =>
      `${bracketed(textIn(title, 'ja').text)}はBotに付属のスレッドのため、削除できません。このサーバーで表示しないようにするには、\`/ライブラリ 非表示\` を使ってください。`,
    'file-of-another-kind': ({ name }) =>
      `${boldName(name)}は \`.txt\` でも \`.json\` でもありません。スレッド形式のテキストファイルか、\`/ライブラリ エクスポート\` で作成したJSONファイルを添付してください。`,
    'file-too-large': ({ name, most }) =>
      `${boldName(name)}は大きすぎます。この種類のファイルは${Math.floor(most / 1_024).toLocaleString('ja')} KiBまでです。複数のスレッドに分けてください。`,
    'file-unavailable': ({ name }) =>
      `Discordから${boldName(name)}を取得できなかったため、何もインポートしていません。もう一度ファイルを添付してください。`,
    'import-forgotten': () =>
      'ファイルの情報が残っていないため、置き換えられません。もう一度 `/ライブラリ インポート` でインポートしてください。',
    'library-full': ({ most, ...size }) =>
      `サーバーごとの上限を超えるため、このスレッドを追加できません（上限: ${sizeText(most)}。現在: ${sizeText(size)}）。\`/ライブラリ 削除\` で不要なスレッドを削除してください。`,
    'nothing-to-search': () => '「キーワード」「登場人物」「スレッド」のうち、少なくとも1つを指定してください。',
    'may-not-search-aloud': () =>
      'ここではメッセージを送信できないため、検索結果をチャンネルに表示できません。「非公開」を「True」にすると、自分だけに表示できます。',
    'search-forgotten': () =>
      'この検索の情報が残っていないため、続きを表示できません。もう一度 `/スレッド 検索` で検索してください。',
    'no-such-comment': () => 'スレッドの内容が変わったため、このコメントはもうありません。',
    'not-a-post': () => '翻訳できるのは、再生された登場人物の発言だけです。このメッセージは対象外です。',
    'post-outdated': () => '元のスレッドが変更または削除されたため、この投稿の翻訳は表示できません。',
    'already-both': () => 'この投稿には、英語と日本語の両方がすでに表示されています。',
    'no-translation': ({ has }) => `この発言は${has === 'en' ? '英語' : '日本語'}のみで、翻訳はありません。`,
    'from-out-of-range': ({ from, last }) =>
      `このスレッドにコメント${from}はありません。「開始位置」には0（元の投稿）から${last}までを指定してください。`,
    'nothing-to-play': ({ persona, from }) =>
      persona === undefined
        ? `コメント${from}以降の登場人物は、このサーバーではすべてミュートされています。「開始位置」をより小さい番号にするか、\`/ライブラリ ミュート解除\` でミュートを解除してください。`
        : `${boldName(persona)}の発言は、コメント${from}以降にはありません。「開始位置」をより小さい番号にしてください。`,
    occupied: ({ by }) =>
      `このチャンネルではすでに再生中です: ${replayAddress(by)} 。先に停止するか、別のチャンネルで再生してください。`,
    'too-many-replays': ({ limit }) =>
      `このサーバーの終了していない再生は、上限の${limit}件に達しています。いずれかを停止するか、終了してから始めてください。`,
    'starts-too-often': ({ limit, until }) =>
      `1分間に始められる再生は${limit.toLocaleString('ja')}件までです。次の再生は${inAWhile(until)}に始められます。`,
    'no-replay-here': () => 'このチャンネルで再生中のスレッドはありません。`/スレッド 再生` で再生を始められます。',
    'replay-over': () => 'この再生はすでに終了しています。',
    'no-effect': ({ control, state }) => {
      if (control === 'skip') {
        return state === 'held'
          ? '次の発言をDiscordにまだ送信できていません。送信できるようになりしだい、もう一度送信します。'
          : '次の発言はすでに送信中です。';
      }
      return state === 'paused' ? 'すでに一時停止中です。' : 'すでに再生中です。';
    },
    'may-not-catch-up': () => '「ここまでの発言」を見られるのは、このチャンネルでメッセージを送信できる人だけです。',
    'thread-unseen': () =>
      'この再生のスレッドは、このサーバーで非表示になっているか、削除されています。`/スレッド 一覧` で一覧を確認できます。',
    'nothing-posted': () => 'この再生の投稿はここにはありません。',
    'no-further-pace': ({ way, pace: at }) =>
      way === 'faster'
        ? `すでに最も速い設定（${bold(pace[at])}）です。`
        : `すでに最も遅い設定（${bold(pace[at])}）です。「次へ」が押されるまで次の発言を待ちます。`,
    'not-yours-to-control': () => '再生を操作できるのは、再生を始めた人か「メッセージの管理」の権限がある人だけです。',
    'bot-lacks-permissions': ({ permissions, channelId, place }) =>
      `${channelLink(channelId)} では再生できません。Botに次の権限がありません: ${and(permissions.map((name) => bold(permission(name, place))))}。管理者が${howToGrant}すると再生できます。`,
    'no-replay-there': ({ channelId }) =>
      `${channelLink(channelId)} では再生できません。再生できるのは、テキスト、アナウンス、ボイス、ステージの各チャンネルと、フォーラム、Discordのスレッドです。`,
    'no-discussion-there': ({ channelId }) =>
      `${channelLink(channelId)} ではDiscordのスレッドを作成できないため、ディスカッションを開けません。「場所」を「このチャンネル」にするか、テキストチャンネルやフォーラムで実行してください。`,
    'forum-needs-tag': ({ channelId, category }) =>
      category === ''
        ? `${channelLink(channelId)} では投稿にタグが必要ですが、このスレッドにはタグに対応するカテゴリーがありません。管理者が「チャンネルの編集」→「概要」でタグの選択を必須にする設定をオフにすると再生できます。`
        : `${channelLink(channelId)} では投稿にタグが必要ですが、このスレッドのカテゴリー${bracketed(category)}と同じ名前のタグがありません。管理者がそのタグを追加するか、「チャンネルの編集」→「概要」でタグの選択を必須にする設定をオフにすると再生できます。`,
    'channel-gone': () => 'そのチャンネルはもうありません。',
    'several-replays-here': ({ replays }) =>
      `このチャンネルから操作できる再生が複数あります: ${and(replays.map((replay) => ` ${replayAddress(replay)} `))}。操作したい再生のボタンを押すか、再生している場所でコマンドを実行してください。`,
    'you-may-not-write-here': () => 'メッセージを送信できないチャンネルでは再生を始められません。',
    'not-a-time': ({ asked }) => `${bracketed(asked)}は時刻として読み取れません。\`09:30\` のように入力してください。`,
    'not-days': ({ asked }) =>
      `${bracketed(asked)}は曜日として読み取れません。「毎日」「平日」「週末」、または「月水」のように入力してください。`,
    'no-such-zone': ({ asked, nearest }) =>
      notFound(
        `${bracketed(asked)}に一致するタイムゾーンは見つかりません。`,
        nearest,
        '`Asia/Tokyo` のように、都市の名前で入力してください。',
      ),
    'no-such-schedule': ({ asked, nearest }) =>
      notFound(
        `${bracketed(asked)}に一致するスケジュールは見つかりません。`,
        nearest,
        '`/スケジュール 一覧` で一覧を確認できます。',
      ),
    'quiet-half-said': () =>
      '休止時間を設定するには、「開始」と「終了」の両方を指定してください。どちらも指定しない場合は、オフになります。',
    'quiet-all-day': () => '「開始」と「終了」が同じ時刻になっています。異なる時刻を指定してください。',
    'too-many-schedules': ({ limit }) =>
      `このサーバーのスケジュールは、上限の${limit}件に達しています。\`/スケジュール 削除\` で不要なものを削除してください。`,
    'nothing-to-undo': ({ startedIn }) =>
      startedIn === undefined
        ? 'このチャンネルで始めた再生がないため、取り消せるものはありません。'
        : `ここでの再生は ${channelLink(startedIn)} で始められたものです。\`/スレッド 取り消し\` は、そのチャンネルで実行してください。`,
    'undo-while-running': ({ replay }) =>
      `このチャンネルで最後に始めた再生は、まだ終了していません: ${replayAddress(replay)} 。先に \`/スレッド 停止\` で停止してから、取り消してください。`,
    'being-undone': ({ title }) => `${bracketed(textIn(title, 'ja').text)}の再生は、すでに取り消し処理中です。`,
    'undone-before': ({ title }) =>
      `このチャンネルで最後に始めた${bracketed(textIn(title, 'ja').text)}の再生は、すでに取り消されています。`,
    'not-yours-to-undo': () =>
      '再生を取り消せるのは、再生を始めた人か、このチャンネルで「メッセージの管理」の権限がある人だけです。',
    'nothing-about-this': () =>
      'このメッセージは再生された投稿ではありません。登場人物の投稿を選ぶと、その詳細を表示します。',
    'post-gone': () => 'この投稿はすでに削除されています。',
    'post-unfinished': ({ replay }) =>
      `この発言の続きがまだ投稿されていません。すべて投稿されるか、再生が停止されると削除できます: ${replayAddress(replay)}`,
    'post-not-deleted': ({ obstacle, channelId }) =>
      `投稿を削除できませんでした。${deletionObstacleText(deletionObstacles, obstacle, channelId)}`,
    'manage-messages-needed': () => 'この操作には、投稿のあるチャンネルで「メッセージの管理」の権限が必要です。',
    'muted-here': ({ name }) =>
      `${boldName(name)}はこのサーバーでミュートされているため、発言は表示されません。サーバーの管理者は \`/ライブラリ ミュート解除\` で解除できます。`,
    'manage-server-needed': () => 'この操作には「サーバー管理」の権限が必要です。',
    'rights-unknown': ({ channelId }) =>
      `${channelLink(channelId)} でのBotの権限を確認できませんでした。\`/設定 権限の確認\` をそのチャンネルで実行するか、「チャンネル」で指定してください。`,
    'not-in-a-server': () => 'Repriseはサーバー内でのみ使えます。',
    outdated: () => 'このメッセージは以前のバージョンのRepriseのものです。もう一度コマンドを実行してください。',
    'command-forgotten': () => '入力した内容が残っていないため、続けられません。もう一度コマンドを実行してください。',
    'store-failed': ({ reference }) =>
      `データベースに接続できなかったため、何も変更していません。しばらくしてからもう一度お試しください。${ifItHappensAgain(reference)}`,
    'discord-failed': ({ reference }) =>
      `Discordから正しい応答がありませんでした。しばらくしてからもう一度お試しください。${ifItHappensAgain(reference)}`,
    'discord-busy': ({ seconds }) =>
      `Discordの制限により、今はこの操作を実行できません。${seconds.toLocaleString('ja')}秒ほど待ってからもう一度お試しください。`,
    'refused-by-discord': ({ why }) => refusedByDiscord[why],
    unexpected: ({ reference }) => `Bot側で問題が発生しました。${ifItHappensAgain(reference)}`,
  },
};
