/** The dashboard and the alerts name what the program exports: a metric that is renamed would leave them empty, in silence. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openMetrics } from '../../src/runtime/http/metrics.ts';

const read = (path: string) => readFileSync(path, 'utf8');

/** What the tests read of Grafana's own format (its classic one), which it brings up to date by itself when it is imported. */
const DATA_SOURCE = z.object({ type: z.literal('prometheus'), uid: z.string().regex(/^\$\{datasource\}$/) });
const Panel = z.object({
  id: z.int(),
  type: z.enum(['row', 'stat', 'timeseries']),
  title: z.string().min(1),
  gridPos: z.object({ h: z.int().min(1), w: z.int().min(1).max(24), x: z.int().min(0), y: z.int().min(0) }),
});
const Chart = Panel.extend({
  type: z.enum(['stat', 'timeseries']),
  description: z.string().min(10),
  datasource: DATA_SOURCE,
  fieldConfig: z.object({ defaults: z.object({ unit: z.string().min(1) }) }),
  targets: z.array(z.object({ refId: z.string(), datasource: DATA_SOURCE, expr: z.string().min(1) })).min(1),
});
const Dashboard = z.object({
  title: z.literal('Reprise'),
  uid: z.string(),
  schemaVersion: z.int().min(39),
  templating: z.object({ list: z.array(z.object({ name: z.string(), type: z.string() })) }),
  panels: z.array(z.unknown()),
});

const dashboard = Dashboard.parse(JSON.parse(read('docs/hosting/grafana-dashboard.json')));
const panels = dashboard.panels.map((panel) => Panel.parse(panel));
const charts = dashboard.panels.filter((_, at) => panels[at]?.type !== 'row').map((panel) => Chart.parse(panel));

const page = read('docs/alerts.md');
const rules = [...page.matchAll(/```yaml\n(.*?)```/gs)]
  .flatMap(([, block = '']) => block.split(/^(?=- alert: )/m))
  .map((rule) => {
    const [, name = '', expression = ''] =
      /^- alert: (\w+)\n {2}expr: (.*?)(?=\n {2}\w+: |$(?![\s\S]))/s.exec(rule) ?? [];
    return { name, expression };
  });

/** The metrics that a query reads. */
const namesIn = (query: string) => [...query.matchAll(/\b(?:reprise|process|nodejs)_\w+/g)].map(([name]) => name);

describe('what is watched', () => {
  /** By the name of a metric, the names under which it can be read: a histogram's are three. */
  let exported: Map<string, string[]>;

  beforeAll(async () => {
    const nothing = { parts: async () => new Map(), shards: () => [], replays: () => new Map() };
    const { body } = await openMetrics(nothing).exposition();
    exported = new Map(
      [...body.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = '', type]) => [
        name,
        type === 'histogram' ? ['_bucket', '_sum', '_count'].map((part) => name + part) : [name],
      ]),
    );
  });

  const readable = () => new Set([...exported.values()].flat());
  const unknown = (queries: readonly string[]) => queries.flatMap(namesIn).filter((name) => !readable().has(name));

  it('the dashboard reads only metrics that the program exports', () => {
    const queries = charts.flatMap(({ targets }) => targets.map(({ expr }) => expr));
    expect(queries.filter((query) => namesIn(query).length === 0)).toEqual([]);
    expect(unknown(queries)).toEqual([]);
  });

  it('the dashboard shows every metric that is the bot’s own', () => {
    const shown = new Set(charts.flatMap(({ targets }) => targets.flatMap(({ expr }) => namesIn(expr))));
    const own = [...exported].filter(([name]) => name.startsWith('reprise_'));
    expect(own.length).toBeGreaterThan(20);
    expect(own.filter(([, names]) => !names.some((name) => shown.has(name))).map(([name]) => name)).toEqual([]);
  });

  it('the alerts read only metrics that the program exports, each under a name of its own', () => {
    expect(rules.length).toBeGreaterThan(15);
    for (const { name, expression } of rules) {
      expect(name).toMatch(/^Reprise[A-Z]/);
      expect(expression).not.toBe('');
      if (name !== 'RepriseDown') expect(namesIn(expression), name).not.toEqual([]);
    }
    expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length);
    expect(unknown(rules.map(({ expression }) => expression))).toEqual([]);
  });

  it('what the pages on running a bot name as a metric is one', () => {
    expect(unknown([page, read('docs/operation.md'), read('docs/hosting.md'), read('docs/hosting.ja.md')])).toEqual([]);
  });

  it('the dashboard can be imported: its data source is chosen then, each panel has its place, unit and explanation', () => {
    expect(dashboard.templating.list[0]).toMatchObject({ name: 'datasource', type: 'datasource' });
    expect(charts.length).toBeGreaterThan(20);
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    const cells = panels.flatMap(({ gridPos: { h, w, x, y } }) =>
      Array.from({ length: h * w }, (_, cell) => `${x + (cell % w)} ${y + Math.floor(cell / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(Math.max(...panels.map(({ gridPos: { x, w } }) => x + w))).toBe(24);
  });
});
