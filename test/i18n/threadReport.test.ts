import { describe, expect, it } from 'vitest';
import { threadReport } from '../../src/i18n/threadReport.ts';
import { readThreadJson } from '../../src/thread/json.ts';
import { parseThread } from '../../src/thread/parse.ts';

describe('The report on a thread’s file', () => {
  it('has line, column, sentence and place of each finding, in the language asked for', () => {
    const source = Buffer.from('Tea · 2026-02-30\nLin (リン)\n\n緑茶\u0001\n\nComments (1)\nSam\nHi.\n');
    const { diagnostics } = parseThread(source);
    const [first, , second] = threadReport({ source, diagnostics }, 'en');
    expect(first).toBe('1:1 There is no such day as “2026-02-30”.\nTea · 2026-02-30\n^');
    expect(second).toBe('4:3 A control character (U+0001) is not allowed. Delete it.\n緑茶\ufffd\n    ^');
    const japanese = threadReport({ source, diagnostics }, 'ja');
    expect(japanese).toHaveLength(diagnostics.length);
    for (const finding of japanese) expect(finding).toMatch(/^\d+:\d+ .*[ぁ-ん].*\n/);
  });

  it('shows no place in a line that has nothing to show', () => {
    const source = Buffer.from('');
    const report = threadReport({ source, diagnostics: parseThread(source).diagnostics }, 'en');
    expect(report[0]).toMatch(/^1:1 Expected category and date.*\.$/);
  });

  it('names the value of JSON by its path', () => {
    const source = Buffer.from('{"version": 1, "date": 5}');
    const result = readThreadJson(source);
    if (result.ok) throw new Error('That is a thread.');
    const report = threadReport({ source, ...result }, 'en');
    expect(report).toContain('date: expected a text.');
    expect(threadReport({ source, ...result }, 'ja').every((line) => /^\w+: /.test(line))).toBe(true);
  });
});
