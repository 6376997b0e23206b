/** Kanji that readers take for the same one: old and new forms, the forms of family names, radicals from PDF files. */
import newForms from 'opencc-js/dict/JPShinjitaiCharactersRev';

/** Forms that are alive in family names, which lists of old forms leave out: the name's form, then the usual one. */
const NAME_FORMS = '髙高 﨑崎 嵜崎 濵浜 濱浜 邉辺 嶋島 嶌島 冨富 𠮷吉 栁柳 桒桑 槗橋 舘館 渕淵 桺柳 曻昇 靍鶴 莵兎';

/**
 * Radicals that stand for kanji in text copied from PDF files and have no decomposition of their own: the property
 * Equivalent_Unified_Ideograph of the Unicode Character Database 15.0, block CJK Radicals Supplement
 * (`unicode.org/Public/15.0.0/ucd/EquivalentUnifiedIdeograph.txt`).
 */
const RADICALS = `
  ⺁厂 ⺂乛 ⺃乚 ⺄乙 ⺅亻 ⺆冂 ⺇𠘨 ⺈刀 ⺉刂 ⺊卜 ⺋㔾 ⺌小 ⺍小 ⺎兀 ⺏尣 ⺐尢 ⺑𡯂 ⺒巳 ⺓幺 ⺔彑 ⺕𫜹 ⺖忄 ⺗心 ⺘扌 ⺙攵 ⺛旡 ⺜日 ⺝月 ⺞歺 ⺠民 ⺡氵 ⺢氺 ⺣灬 ⺤爫 ⺥爫 ⺦丬 ⺧牛 ⺨犭
  ⺩王 ⺪𤴔 ⺫目 ⺬示 ⺭礻 ⺮𥫗 ⺯糹 ⺰纟 ⺱罓 ⺲罒 ⺳㓁 ⺴冗 ⺵𦉫 ⺶羊 ⺷𦍌 ⺸𦍋 ⺹耂 ⺺肀 ⺻聿 ⺼肉 ⺽𦥑 ⺾艹 ⺿艹 ⻀艹 ⻁虎 ⻂衤 ⻃覀 ⻄西 ⻅见 ⻆角 ⻇𧢲 ⻈讠 ⻉贝 ⻊𧾷 ⻋车 ⻌辶 ⻍辶 ⻎辶
  ⻏邑 ⻐钅 ⻑長 ⻒镸 ⻓长 ⻔门 ⻕𨸏 ⻖阝 ⻗雨 ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻞𩙿 ⻟飠 ⻠饣 ⻡𩠐 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻪黾 ⻫斉 ⻬齐 ⻭歯 ⻮齿 ⻯竜 ⻰龙 ⻱龜 ⻲亀
  `;

const OLD_FORMS = new Map([...newForms.split('|'), ...NAME_FORMS.split(' ')].map(pairOf));
const UNIFIED = new Map([...OLD_FORMS, ...RADICALS.trim().split(/\s+/).map(pairOf)]);

/** Any character that has another one in its place. */
const ANY_FORM = anyOf(UNIFIED);
const ANY_OLD_FORM = anyOf(OLD_FORMS);

/** Puts the usual kanji in the place of old forms, forms of names, and radicals. */
export function usualKanji(text: string): string {
  return text.replace(ANY_FORM, usualForm);
}

/** The old forms that a text holds, each as it is written. */
export function oldFormsIn(text: string): string[] {
  return text.match(ANY_OLD_FORM) ?? [];
}

/** A radical stands for a kanji that may be an old form itself. */
function usualForm(character: string): string {
  const usual = UNIFIED.get(character) ?? character;
  return UNIFIED.get(usual) ?? usual;
}

function pairOf(pair: string): [form: string, usual: string] {
  const [form = '', usual = ''] = pair.replace(' ', '');
  return [form, usual];
}

function anyOf(forms: ReadonlyMap<string, string>): RegExp {
  return new RegExp(`[${[...forms.keys()].join('')}]`, 'gu');
}
