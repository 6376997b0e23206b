import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/thread/diagnostics.ts';
import { readLines } from '../../src/thread/lines.ts';
import { paragraphsOf, plainlyWrittenIn, textOf, writtenIn } from '../../src/thread/paragraphs.ts';

const linesOf = (source: string) => readLines(source).lines;

/** What a source says as the text of a comment, and what is found in it. */
function read(source: string) {
  const findings: (Finding & { line: number })[] = [];
  const text = textOf(paragraphsOf(linesOf(source)), 'comment', (finding, line) => findings.push({ ...finding, line }));
  return { text, findings };
}

it('lines without a blank one between them are a paragraph', () => {
  const paragraphs = paragraphsOf(linesOf('\n\na\nb\n\n \u200b\n\nc\n'));
  expect(paragraphs.map((paragraph) => paragraph.map(({ text }) => text))).toEqual([['a', 'b'], ['c']]);
});

describe('a text', () => {
  it('keeps its line breaks, and what nobody sees', () => {
    expect(read('One\ntwo 👩\u200d🔬\n\nやあ').text).toEqual({ en: 'One\ntwo 👩\u200d🔬', ja: 'やあ' });
  });

  it('is joined by language, and a paragraph without letters follows the one before it', () => {
    expect(read('One.\n\n一。\n\n100%\n\nTwo.\n\nhttps://example.com/a').text).toEqual({
      en: 'One.\n\nTwo.\n\nhttps://example.com/a',
      ja: '一。\n\n100%',
    });
  });

  it('in one language is reported where it begins, with the other', () => {
    expect(read('\n一。')).toEqual({
      text: { ja: '一。' },
      findings: [{ code: 'missing-language', part: 'comment', missing: 'en', line: 2 }],
    });
    expect(read('One.').findings).toMatchObject([{ missing: 'ja' }]);
    expect(read('One.\n\n一。').findings).toEqual([]);
  });

  it('of nothing is none', () => {
    expect(read('\n\n')).toEqual({ text: undefined, findings: [] });
  });
});

it.each([
  ['Bob', 'Bob'],
  ['\\Bob', 'Bob'],
  ['\\\\Bob', '\\Bob'],
  ['\\ Bob', 'Bob'],
  ['\\', '\\'],
  ['\\\\', '\\'],
  ['\\\u200b', '\\\u200b'],
  ['\u200b\\Bob', '\u200bBob'],
  ['C:\\new', 'C:\\new'],
])('the line %j says %j', (line, said) => {
  expect(linesOf(line).map(writtenIn)).toEqual([said]);
  expect(linesOf(line).map(plainlyWrittenIn)).toEqual([said.replace('\u200b', '')]);
});
