/** Files that nobody should have made: good ones, mutilated, as the same seed always mutilates them. */
import { globSync, readFileSync } from 'node:fs';
import { fileKindOf, MOST_BYTES } from '../../src/thread/file.ts';
import { writeThreadJson } from '../../src/thread/json.ts';
import { parseThread } from '../../src/thread/parse.ts';
import type { Random } from '../chaos/random.ts';
import { mutations } from '../support/mutations.ts';

/** A file as somebody attaches it. */
export type FuzzFile = { readonly name: 'thread.txt' | 'thread.json'; readonly bytes: Uint8Array };

/** Pieces that mean something to one of the readers, or to whoever shows what was read. */
const PIECES = [
  '\n',
  '\n\n',
  '\r',
  '\u2028',
  '\\',
  '\\\\',
  '(',
  ')',
  '（',
  '）',
  'コメント (2)\n',
  'Comments\n',
  'Bob (ボブ)\n',
  '\n\\Bob (ボブ)\nx\n',
  '\nBob (ボブ)\nx\n',
  '\n\nBob (ボブ):\nx\n',
  '名無し\n',
  'AI · 2025-12-05\n',
  'https://example.com\n',
  'example.co.jp\n',
  '\u0000',
  '\u001b[2J',
  '\u007f',
  '\u0085',
  '\ufeff',
  '\u200b',
  '\u202e',
  '\u2066',
  '\u3164',
  '\ud7ff',
  '\u{e0001}',
  'Z\u0351\u036b\u0343\u036a\u0302',
  '👩‍👩‍👧',
  '@everyone',
  '</style><script>',
  '{',
  '}',
  '[',
  ']',
  '"',
  ':',
  ',',
  '{"en":"x"}',
  '"version":2,',
  '"__proto__":{},',
  'null',
  '1e999',
  '\\u0000',
  '\\ud800',
].map((piece) => Buffer.from(piece));

/** A good file in which much is escaped, missing, or written in unusual ways. */
const UNUSUAL = `\ufeff | 2025年12月5日（金）
Editor (Evenings) （編集者（夜））

\\7 comments

\\example.com
is a line of text

It\u2019s called kaizen (改善)
\\Ann (アン)
said so. 👩\u200d👩\u200d👧 and 𠮷野家

(笑)
全3件のコメント：
Ann (アン)
First.
\\Bob (ボブ)
is text here, and so is

\\Cy (サイ):
this.

名無し
二番目。\u3000\u200b
https://example.com/a_b?c=d#e

Bob
\\\\begin
\\コメント (2)
and the end
`;

/** Bytes that are not UTF-8: cut, overlong, a surrogate, beyond Unicode. */
const NOT_UTF8 = ['ff', 'c3', 'e3 81', 'c0 80', 'ed a0 80', 'f4 90 80 80', '80', 'fe ff 00 41'].map((hex) =>
  Buffer.from(hex.replaceAll(' ', ''), 'hex'),
);

/** The most bytes that a usual file is let grow to. */
const USUAL_SIZE = 20_000;

export class FuzzInputs {
  readonly #random: Random;
  readonly #texts: readonly Buffer[];
  readonly #jsons: readonly Buffer[];

  /** @throws Error when there is no good file to begin with */
  constructor(random: Random) {
    this.#random = random;
    const paths = globSync(['data/threads/*.txt', 'test/threads/*.txt']).sort();
    this.#texts = [...paths.map((path) => readFileSync(path)), Buffer.from(UNUSUAL)];
    this.#jsons = this.#texts.map((text) => {
      const result = parseThread(text);
      if (!result.ok) throw new Error('A good file is none.');
      return Buffer.from(writeThreadJson(result.thread));
    });
  }

  /** A file of some KB: now and then a good one, mostly one with a few faults. */
  next(): FuzzFile {
    const isJson = this.#random.chance(0.4);
    let bytes = this.#random.pick(isJson ? this.#jsons : this.#texts);
    if (!isJson && this.#random.chance(0.5)) bytes = this.#asPeopleDo(bytes);
    for (let faults = this.#random.pick([0, 1, 1, 1, 2, 3, 5]); faults > 0; faults -= 1) bytes = this.#mutilated(bytes);
    return { name: isJson ? 'thread.json' : 'thread.txt', bytes: bytes.subarray(0, USUAL_SIZE) };
  }

  /** A file of nearly the most bytes that are allowed: a piece of another one, or a few bytes, again and again. */
  nextLarge(): FuzzFile {
    const { name, bytes } = this.next();
    const start = this.#random.between(0, Math.max(0, bytes.length - 1));
    const piece = bytes.subarray(start, start + this.#random.pick([1, 2, 3, 5, 8, 30, 300, 20_000]));
    const filler = this.#random.chance(0.5) ? piece : this.#random.pick(PIECES);
    const head = this.#random.chance(0.5) ? bytes.subarray(0, start) : Buffer.alloc(0);
    const times = Math.floor((MOST_BYTES[fileKindOf(name) ?? 'text'] - head.length) / Math.max(1, filler.length));
    return { name, bytes: Buffer.concat([head, ...Array.from({ length: times }, () => filler)]) };
  }

  #asPeopleDo(bytes: Buffer): Buffer {
    const change = this.#random.pick(Object.values(mutations));
    return Buffer.from(change(bytes.toString(), this.#random.share(), this.#random.share()));
  }

  #mutilated(bytes: Buffer): Buffer {
    const random = this.#random;
    const from = random.between(0, bytes.length);
    const to = Math.min(bytes.length, from + random.pick([1, 1, 2, 4, 20, 200, 2_000]));
    const [before, cut, behind] = [bytes.subarray(0, from), bytes.subarray(from, to), bytes.subarray(to)];
    switch (random.between(0, 8)) {
      case 0:
        return Buffer.concat([before, behind]);
      case 1:
        return Buffer.concat([before, cut, cut, behind]);
      case 2:
        return Buffer.concat([before, random.pick(PIECES), cut, behind]);
      case 3:
        return Buffer.concat([before, random.pick(NOT_UTF8), cut, behind]);
      case 4:
        return Buffer.concat([before, Buffer.from(cut.map((byte) => byte ^ (1 << random.between(0, 7)))), behind]);
      case 5:
        return Buffer.concat([
          before,
          ...Array.from({ length: random.between(1, 300) }, () => random.pick(PIECES)),
          behind,
        ]);
      case 6: {
        // The end of another file.
        const other = random.pick([...this.#texts, ...this.#jsons]);
        return Buffer.concat([before, other.subarray(random.between(0, other.length))]);
      }
      case 7:
        return random.chance(0.1) ? Buffer.from(bytes.toString(), 'utf16le') : before;
      default:
        return Buffer.concat([behind, before, cut]);
    }
  }
}
