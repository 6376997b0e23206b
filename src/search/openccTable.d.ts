/** One table of `opencc-js`, which types only its converters: old forms of kanji and their new ones, `學 学|國 国`. */
declare module 'opencc-js/dict/JPShinjitaiCharactersRev' {
  const pairs: string;
  export default pairs;
}
