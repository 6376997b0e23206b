import { describe, expect, it } from 'vitest';
import { type BenchRun, tableOf, withTable } from './table.ts';

const row = { name: 'start to ready, median of 5', figures: { ms: 400, 'bare ms': 320 } };
const run: BenchRun = {
  date: '2026-11-26',
  versions: { 'Node.js': '24.0.0' },
  machine: 'Linux, 2 × Processor, 8 GiB',
  load: { before: 0.5, after: 2 },
  rows: [{ ...row, beside: { peer: 'a bare bot', ratio: 1.25 } }],
  failed: [],
  missing: [],
};

describe('the table of benchmarks', () => {
  it('tells of each row whether its goal is met', () => {
    const met = { ...run, rows: [{ ...row, beside: { peer: 'a bare bot', ratio: 1.2 } }] };
    expect(tableOf(run)).toContain('× 1.25  ratio ≤ 1.2 ✗');
    expect(tableOf(met)).toContain('× 1.2  ratio ≤ 1.2 ✓');
  });

  it('marks a ratio that has become worse by more than a fifth since an earlier run, and no other', () => {
    const earlier = (ratio: number) => ({ ...run, rows: [{ ...row, beside: { peer: 'a bare bot', ratio } }] });
    expect(tableOf(run, earlier(1))).toContain('× 1.25  WORSE');
    expect(tableOf(run, earlier(1.1))).not.toContain('WORSE');
  });

  it('names what failed, and what nobody measured', () => {
    const table = tableOf({ ...run, failed: ['search'], missing: ['a row', 'another'] });
    expect(table).toContain('Failed: search.\nNot measured: a row; another.');
  });
});

describe('a document with the table of a run', () => {
  const document = 'Before.\n\n<!-- figures -->\nan older table\n<!-- /figures -->\n\nAfter.\n';

  it('has it in the place of the one before, with the day, the machine and the versions', () => {
    expect(withTable(document, run)).toBe(`Before.

<!-- figures -->
2026-11-26 · Linux, 2 × Processor, 8 GiB · Node.js 24.0.0 · load 0.5 before, 2 after

| what | figures | beside | ratio | goal |
|---|---|---|---|---|
| start to ready, median of 5 | ms 400 · bare ms 320 | a bare bot | × 1.25 | ratio ≤ 1.2 ✗ |
<!-- /figures -->

After.
`);
  });

  it('can be written again and again', () => {
    const once = withTable(document, run);
    expect(withTable(once, run)).toBe(once);
  });

  it('cannot be written where it has no place for a table', () => {
    expect(() => withTable('Before.\n', run)).toThrow('no <!-- figures -->');
    expect(() => withTable('Before.\n<!-- figures -->\n', run)).toThrow('no <!-- figures -->');
  });
});
