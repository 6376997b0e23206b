/** The table of a run of benchmarks, as text, as Markdown and as JSON, and how it differs from an earlier one. */
import { z } from 'zod';
import { judgement } from './goals.ts';
import { type BenchRow, figure } from './measure.ts';

/** A run, as it is kept. */
export const BenchRun = z.object({
  date: z.string(),
  /** Of Node.js and of what else is measured, by name. */
  versions: z.record(z.string(), z.string()),
  machine: z.string(),
  /** How many processes wanted the machine on average before it began, and in the end, its own included. */
  load: z.object({ before: z.number(), after: z.number() }),
  rows: z.array(
    z.object({
      name: z.string(),
      figures: z.record(z.string(), z.number()),
      beside: z.object({ peer: z.string(), ratio: z.number() }).optional(),
    }),
  ),
  /** The benchmarks that failed, and the rows with goals that nobody measured. */
  failed: z.array(z.string()),
  missing: z.array(z.string()),
});
export type BenchRun = z.infer<typeof BenchRun>;

/** From this share on a ratio that has grown is worth a look. */
const WORSE = 1.2;

/** What stands around the table in a document. */
const BEGIN = '<!-- figures -->';
const END = '<!-- /figures -->';

/** One line a row; with an earlier run also the change of each ratio, marked where it has become worse by a fifth. */
export function tableOf({ rows, failed, missing }: BenchRun, earlier?: BenchRun): string {
  const before = new Map(earlier?.rows.map(({ name, beside }) => [name, beside?.ratio]));
  const heading = ['', 'figures', 'beside', 'ratio', 'goal', ...(earlier ? ['to earlier'] : [])];
  const lines = rows.map((row) => [
    ...cellsOf(row),
    ...(earlier ? [changeOf(row.beside?.ratio, before.get(row.name))] : []),
  ]);
  return [aligned([heading, ...lines]), ...unmeasured(failed, missing)].join('\n');
}

/**
 * A document with the table of a run in the place of the one before.
 *
 * @throws Error when it has no place for one
 */
export function withTable(document: string, run: BenchRun): string {
  const [before, rest] = document.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error(`The document has no ${BEGIN} … ${END}.`);
  const versions = Object.entries(run.versions).map(([name, version]) => `${name} ${version}`);
  const { before: loadBefore, after: loadAfter } = run.load;
  const made = [
    `${run.date} · ${run.machine} · ${versions.join(' · ')} · load ${figure(loadBefore)} before, ${figure(loadAfter)} after`,
    '',
    '| what | figures | beside | ratio | goal |',
    '|---|---|---|---|---|',
    ...run.rows.map((row) => `| ${cellsOf(row).join(' | ')} |`),
    ...unmeasured(run.failed, run.missing).flatMap((line) => ['', line]),
  ];
  return `${before}${BEGIN}\n${made.join('\n')}\n${END}${after}`;
}

function cellsOf(row: BenchRow): string[] {
  const { name, figures, beside } = row;
  const said = Object.entries(figures).map(([what, value]) => `${what} ${figure(value)}`);
  return [name, said.join(' · '), beside?.peer ?? '', beside ? `× ${figure(beside.ratio)}` : '', judgement(row)];
}

function unmeasured(failed: readonly string[], missing: readonly string[]): string[] {
  return [
    ...(failed.length > 0 ? [`Failed: ${failed.join(', ')}.`] : []),
    ...(missing.length > 0 ? [`Not measured: ${missing.join('; ')}.`] : []),
  ];
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
