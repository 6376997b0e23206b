/** Times, and tables of them. */

/** Milliseconds by the clock, and on average by the processor, whatever else the machine had to do. */
export type Times = { readonly p50: number; readonly p95: number; readonly p99: number; readonly processor: number };

/** Does something for each item, one after the other, and tells how long it took. */
export async function timesOf<Item>(items: readonly Item[], act: (item: Item) => unknown): Promise<Times> {
  const times: number[] = [];
  const before = process.threadCpuUsage();
  for (const item of items) {
    const start = performance.now();
    await act(item);
    times.push(performance.now() - start);
  }
  const { user, system } = process.threadCpuUsage(before);
  times.sort((one, other) => one - other);
  const share = (part: number) => times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0;
  return { p50: share(0.5), p95: share(0.95), p99: share(0.99), processor: (user + system) / 1_000 / items.length };
}

/** A number as people read it: three figures. */
export function figure(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)));
}

/** Prints rows of which the first is the heading. */
export function printTable(rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of rows) {
    console.log(
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  '),
    );
  }
}
