/** One form for everything that readers take for the same text, whatever its case, width, accents or kana. */

const COMBINING = /[\u0300-\u036f]/g;
const HIRAGANA = /[\u3041-\u3096]/g;
const HIRAGANA_TO_KATAKANA = 0x60;

/**
 * Folds a text for comparison: compatibility forms, accents and case dropped, quotes and dashes straight, hiragana as
 * katakana, ヴァ as バ, a possessive 's dropped. The result is not for people to read.
 */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(COMBINING, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[‘’‛′]/g, "'")
    .replace(/[“”‟″]/g, '"')
    .replace(/[‐-―−]/g, '-')
    .replace(HIRAGANA, (kana) => String.fromCharCode(kana.charCodeAt(0) + HIRAGANA_TO_KATAKANA))
    .replace(/ヴ([ァィゥェォ]?)/g, (_, vowel: string) => ({ ァ: 'バ', ィ: 'ビ', ェ: 'ベ', ォ: 'ボ' })[vowel] ?? 'ブ')
    .replace(/'s(?![\p{L}\p{N}])/gu, '');
}
