import { expect, it } from 'vitest';
import { fileKindOf, MOST_BYTES } from '../../src/thread/file.ts';

it('knows the files of threads by the endings of their names, in any case', () => {
  expect(['tea.txt', 'TEA.TXT', 'a/b.c/tea.Json', '.json'].map(fileKindOf)).toEqual(['text', 'text', 'json', 'json']);
  expect(['tea.md', 'tea', 'txt', '', 'tea.txt.zip', 'tea.txt/x', '.txt\\tea', 'constructor'].map(fileKindOf)).toEqual(
    Array(8).fill(undefined),
  );
});

it('lets JSON be longer than the text that it stands for', () => {
  expect(MOST_BYTES).toEqual({ text: 1_048_576, json: 4_194_304 });
});
