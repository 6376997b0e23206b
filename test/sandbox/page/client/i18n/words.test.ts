import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { en } from '../../../../../src/sandbox/page/client/i18n/en.ts';
import { ja } from '../../../../../src/sandbox/page/client/i18n/ja.ts';
import { shelfOfThreads } from '../../../../support/library.ts';
import { found, threadOf } from '../../../../support/sources.ts';

it('the hint proposes, in both languages, the same one of the threads that ship complete in both', () => {
  const sources = globSync('data/threads/*.txt').map((file) => readFileSync(file, 'utf8'));
  const { threads } = shelfOfThreads(sources.map(threadOf));
  const [english, japanese] = [en, ja].map(({ hintThread }) => threads.resolve(hintThread));
  expect(english?.kind).toBe('found');
  expect(japanese).toEqual(english);

  const complete = shelfOfThreads(sources.filter((source) => found(source).length === 0).map(threadOf)).threads;
  expect(complete.resolve(en.hintThread).kind).toBe('found');
});
