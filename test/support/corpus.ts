/** A few threads in both languages, written for tests of the search: mixed scripts, widths, quotes, emoji, old kanji. */

import type { SearchableThread } from '../../src/search/search.ts';
import { parseThread } from '../../src/thread/parse.ts';

const SOURCES = [
  `Books · 2024-03-10
Night Librarian (夜の司書)

Should libraries lend tools?

図書館は工具も貸すべきか？

A library in our town now lends drills and ladders. Readers' reactions differ wildly.

私たちの町の図書館が、電動ドリルやはしごの貸し出しを始めた。反応はさまざまだ。

コメント (6)
Retired Carpenter (引退した大工)
Lending's fine, but who sharpens the blades? I've sharpened mine every Sunday for forty years.

貸すのはいい。だが刃は誰が研ぐのか。私は四十年、日曜ごとに研いできた。

Budget Watcher (予算を見る人)
A drill costs ¥12,000 and is used for thirteen minutes in its life. Sharing it saves everybody’s money.

ドリルは１２，０００円もするのに、一生で十三分しか使われない。分けあえば皆のお金が浮く。

Night Librarian (夜の司書)
We keep a waiting list on the server; the full-stack volunteer who built it calls it “Toolbox”.

順番待ちの一覧はサーバーにある。作ったボランティアはそれを「ツールボックス」と呼ぶ。

Kyoto Grandmother (京都のおばあさん)
東京。京都。どこの図書館にも本以外のものがある 👵🏽📚

Skeptic
Naïve. The café next door tried this with umbrellas, and none came back.

甘い。隣のカフェが傘で試して、一本も戻らなかった。

Volunteer (ボランティア)
That is why we don't lend umbrellas — only ladders, and nobody runs away with a ladder.

だから傘は貸さない。貸すのははしごだけ。はしごをかついで逃げる人はいない。`,
  `Music · 2024-06-21
Violin Teacher (ヴァイオリン教師)

Does practising slowly make you faster?

ゆっくり練習すると速く弾けるのか

My pupils run through pieces at full speed. I make them play at half tempo for a week.

生徒は最初から全速力で弾きたがる。私は一週間、半分の速さで弾かせる。

コメント (5)
Percussionist (打楽器奏者)
Slow practice works because muscles remember what they did, not what you wanted. Runners know this too.

ゆっくりが効くのは、筋肉が「したこと」を覚えるからだ。「したかったこと」ではない。

Jazz Bassist (ジャズのベーシスト)
Nonsense! I learnt every tune by playing along with records. ﾊﾟﾗﾊﾟﾗ漫画 in a book taught me more about timing than any metronome.

ばかな！　私はレコードに合わせて弾いて覚えた。拍子はメトロノームよりパラパラ漫画から学んだよ。

Violin Teacher (ヴァイオリン教師)
バイオリンとヴィオラでは指の間隔が違う。ゆっくり弾けば手が覚える。

Neuroscientist (神経科学者)
Studies of sleep show that what was practised in the evening is played better the next morning.

睡眠の研究では、夕方に練習したものは翌朝のほうがうまく弾ける。インターフェイスを介した実験でも同じだ。

Pupil (生徒)
I recorded myself: the slow week gave me 98 BPM → 132 BPM. Ｆａｓｔｅｒ indeed.

録音してみた。ゆっくり弾いた一週間で、98から132へ。たしかに速い。`,
  `AI · 2025-01-05
Factory Engineer (工場の技術者)

Will robots take the night shift?

夜勤はロボットのものになるか

Our factory's first robot arm works while we sleep. It never complains; it never notices, either.

うちの工場の最初のロボットアームは、皆が眠る間に働く。文句は言わない。だが何にも気づかない。

コメント (6)
Union Organiser (労働組合の世話役)
The night shift paid my daughter's school. Ask the workers before you ask the robots.

夜勤手当で娘を学校にやった。ロボットに聞く前に、働く者に聞いてほしい。

Factory Engineer (工場の技術者)
We asked. Eight of ten would rather sleep, and two have moved to maintenance.

聞いた。十人のうち八人は眠りたいと言い、二人は保全の仕事に移った。

AWS Consultant (AWSのコンサルタント)
AWSの監視サービスを使えば、故障はコンピューターが先に知らせる。Predictive maintenance runs on data, data runs on sensors.

Old Hand (古株)
A machine that squeaks is telling you something. センサーには分からん。𠮷田さんなら音だけで分かる。

Safety Inspector (安全検査官)
Cages, light curtains, emergency stops: the regulations weren't written for machines that learn.

柵、光線式の安全装置、非常停止ボタン。規則は、学習する機械を想定していなかった。

Night Owl (夜ふかし)
がんばれロボット。コンピュータは眠らないが、私も眠れない……`,
];

/** The threads, each under an id of its own. */
export const corpus: readonly SearchableThread[] = SOURCES.map((source, at) => {
  const parsed = parseThread(new TextEncoder().encode(source));
  if (!parsed.ok) throw new Error(`The corpus's thread ${at} is no thread: ${JSON.stringify(parsed.diagnostics)}`);
  return { id: `thread-${at}`, thread: parsed.thread };
});
