/** Where a text stops being JSON: JavaScript's own reader tells it only of some. */

/** A token with the blanks before it, or any other character; a string may be one without an end. */
const TOKEN = /[ \t\n\r]*("(?:[^"\\]|\\[\s\S])*"?|[{}[\],:]|[^ \t\n\r{}[\],:"]+|$)/y;

const SCALAR = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON refuses them
const STRING = /^"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"$/;

/** What may come next. */
type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | 'rest' | 'end';

/** The offset, in UTF-16 units, of the first token that cannot stand where it is; undefined for JSON. */
export function jsonFault(text: string): number | undefined {
  const open: ('{' | '[')[] = [];
  let expected: Expected = 'value';
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text)) {
    const [, token = ''] = match;
    const next = after(token, expected, open);
    if (next === undefined) return TOKEN.lastIndex - token.length;
    if (token === '') return undefined;
    expected = next;
  }
  return 0;
}

/** What may come after a token; undefined if the token may not be there. Opens and closes what it opens and closes. */
function after(token: string, expected: Expected, open: ('{' | '[')[]): Expected | undefined {
  const around = open.at(-1);
  const rest = around ? 'rest' : 'end';
  if (token === '') return expected === 'end' ? 'end' : undefined;
  if (expected === 'end') return undefined;
  if (expected === ':') return token === ':' ? 'value' : undefined;
  if (expected === 'rest' && token === ',') return around === '{' ? 'key' : 'value';
  const closes = around === '{' ? '}' : ']';
  if (token === closes && (expected === 'rest' || expected === 'key or }' || expected === 'value or ]')) {
    open.pop();
    return open.length > 0 ? 'rest' : 'end';
  }
  if (expected === 'key' || expected === 'key or }') return STRING.test(token) ? ':' : undefined;
  if (expected === 'rest') return undefined;
  if (token === '{' || token === '[') {
    open.push(token);
    return token === '{' ? 'key or }' : 'value or ]';
  }
  return STRING.test(token) || SCALAR.test(token) ? rest : undefined;
}
