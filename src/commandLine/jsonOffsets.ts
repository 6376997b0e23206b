/** Where the values of a JSON text stand. */

/** Values further down are no thread's. */
const DEEPEST = 5;

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/** An object or a list that has begun and not ended, and the key or the position of the value in it that comes next. */
type Open = { readonly isList: boolean; step: string | number | undefined };

/**
 * The offset, in UTF-16 units, of each value down to five steps, by `JSON.stringify` of the steps that lead to it: of its
 * key in an object, of itself in a list. Of a key that is there twice the last one counts, as it does when it is read.
 *
 * @param json valid JSON
 */
export function jsonOffsets(json: string): Map<string, number> {
  const offsets = new Map<string, number>();
  const open: Open[] = [];
  const record = (offset: number) => {
    if (open.length <= DEEPEST) offsets.set(JSON.stringify(open.map(({ step }) => step)), offset);
  };
  for (const { 0: token, index } of json.matchAll(TOKEN)) {
    const around = open.at(-1);
    if (token === ':') continue;
    if (token === '}' || token === ']') open.pop();
    else if (token === ',' && around) around.step = typeof around.step === 'number' ? around.step + 1 : undefined;
    else if (around && around.step === undefined) {
      around.step = String(JSON.parse(token));
      record(index);
    } else {
      if (!around || around.isList) record(index);
      if (token === '{') open.push({ isList: false, step: undefined });
      if (token === '[') open.push({ isList: true, step: 0 });
    }
  }
  return offsets;
}
