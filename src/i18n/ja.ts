/** Every sentence a person reads, in Japanese. */
import type { DiscordRefusal, Meant } from '../app/problem.ts';
import { type PermissionName, permissionLabel } from '../replay/permission.ts';
import { textIn } from '../thread/language.ts';
import type { Sentences } from './en.ts';
import { bold, boldName, bracketed, channelLink, inAWhile, link, replayAddress } from './format.ts';
import type { LibrarySize } from './texts.ts';

const permission = (name: PermissionName) => permissionLabel(name, 'ja');

const howToGrant = '「チャンネルの編集」→「権限」でBotまたはそのロールに許可';

const and = (items: readonly string[]) => items.join('、');

const or = (items: readonly string[]) => new Intl.ListFormat('ja', { type: 'disjunction' }).format(items);

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
    'このサーバーでは、Discordによりファイルの送信が一時的に制限されています。時間をおいてもう一度お試しください。詳しくは、サーバーの所有者が「サーバー設定」→「安全設定」で確認できます。',
  'channel-full-of-webhooks':
    'このチャンネルのウェブフックが上限（15個）に達しています。「チャンネルの編集」→「連携サービス」→「ウェブフック」で不要なものを削除してから、もう一度お試しください。',
  'server-full-of-webhooks':
    'このサーバーのウェブフックが上限（1,000個）に達しています。「サーバー設定」→「連携サービス」→「ウェブフック」で不要なものを削除してから、もう一度お試しください。',
  'full-of-emojis':
    '登場人物の顔をこれ以上追加できません。Discordのアプリの絵文字が上限（2,000個）に達しています。Botの運営者にお伝えください。',
  'server-full-of-channels':
    'このサーバーのチャンネルが上限（500個）に達しています。不要なチャンネルを削除してから、もう一度お試しください。',
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

const contentLanguage = { en: '英語', ja: '日本語', both: '英語と日本語' };

const pace = { instant: '待ち時間なし', fast: '速め', natural: '標準', slow: 'ゆっくり', step: '1件ずつ' };

const onOff = { on: 'オン', off: 'オフ' };

const notify = { first: '最初の投稿のみ', all: 'すべての投稿', none: '通知しない' };

