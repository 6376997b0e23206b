import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decode, MAX_BYTES, MAX_LINES, plainOf, readLines, sourceLines } from '../../src/thread/lines.ts';

const textsOf = (source: string | Uint8Array) => readLines(source).lines.map(({ text }) => text);
const found = (source: string | Uint8Array) =>
  readLines(source).diagnostics.map(({ severity, line, column, code }) => `${severity} ${line}:${column} ${code}`);

it.each([
  ['LF', 'a\nb\n\nc'],
  ['CRLF', 'a\r\nb\r\n\r\nc'],
  ['a lone CR', 'a\rb\r\rc'],
  ['a line separator', 'a\u2028b\u2028\u2028c'],
  ['a paragraph separator', 'a\u2029b\u2029\u2029c'],
])('lines end at %s and count from 1', (_, source) => {
  expect(textsOf(source)).toEqual(['a', 'b', '', 'c']);
  expect(readLines(source).lines.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
});

it('of blank lines in a row the first alone is kept, and the lines below keep their numbers', () => {
  const { lines, last } = readLines('a\n\n \n\u200b\nb\n\n');
  expect(lines.map(({ number, plain }) => [number, plain])).toEqual([
    [1, 'a'],
    [2, ''],
    [5, 'b'],
    [6, ''],
  ]);
  expect(last).toBe(7);
});

it('white space around a line is dropped, full-width spaces too, and a tab is a space', () => {
  expect(textsOf(' \u3000a\tb\u00a0 \t')).toEqual(['a b']);
});

it('a byte order mark is dropped at the beginning and wherever it was left within a text', () => {
  expect(textsOf(new TextEncoder().encode('\ufeffa\ufeffb'))).toEqual(['ab']);
  expect(textsOf('\ufeffa\ufeffb')).toEqual(['ab']);
  expect(found('\ufeffa\ufeffb')).toEqual([]);
});

it('a line is kept as written beside what can be seen of it', () => {
  const [line] = readLines('\u200bimpor\u00adtant 👩\u200d🔬 ').lines;
  expect(line).toEqual({ number: 1, text: '\u200bimpor\u00adtant 👩\u200d🔬', plain: 'important 👩🔬' });
});

it('a line of nothing but characters that nobody sees is blank', () => {
  expect(readLines('a\n\u200b\u00ad \u3164\nb').lines.map(({ plain }) => plain)).toEqual(['a', '', 'b']);
});

it('white space that only an invisible character kept from the edge is dropped from what can be seen', () => {
  expect(plainOf('\u200b x \u200b')).toBe('x');
});

it.each(['\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069'])(
  'a mark that turns the direction of text (%j) is dropped with a warning where it stood',
  (mark) => {
    expect(textsOf(`𠮷 ab${mark}c`)).toEqual(['𠮷 abc']);
    expect(found(`𠮷 ab${mark}c`)).toEqual(['warning 1:5 hidden-direction-mark']);
  },
);

it('marks that merely hint at a direction, and joiners, are kept without a word', () => {
  const source = 'a\u200eb\u200fc\u061cd\u200de\u2060f';
  expect(textsOf(source)).toEqual([source]);
  expect(found(source)).toEqual([]);
});

it.each(['\u0000', '\u0007', '\u000b', '\u000c', '\u001b', '\u007f', '\u0085', '\u009f'])(
  'the control character %j is refused where it stands, once a line',
  (character) => {
    expect(found(`ok\n👍x${character}y${character}`)).toEqual(['error 2:3 control-character']);
  },
);

it('control characters and direction marks are named by their code points', () => {
  expect(readLines('\u0007\u202e').diagnostics).toMatchObject([{ character: 'U+0007' }, { character: 'U+202E' }]);
});

it.each([
  ['in the first byte', [0xff, 0x41], '1:1'],
  ['on another line', [65, 10, 66, 0xff], '2:2'],
  ['behind a character that is itself the replacement character', [0xef, 0xbf, 0xbd, 0x41, 0xc3, 0x28], '1:3'],
  ['behind a byte order mark', [0xef, 0xbb, 0xbf, 0x41, 0xff], '1:2'],
  ['in UTF-16', [0xff, 0xfe, 0x41, 0], '1:1'],
  ['at the end of a text that was cut within a character', [0x41, 0xe3, 0x81], '1:2'],
])('bytes that are not UTF-8 are refused where they begin, %s', (_, bytes, place) => {
  expect(found(new Uint8Array(bytes))).toEqual([`error ${place} not-utf8`]);
  expect(readLines(new Uint8Array(bytes)).lines).toEqual([]);
});

it('exactly a mebibyte is read, and one byte more is refused with both numbers', () => {
  expect(decode('x'.repeat(MAX_BYTES))).toHaveLength(1_048_576);
  expect(decode(`${'x'.repeat(MAX_BYTES - 2)}あ`)).toMatchObject({
    code: 'too-large',
    bytes: 1_048_577,
    most: 1_048_576,
  });
  expect(found(new Uint8Array(MAX_BYTES + 1).fill(65))).toEqual(['error 1:1 too-large']);
});

it('bytes and the text that they are say the same', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(readLines(new TextEncoder().encode(text))).toEqual(readLines(text));
    }),
  );
});

it('for showing, lines are kept as they are, whatever their bytes', () => {
  expect(sourceLines(new Uint8Array([32, 65, 13, 10, 0xff, 9]))).toEqual([' A', '\ufffd\t']);
});

it('a source of up to 50,000 lines is read, and one more is refused where it begins', () => {
  expect(readLines('x\n'.repeat(MAX_LINES - 1)).lines).toHaveLength(50_000);
  expect(readLines('x\n'.repeat(MAX_LINES)).lines).toEqual([]);
  expect(found('x\n'.repeat(MAX_LINES))).toEqual(['error 50001:1 too-many-lines']);
  expect(found('\u200bx\r\n'.repeat(MAX_LINES))).toEqual(['error 50001:1 too-many-lines']);
});

it('every character that nobody sees is left out of what can be seen, whatever it stands beside', () => {
  const unseen = Array.from({ length: 0x110000 }, (_, code) => code)
    .filter((code) => code < 0xd800 || code > 0xdfff)
    .map((code) => String.fromCodePoint(code))
    .filter((character) => /\p{Default_Ignorable_Code_Point}/u.test(character));
  expect(unseen.length).toBeGreaterThan(4_000);
  expect(unseen.filter((character) => readLines(`a${character}b`).lines[0]?.plain !== 'ab')).toEqual([]);
});
