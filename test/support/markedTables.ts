/** Tables that are made from the code and stand in a page between two marks. */

/** A page with what stands between `<!-- NAME -->` and `<!-- /NAME -->` replaced. @throws Error when a mark is missing */
export function withTable(page: string, name: string, table: string): string {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [before, rest] = page.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`The page has no ${begin} … ${end}`);
  return `${before}${begin}\n\n${table}\n\n${end}${after}`;
}
