import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/doctor/finding.ts';
import { report } from '../../src/doctor/report.ts';
import type { StartupProblem } from '../../src/runtime/startupError.ts';
import type { Language } from '../../src/thread/bilingual.ts';

async function reported(findings: readonly Finding[], language: Language = 'en') {
  const written: string[] = [];
  async function* all() {
    yield* findings;
  }
  const code = await report(all(), language, (line) => written.push(line));
  return { code, text: written.join('') };
}

const node: Finding = { kind: 'node', version: '24.1.0' };

describe('the doctor’s report', () => {
  it('the doctor’s report has a line for each finding, with its verdict in a sign and in words, and ends with 0 where all is well', async () => {
    expect(await reported([node])).toEqual({
      code: 0,
      text: '✅ OK: Node.js 24.1.0 is new enough.\n\nAll is well: npm start runs the bot.\n',
    });
  });

  it('the doctor’s report counts warnings, which end with 0, and problems, which end with 1', async () => {
    const warned = await reported([node, { kind: 'store-in-memory' }]);
    expect(warned).toMatchObject({ code: 0, text: expect.stringContaining('No problems, 1 warning: npm start') });
    const bad = await reported([{ kind: 'no-token' }, { kind: 'skipped', check: 'identity' }]);
    expect(bad.code).toBe(1);
    expect(bad.text).toMatch(
      /^❌ Problem: DISCORD_TOKEN is not set.*\n– Not checked: .*\n\n1 problem, 0 warnings\. Mend what is marked with ❌/,
    );
  });

  it('the doctor’s report is in the reader’s language', async () => {
    const { text } = await reported([{ kind: 'no-token' }], 'ja');
    expect(text).toMatch(/^❌ 問題: DISCORD_TOKENが設定されていないため/);
    expect(text).toMatch(/問題が1件、注意が0件あります。/);
  });

  it('the doctor’s report keeps the lines of one finding together', async () => {
    const problem: StartupProblem = {
      kind: 'environment',
      problems: [{ variable: 'LOG_LEVEL', given: 'loud', expected: { kind: 'choice', choices: ['info'] } }],
    };
    const { text } = await reported([{ kind: 'startup', problem }]);
    expect(text).toMatch(/^❌ Problem: The environment has .*\n {4}LOG_LEVEL is "loud"/);
  });
});
