/** What people and their programs do to a good source: the near misses of a thread file. */
import fc from 'fast-check';

/** Changes a source at a place that is chosen by two numbers from 0 to 1. */
type Mutation = (source: string, first: number, second: number) => string;

const HIDDEN = ['\u200b', '\u00ad', '\u2060', '\ufeff', '\u200e', '\u202e', '\u3164', '\t', '\u3000', '\u00a0'];
const HEADINGS = ['Comments', 'コメント (1)', '7 comments', 'コメント：２件', 'COMMENTS (3):', 'コメント一覧 (2)'];
const LINES = [
  'We call it kaizen (改善)',
  'Ann Smith (アン・スミス)',
  'Anonymous',
  'Node.js',
  'techcrunch.com',
  'https://example.com/a',
  '(笑)',
  '\\',
  'AI · 2025-12-05',
  'Bob (ボブ):',
];

const onLines =
  (change: (lines: string[], at: number, second: number) => void): Mutation =>
  (source, first, second) => {
    const lines = source.split('\n');
    change(lines, Math.floor(first * lines.length), second);
    return lines.join('\n');
  };

const pick = (items: readonly string[], share: number) => items[Math.floor(share * items.length)] ?? '';

const insertedAt = (text: string, at: number, inserted: string) => text.slice(0, at) + inserted + text.slice(at);

/** Every kind of mutation, by its name. */
export const mutations: Readonly<Record<string, Mutation>> = {
  'drop a blank line': (source, first) => {
    const blanks = [...source.matchAll(/\n\n/g)].map(({ index }) => index);
    const at = blanks[Math.floor(first * blanks.length)] ?? 0;
    return source.slice(0, at) + source.slice(at + 1);
  },
  'insert a blank line': onLines((lines, at) => lines.splice(at, 0, '')),
  'drop a line': onLines((lines, at) => lines.splice(at, 1)),
  'repeat a line': onLines((lines, at) => lines.splice(at, 0, lines[at] ?? '')),
  'swap two lines': onLines((lines, at, second) => {
    const other = Math.floor(second * lines.length);
    [lines[at], lines[other]] = [lines[other] ?? '', lines[at] ?? ''];
  }),
  'add a heading': onLines((lines, at, second) => lines.splice(at, 0, pick(HEADINGS, second))),
  'add a line that nearly means something': onLines((lines, at, second) => lines.splice(at, 0, pick(LINES, second))),
  'append a domain to a paragraph': (source, first) => {
    const ends = [...source.matchAll(/\S(?=\n\n)/g)].map(({ index }) => index + 1);
    return insertedAt(source, ends[Math.floor(first * ends.length)] ?? source.length, '\nexample.com');
  },
  'insert an invisible or odd character': (source, first, second) =>
    insertedAt(source, Math.floor(first * source.length), pick(HIDDEN, second)),
  'put invisible characters around a line': onLines((lines, at, second) => {
    lines[at] = `${pick(HIDDEN, second)}${lines[at]}${pick(HIDDEN, 1 - second)}`;
  }),
  'write a line in full width': onLines((lines, at) => {
    lines[at] = (lines[at] ?? '').replace(/[!-~]/g, (seen) => String.fromCharCode(seen.charCodeAt(0) + 0xfee0));
  }),
  'write brackets in full width': (source) => source.replaceAll('(', '（').replaceAll(')', '）'),
  'drop or add a bracket': (source, first, second) => {
    const at = Math.floor(first * source.length);
    return second < 0.5 ? source.slice(0, at) + source.slice(at).replace(/[()]/, '') : insertedAt(source, at, '(');
  },
  'end a line with a mark': onLines((lines, at, second) => {
    lines[at] = `${lines[at]}${pick([':', '。', '.', '：'], second)}`;
  }),
  'declare another number': (source, _, second) => source.replace(/\(\d+\)/, `(${Math.floor(second * 9)})`),
  'declare no number': (source) => source.replace(/^コメント \(\d+\)$/m, 'コメント'),
  'drop backslashes': (source) => source.replaceAll(/^\\/gm, ''),
  'break lines as Windows does': (source) => source.replaceAll('\n', '\r\n'),
};

/** One or more mutations, in a row. */
export const mutated = (sources: fc.Arbitrary<string>): fc.Arbitrary<{ source: string; by: readonly string[] }> => {
  const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  const steps = fc.array(fc.tuple(fc.constantFrom(...Object.keys(mutations)), share, share), {
    minLength: 1,
    maxLength: 3,
  });
  return fc.tuple(sources, steps).map(([good, chosen]) => ({
    source: chosen.reduce((source, [name, first, second]) => mutations[name]?.(source, first, second) ?? source, good),
    by: chosen.map(([name]) => name),
  }));
};
