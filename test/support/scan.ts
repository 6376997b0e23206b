/** Search by looking at every text: slow, plain, and therefore what the index is compared with. */
import { stemmer } from 'stemmer';
import { fold, unify } from '../../src/search/fold.ts';

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー〆]/u;
const LETTER = /[\p{L}\p{N}\p{M}]/u;
const EMOJI = /^(\p{RI}{2}|(?![©®〰])\p{Extended_Pictographic})$/u;

/** A text made ready to be looked at again and again. */
export type Scanned = {
  readonly spelled: string;
  readonly stems: ReadonlySet<string>;
  readonly katakana: ReadonlySet<string>;
};

export function scanned(text: string): Scanned {
  const spelled = spell(fold(text));
  const katakana = unify(text).match(/[\u30a1-\u30fa\u30fc]{4,}/g) ?? [];
  return {
    spelled,
    stems: new Set(spelled.split('|').map(stem)),
    katakana: new Set(katakana.map((run) => fold(run).replaceAll('ー', ''))),
  };
}

/** Makes a test of what was typed: whether a text holds all of it. */
export function looksFor(typed: string): (text: Scanned) => boolean {
  const pieces = [...typed.matchAll(/"([^"]*)"|[^\s"]+/g)];
  const tests = pieces.flatMap(({ 0: plain, 1: phrase }, at) =>
    looksForPiece(
      spell(fold(phrase ?? plain)),
      phrase === undefined,
      at === pieces.length - 1 && !/\w[+#]+$/.test(fold(plain)),
    ),
  );
  return (text) => tests.length > 0 && tests.every((test) => test(text));
}

function looksForPiece(spelled: string, plain: boolean, last: boolean): ((text: Scanned) => boolean)[] {
  const wanted = spelled.slice(1, -1);
  if (wanted === '') return [];
  // Some kanji are two UTF-16 units.
  const ending = [...wanted].at(-1) ?? '';
  const isWord = !wanted.includes('|') && !CJK.test(wanted);
  const isKatakana = /^[\u30a1-\u30fa\u30fc]{4,}$/.test(wanted);
  const trimmed = /[^|]{4}$/.test(wanted) && CJK.test(wanted.slice(-2)) ? wanted.replace(/ー$/, '') : wanted;
  const goesOn = plain && last && (!wanted.includes('|') || /[^|]{5}$/.test(wanted));
  const closed = !CJK.test(ending) && !goesOn;
  const inside = (CJK.test([...wanted][0] ?? '') ? '' : '|') + trimmed + (closed ? '|' : '');
  return [
    (text) =>
      text.spelled.includes(inside) ||
      (isWord && plain && text.stems.has(stem(wanted))) ||
      (isKatakana && text.katakana.has(wanted.replaceAll('ー', ''))),
  ];
}

function stem(word: string): string {
  return /^[a-z]+$/.test(word) ? stemmer(word) : word;
}

/** `AWSの宣言、完了` as `|aws|ノ宣言|完了|`. */
function spell(folded: string): string {
  let spelled = '|';
  let before: 'cjk' | 'letter' | 'emoji' | 'gap' = 'gap';
  const plain = folded.replace(/(?<=[\p{L}\p{N}\p{M}])'(?=[\p{L}\p{N}])/gu, '');
  for (const [character] of plain.matchAll(/\p{RI}{2}|./gsu)) {
    const kind = kindOf(character);
    if ((kind !== before || kind === 'emoji') && !spelled.endsWith('|')) spelled += '|';
    if (kind !== 'gap') spelled += character;
    before = kind;
  }
  return spelled.endsWith('|') ? spelled : `${spelled}|`;
}

function kindOf(character: string) {
  if (EMOJI.test(character)) return 'emoji';
  if (CJK.test(character)) return 'cjk';
  return LETTER.test(character) ? 'letter' : 'gap';
}
