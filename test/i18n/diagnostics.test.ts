import { describe, expect, it } from 'vitest';
import * as english from '../../src/i18n/diagnostics.en.ts';
import * as japanese from '../../src/i18n/diagnostics.ja.ts';
import { diagnosticText, jsonProblemText } from '../../src/i18n/diagnostics.ts';
import type { DiagnosticTexts, JsonTexts } from '../../src/i18n/diagnosticTexts.ts';
import { diagnose, type Finding } from '../../src/thread/diagnostics.ts';
import type { JsonFinding } from '../../src/thread/json.ts';

const KANA_OR_KANJI = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** Everything that can be found, with what was found in Latin letters alone. */
const findings: Finding[] = [
  { code: 'too-large', bytes: 1_100_000, most: 1_048_576 },
  { code: 'too-many-lines', most: 50_000 },
  { code: 'not-utf8' },
  { code: 'control-character', character: 'U+0000' },
  { code: 'hidden-direction-mark', character: 'U+202E' },
  { code: 'no-date', found: undefined },
  { code: 'no-date', found: 'xyz' },
  { code: 'no-such-date', found: '2025-02-30' },
  { code: 'empty-category' },
  { code: 'no-author', found: undefined },
  { code: 'no-author', found: 'xyz' },
  { code: 'no-title' },
  { code: 'no-comments' },
  { code: 'no-heading', found: 'xyz' },
  { code: 'extra-heading', found: 'xyz', readAs: 'text' },
  { code: 'extra-heading', found: 'xyz', readAs: 'nothing' },
  { code: 'text-before-first-comment', found: 'xyz' },
  { code: 'comment-without-text', found: 'xyz' },
  { code: 'too-many-comments', found: 2_001, most: 2_000 },
  { code: 'comment-count', declared: 7, found: 6 },
  { code: 'missing-language', part: 'title', missing: 'en' },
  { code: 'missing-language', part: 'body', missing: 'ja' },
  { code: 'missing-language', part: 'comment', missing: 'ja' },
  { code: 'persona-line-inside', found: 'xyz', readAs: 'speaker' },
  { code: 'persona-line-inside', found: 'xyz', readAs: 'text' },
  { code: 'persona-line-alone', found: 'xyz' },
  { code: 'persona-line-in-post', found: 'xyz' },
  { code: 'persona-line-with-mark', found: 'xyz' },
  { code: 'unclear-name', found: 'xyz', readAs: 'speaker' },
  { code: 'unclear-name', found: 'xyz', readAs: 'text' },
];

const jsonFindings: JsonFinding[] = [
  { code: 'not-json', found: 'Unexpected end of JSON input' },
  { code: 'too-many-values', most: 32_000 },
  { code: 'too-many-lines', most: 50_000 },
  { code: 'too-large', bytes: 1_100_000, most: 1_048_576 },
  { code: 'missing' },
  { code: 'wrong-type', expected: 'string' },
  { code: 'wrong-type', expected: 'object' },
  { code: 'wrong-type', expected: 'array' },
  { code: 'unknown-key' },
  { code: 'unknown-version', known: 1 },
  { code: 'empty' },
  { code: 'too-many', most: 2_000 },
  { code: 'not-a-date' },
  { code: 'neither-language' },
  { code: 'not-one-line' },
  { code: 'not-paragraphs' },
  { code: 'invisible-characters' },
  { code: 'not-a-persona-line' },
  { code: 'wrong-language' },
  { code: 'unwritable-titles' },
  { code: 'not-a-link' },
];

it('every kind of finding is tried here', () => {
  const codes = (tried: readonly { code: string }[]) => [...new Set(tried.map(({ code }) => code))].sort();
  expect(codes(findings)).toEqual(Object.keys(english.diagnosticTexts satisfies DiagnosticTexts).sort());
  expect(codes(jsonFindings)).toEqual(Object.keys(japanese.jsonTexts satisfies JsonTexts).sort());
});

describe.each(findings)('the sentence for $code', (finding) => {
  it(`says what was found in either language, and ends like a sentence (${JSON.stringify(finding)})`, () => {
    const [en, ja] = (['en', 'ja'] as const).map((language) => diagnosticText(diagnose(finding, 3), language));
    expect(en).toMatch(/^[A-Z“].*\.$/);
    expect(en).not.toMatch(KANA_OR_KANJI);
    expect(ja).toMatch(/。$/);
    if ('found' in finding && typeof finding.found === 'string') {
      expect(en).toContain(finding.found);
      expect(ja).toContain(finding.found);
    }
  });
});

it('sentences about JSON name the value first, in either language', () => {
  for (const finding of jsonFindings) {
    const problem = { ...finding, path: 'comments[3].text.en' };
    expect(jsonProblemText(problem, 'en')).toMatch(/^comments\[3\]\.text\.en: [a-zA-Z]/);
    expect(jsonProblemText(problem, 'en')).not.toMatch(KANA_OR_KANJI);
    expect(jsonProblemText(problem, 'ja')).toMatch(/^comments\[3\]\.text\.en: .*[\p{Script=Han}\p{Script=Hiragana}]/u);
  }
  expect(jsonProblemText({ code: 'not-json', path: '', found: 'Oh' }, 'en')).toBe('This is not JSON: Oh');
});

it('what a sentence repeats is cut', () => {
  expect(diagnosticText(diagnose({ code: 'no-heading', found: 'x'.repeat(1_000) }, 1), 'en').length).toBeLessThan(300);
  expect(jsonProblemText({ code: 'missing', path: 'x'.repeat(1_000) }, 'ja').length).toBeLessThan(150);
});
