/** Time zones by their IANA names, and by what people call the places that have them. */
import { Names, type Resolution } from '../search/names.ts';
import type { Bilingual } from '../thread/bilingual.ts';

/** A zone, by its IANA name; what people call it stands beside that. */
export type Zone = { readonly id: string; readonly name: Bilingual };

/** The zones that this machine lists under names which the IANA database has since replaced, and their names there. */
const RENAMED: ReadonlyMap<string, string> = new Map([
  ['Africa/Asmera', 'Africa/Asmara'],
  ['America/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
  ['America/Catamarca', 'America/Argentina/Catamarca'],
  ['America/Coral_Harbour', 'America/Atikokan'],
  ['America/Cordoba', 'America/Argentina/Cordoba'],
  ['America/Godthab', 'America/Nuuk'],
  ['America/Indianapolis', 'America/Indiana/Indianapolis'],
  ['America/Jujuy', 'America/Argentina/Jujuy'],
  ['America/Louisville', 'America/Kentucky/Louisville'],
  ['America/Mendoza', 'America/Argentina/Mendoza'],
  ['Asia/Calcutta', 'Asia/Kolkata'],
  ['Asia/Katmandu', 'Asia/Kathmandu'],
  ['Asia/Rangoon', 'Asia/Yangon'],
  ['Asia/Saigon', 'Asia/Ho_Chi_Minh'],
  ['Atlantic/Faeroe', 'Atlantic/Faroe'],
  ['Europe/Kiev', 'Europe/Kyiv'],
  ['Pacific/Enderbury', 'Pacific/Kanton'],
  ['Pacific/Ponape', 'Pacific/Pohnpei'],
  ['Pacific/Truk', 'Pacific/Chuuk'],
]);

/** What the zones that most people ask for are called; in this order they are proposed before anything is typed. */
const WELL_KNOWN: readonly (readonly [id: string, en: string, ja: string])[] = [
  ['Asia/Tokyo', 'Tokyo, Japan', '東京（日本）'],
  ['UTC', 'Coordinated Universal Time', '協定世界時'],
  ['America/New_York', 'New York, US Eastern', 'ニューヨーク（米国東部）'],
  ['America/Chicago', 'Chicago, US Central', 'シカゴ（米国中部）'],
  ['America/Denver', 'Denver, US Mountain', 'デンバー（米国山岳部）'],
  ['America/Los_Angeles', 'Los Angeles, US Pacific', 'ロサンゼルス（米国太平洋岸）'],
  ['Pacific/Honolulu', 'Honolulu, Hawaii', 'ホノルル（ハワイ）'],
  ['America/Toronto', 'Toronto, Canada', 'トロント（カナダ）'],
  ['America/Vancouver', 'Vancouver, Canada', 'バンクーバー（カナダ）'],
  ['America/Sao_Paulo', 'São Paulo, Brazil', 'サンパウロ（ブラジル）'],
  ['Europe/London', 'London, United Kingdom', 'ロンドン（イギリス）'],
  ['Europe/Paris', 'Paris, France', 'パリ（フランス）'],
  ['Europe/Berlin', 'Berlin, Germany', 'ベルリン（ドイツ）'],
  ['Europe/Moscow', 'Moscow, Russia', 'モスクワ（ロシア）'],
  ['Asia/Dubai', 'Dubai, United Arab Emirates', 'ドバイ（アラブ首長国連邦）'],
  ['Asia/Kolkata', 'Kolkata, India', 'コルカタ（インド）'],
  ['Asia/Bangkok', 'Bangkok, Thailand', 'バンコク（タイ）'],
  ['Asia/Ho_Chi_Minh', 'Ho Chi Minh City, Vietnam', 'ホーチミン（ベトナム）'],
  ['Asia/Singapore', 'Singapore', 'シンガポール'],
  ['Asia/Manila', 'Manila, Philippines', 'マニラ（フィリピン）'],
  ['Asia/Shanghai', 'Shanghai, China', '上海（中国）'],
  ['Asia/Hong_Kong', 'Hong Kong', '香港'],
  ['Asia/Taipei', 'Taipei, Taiwan', '台北（台湾）'],
  ['Asia/Seoul', 'Seoul, South Korea', 'ソウル（韓国）'],
  ['Australia/Sydney', 'Sydney, Australia', 'シドニー（オーストラリア）'],
  ['Pacific/Auckland', 'Auckland, New Zealand', 'オークランド（ニュージーランド）'],
];

/** Made when somebody first asks: most never do. */
let all: Names<Zone> | undefined;

function zones(): Names<Zone> {
  all ??= allZones();
  return all;
}

function allZones(): Names<Zone> {
  const known = new Set(WELL_KNOWN.map(([id]) => id));
  const others = Intl.supportedValuesOf('timeZone').map((id) => RENAMED.get(id) ?? id);
  return new Names([
    ...WELL_KNOWN.map(([id, en, ja]) => ({ id, name: { en, ja } })),
    ...others.filter((id) => !known.has(id)).map((id) => ({ id, name: { en: cityOf(id) } })),
  ]);
}

function cityOf(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1).replaceAll('_', ' ');
}

/** What a half-typed text may mean, the best first; those that most people ask for while nothing is typed. */
export function zonesProposed(typed: string): Zone[] {
  const exact = zoneCalled(typed);
  const matching = zones().match(typed);
  return exact ? [exact, ...matching.filter(({ id }) => id !== exact.id)] : matching;
}

/** The zone that a text means: by an IANA name in any letters, old names included, or by a part that no other has. */
export function zoneNamed(typed: string): Resolution<Zone> {
  const exact = zoneCalled(typed);
  return exact ? { kind: 'found', item: exact } : zones().resolve(typed);
}

/** A distance from UTC such as `+09:00` is no zone: it knows of no summer. */
function zoneCalled(typed: string): Zone | undefined {
  const asked = typed.normalize('NFKC').trim();
  if (!/^[a-z]/i.test(asked)) return undefined;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: asked }).resolvedOptions();
    const id = RENAMED.get(timeZone) ?? timeZone;
    return zones().get(id) ?? { id, name: { en: cityOf(id) } };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
