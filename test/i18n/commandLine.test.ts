import { expect, it } from 'vitest';
import { commandLineTexts } from '../../src/i18n/commandLine.ts';
import {
  type CommandProblem,
  commandProblemText,
  type PathFailure,
  pathFailureText,
} from '../../src/i18n/commandLineTexts.ts';

const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** Everything that can go wrong, with what was given in Latin letters alone. */
const problems: CommandProblem[] = [
  { kind: 'unknown-command', asked: 'xyz', known: ['check', 'new'] },
  { kind: 'bad-options', reason: 'Unknown option --xyz' },
  { kind: 'unknown-choice', option: '--to', asked: 'xyz', known: ['text', 'json'] },
  { kind: 'no-format', known: ['text', 'json'] },
  { kind: 'no-files-named' },
  { kind: 'folder-needed', option: '--out' },
  { kind: 'same-target', path: 'xyz' },
  { kind: 'exists', path: 'xyz' },
  { kind: 'not-written', path: 'xyz', reason: 'no space left on device (ENOSPC)' },
];

const failures: PathFailure[] = [
  { code: 'nothing-there' },
  { code: 'no-thread-file' },
  { code: 'dangling-link' },
  { code: 'not-a-file' },
  { code: 'too-large', bytes: 2_000_000, most: 1_048_576 },
  { code: 'unreadable', reason: 'permission denied (EACCES)' },
];

it('everything that can go wrong is tried here', () => {
  expect(problems.map(({ kind }) => kind).sort()).toEqual(Object.keys(commandLineTexts.en.problem).sort());
  expect(failures.map(({ code }) => code).sort()).toEqual(Object.keys(commandLineTexts.ja.failure).sort());
});

it.each(problems)('$kind is told in either language, with what was given', (problem) => {
  const [en, ja] = [commandLineTexts.en, commandLineTexts.ja].map((texts) => commandProblemText(texts, problem));
  expect(en).not.toMatch(KANA);
  expect(ja).toMatch(KANA);
  for (const given of Object.entries(problem).flatMap(([name, value]) => (name === 'kind' ? [] : value))) {
    expect(en).toContain(given);
    expect(ja).toContain(given);
  }
});

it.each(failures)('that a path leads nowhere ($code) is told in either language, as whole sentences', (failure) => {
  expect(pathFailureText(commandLineTexts.en, failure)).toMatch(/^[A-Z].*\.$/);
  expect(pathFailureText(commandLineTexts.ja, failure)).toMatch(/[ぁ-ん].*。$/);
});
