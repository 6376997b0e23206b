/** Times, and what is said of them. */

/** Milliseconds by the clock, and on average by the processor, whatever else the machine had to do. */
export type Times = { readonly p50: number; readonly p99: number; readonly processor: number };

/** One line of the table. */
export type BenchRow = {
  readonly name: string;
  /** Milliseconds, or whatever the name says. */
  readonly figures: Readonly<Record<string, number>>;
  /** What the same was measured beside in this run, and the share of its processor time that was taken. */
  readonly beside?: { readonly peer: string; readonly ratio: number } | undefined;
};

/** How often each is done; the quickest counts, since the machine may have had something else to do. */
const TIMES = 3;

/** Does something for each item, one after the other, and tells how long it took. */
export async function timesOf<Item>(items: readonly Item[], act: (item: Item) => unknown): Promise<Times> {
  const times: number[] = [];
  const before = process.threadCpuUsage();
  for (const item of items) {
    let best = Number.POSITIVE_INFINITY;
    for (let time = 0; time < TIMES; time += 1) {
      const start = performance.now();
      await act(item);
      best = Math.min(best, performance.now() - start);
    }
    times.push(best);
  }
  const { user, system } = process.threadCpuUsage(before);
  return { p50: share(times, 0.5), p99: share(times, 0.99), processor: (user + system) / 1_000 / items.length / TIMES };
}

/** A row of times, beside those of a peer if there is one. */
export function timesRow(
  name: string,
  times: Times,
  peer?: { readonly name: string; readonly times: Times },
): BenchRow {
  const figures = { p50: times.p50, p99: times.p99, processor: times.processor };
  if (!peer) return { name, figures };
  return { name, figures, beside: { peer: peer.name, ratio: times.processor / peer.times.processor } };
}

/** The value that such a part of all is below. */
export function share(values: readonly number[], part: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/** The one in the middle. */
export function median(values: readonly number[]): number {
  return share(values, 0.5);
}

/** A number as people read it: three figures. */
export function figure(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)));
}

/** What a benchmark may be told. */
export type BenchOptions = { readonly sizes?: string; readonly corpus?: string; readonly folder?: string };