export const ja: Sentences = {
  contentLanguage,
  pace,
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
  numbered: (number, last) => (number === 0 ? '元の投稿' : `コメント${number}（全${last}件）`),

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
    passOver: 'この発言を飛ばす',
    again: 'もう一度再生',
    startedBy: (user) => `開始: ${user}`,
    onlyPersona: (name) => `${name}のみ`,
    fromComment: (number) => `コメント${number}から`,
    playing: '再生中',
    ends: (when) => `終了予定 ${when}`,
    resting: '「次へ」を押すと、次の発言が表示されます（だれでも押せます）。',
    stopping: '停止処理中',
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
        '一時停止中: 次の発言がこのサーバーのAutoModでブロックされました。サーバーの管理者がAutoModの設定（「サーバー設定」→「AutoMod」）を変更してから、「再開」を押してください。この発言なしで続ける場合は「この発言を飛ばす」を押してください。',
      'title-blocked-by-automod': () =>
        '一時停止中: このタイトルのDiscordスレッドの作成が、このサーバーのAutoModでブロックされました。サーバーの管理者がAutoModの設定（「サーバー設定」→「AutoMod」）を変更してから、「再開」を押してください。',
      'harmful-link': () =>
        '一時停止中: 次の発言のリンクが有害と判定されたため、Discordが投稿を受け付けません。「再開」でもう一度試すか、「この発言を飛ばす」でこの発言なしで続けてください。',
      locked: (_, channelId) =>
        `一時停止中: ${channelLink(channelId)} はロックされていて、書き込めるのは${bold(`「${permission('ManageThreads')}」`)}の権限がある人だけです。ロックを解除するか、Botに権限を付与してから（${howToGrant}）、「再開」を押してください。`,
      'thread-channel-limit': () =>
        '一時停止中: このサーバーのアクティブなDiscordスレッドが上限に達しています。不要なスレッドを閉じてから、「再開」を押してください。',
      'tag-required': (_, channelId) =>
        `一時停止中: ${channelLink(channelId)} では、投稿にタグが必要です。「チャンネルの編集」→「概要」でタグの選択を必須にする設定をオフにしてから、「再開」を押してください。または、カテゴリーと同じ名前のタグを追加してから、もう一度スレッドを再生してください。`,
      rejected: (reason) =>
        `一時停止中: 次の発言をDiscordが受け付けません（コード ${reason.code}）。「再開」でもう一度試すか、「この発言を飛ばす」でこの発言なしで続けてください。`,
    },
    passedOver: (comments) =>
      `Discordに表示を拒否されたため省略: ${and(comments.map((number) => (number === 0 ? '元の投稿' : `コメント${number}`)))}`,
    resumedAtOnce: '再開しました。次の発言をすぐに表示します。',
    paceChanged: (to) =>
      to === 'step'
        ? `速さを${bold(`「${pace.step}」`)}に変更しました。「次へ」が押されるたびに、次の発言を表示します。`
        : `速さを${bold(`「${pace[to]}」`)}に変更しました。`,
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
      '議論のスレッドをチャンネルで再生します。登場人物ごとに名前と顔を変え、コメントを1件ずつ、英語、日本語、またはその両方で投稿します。発言を検索したり、投稿の翻訳を自分だけに表示したりもできます。コマンドをクリックすると入力できます。',
    forManagers: (about) => `${about}（「サーバー管理」の権限が必要）`,
    inMenu: '投稿を右クリックまたは長押しして「アプリ」から',
    open: 'ヘルプ',
  },

  settings: {
    heading: 'このサーバーの設定',
    each: {
      language: { name: '投稿の言語', value: (language) => contentLanguage[language] },
      pace: { name: '再生の速さ', value: (chosen) => pace[chosen] },
      notify: { name: '投稿の通知', value: (which) => notify[which] },
      translate: { name: '投稿の翻訳ボタン', value: (on) => onOff[on ? 'on' : 'off'] },
    },
    chosen: '設定済み',
    byDefault: '初期設定',
    languageSet: (language) => `今後、このサーバーの再生は${bold(language)}で投稿されます。`,
    paceSet: (name) => `再生の速さを「${bold(name)}」に変更しました。再生ごとに変えることもできます。`,
    notifySet: {
      first: '今後の再生では、最初の投稿だけをメンバーに通知します。以降の投稿は通知なしで表示されます。',
      all: '今後の再生では、すべての投稿を通常のメッセージと同じようにメンバーに通知します。',
      none: '今後の再生では、どの投稿もメンバーに通知しません。',
    },
    translateSet: {
      on: '今後の再生では、投稿に「翻訳」ボタンを表示します。',
      off: '今後の再生では、投稿に「翻訳」ボタンを表示しません。メッセージのメニュー（「アプリ」→「翻訳」）からは引き続き翻訳できます。',
    },
    askReset: 'すべての設定をリセットして、初期設定に戻しますか？',
    reset: 'リセット',
    cancel: 'キャンセル',
    wasReset: 'すべての設定をリセットしました。',
    kept: '設定は変更していません。',
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
      `${bracketed(title)}をこのサーバーから削除しますか？再生中の場合は、再生も終了します。後で必要になりそうな場合は、先に \`/ライブラリ エクスポート\` で書き出してください。`,
    remove: '削除する',
    wasRemoved: (title, uncovered) =>
      `${bracketed(title)}をこのサーバーから削除しました。${uncovered ? 'Botに付属のスレッドが再び表示されます。' : ''}`,
    hidden: (title) => `${bracketed(title)}をこのサーバーで非表示にしました。\`/ライブラリ 再表示\` で元に戻せます。`,
    unhidden: (title) => `${bracketed(title)}を再びこのサーバーで表示します。`,
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

  audit: {
    replay: (title, userId) => `メンバー${userId}が開始した再生: ${title}`,
  },

  without: {
    ViewChannel: 'Botからチャンネルが見えないため、再生できません。',
    SendMessages: 'ボタン付きの操作メッセージを表示できません。フォーラムでは投稿を作成できません。',
    SendMessagesInThreads: 'Discordのスレッドやフォーラムの投稿の中に投稿できません。',
    CreatePublicThreads: '再生用のDiscordスレッドを作成できません（`場所`: ディスカッション）。',
    ManageWebhooks: '登場人物の発言を投稿できません（発言はウェブフックで投稿します）。',
    ReadMessageHistory:
      'Discordからの応答が途切れたときに、発言が投稿されたかどうかを確認できず、再生が一時停止します。',
    ManageThreads: 'ロックされたDiscordスレッドでは、再生が一時停止します。',
    Connect: 'このボイスチャンネルのチャットに投稿できません。',
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
      'この検索の情報が残っていないため、ページを切り替えられません。もう一度 `/スレッド 検索` で検索してください。',
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
    'no-further-pace': ({ way, pace: at }) =>
      way === 'faster'
        ? `すでに最も速い設定（${bold(pace[at])}）です。`
        : `すでに最も遅い設定（${bold(pace[at])}）です。「次へ」が押されるまで次の発言を待ちます。`,
    'not-yours-to-control': () => '再生を操作できるのは、再生を始めた人か「メッセージの管理」の権限がある人だけです。',
    'bot-lacks-permissions': ({ permissions, channelId }) =>
      `${channelLink(channelId)} では再生できません。Botに次の権限がありません: ${and(permissions.map((name) => bold(permission(name))))}。管理者が${howToGrant}すると再生できます。`,
    'you-may-not-write-here': () => 'メッセージを送信できないチャンネルでは再生を始められません。',
    'manage-server-needed': () => 'この操作には「サーバー管理」の権限が必要です。',
    'not-in-a-server': () => 'Repriseはサーバー内でのみ使えます。',
    outdated: () => 'このメッセージは以前のバージョンのRepriseのものです。もう一度コマンドを実行してください。',
    'command-forgotten': () => '入力した内容が残っていません。もう一度コマンドを実行してください。',
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
