/** The table of a run of benchmarks, as text and as JSON, and how it differs from an earlier one. */
import { z } from 'zod';
import { type BenchRow, figure } from './measure.ts';

/** A run, as it is kept. */
export const BenchRun = z.object({
  date: z.string(),
  node: z.string(),
  machine: z.string(),
  rows: z.array(
    z.object({
      name: z.string(),
      figures: z.record(z.string(), z.number()),
      beside: z.object({ peer: z.string(), ratio: z.number() }).optional(),
    }),
  ),
});
export type BenchRun = z.infer<typeof BenchRun>;

/** From this share on a ratio that has grown is worth a look. */
const WORSE = 1.2;

/** One line a row; with an earlier run also the change of each ratio, marked where it has become worse by a fifth. */
export function tableOf(rows: readonly BenchRow[], earlier?: BenchRun): string {
  const before = new Map(earlier?.rows.map(({ name, beside }) => [name, beside?.ratio]));
  const heading = ['', 'figures', 'beside', 'ratio', ...(earlier ? ['to earlier'] : [])];
  const lines = rows.map(({ name, figures, beside }) => [
    name,
    Object.entries(figures)
      .map(([what, value]) => `${what} ${figure(value)}`)
      .join(' · '),
    beside?.peer ?? '',
    beside ? figure(beside.ratio) : '',
    ...(earlier ? [changeOf(beside?.ratio, before.get(name))] : []),
  ]);
  return aligned([heading, ...lines]);
}

function changeOf(ratio: number | undefined, before: number | undefined): string {
  if (ratio === undefined || before === undefined) return '';
  const change = ratio / before;
  return `× ${figure(change)}${change > WORSE ? '  WORSE' : ''}`;
}

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
