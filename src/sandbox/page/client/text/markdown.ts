/** Discord's markdown as blocks: headings, small print, quotes, lists, code. Pure: text in, nodes out. */
import { type Inline, parseInline } from './inline.ts';

type Item = { readonly children: readonly Inline[]; readonly inner: readonly Block[] };

export type Block =
  | { readonly kind: 'text'; readonly children: readonly Inline[] }
  | { readonly kind: 'heading'; readonly level: number; readonly children: readonly Inline[] }
  | { readonly kind: 'small'; readonly children: readonly Inline[] }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  /** `start` is the first number of a numbered list; others have none. */
  | { readonly kind: 'list'; readonly start: number | undefined; readonly items: readonly Item[] }
  | { readonly kind: 'code'; readonly language: string; readonly text: string };

/** A block read from lines, and how many lines it took. */
type Read = { readonly block: Block; readonly lines: number };

const FENCE = /(?<!\\)```(?:([\w+#-]+)\n)?([\s\S]+?)```/g;
const ITEM = /^( *)([-*]|\d{1,9}\.) +(.*)$/;

/** Reads a text as Discord does. */
export function parseMarkdown(text: string): Block[] {
  const blocks: Block[] = [];
  let from = 0;
  for (const match of text.matchAll(FENCE)) {
    blocks.push(...parseLines(text.slice(from, match.index).replace(/\n$/, '')));
    blocks.push({ kind: 'code', language: match[1] ?? '', text: (match[2] ?? '').replace(/^\n+|\n+$/g, '') });
    from = match.index + match[0].length;
  }
  blocks.push(...parseLines(from === 0 ? text : text.slice(from).replace(/^\n/, '')));
  return blocks;
}

function parseLines(text: string): Block[] {
  if (text === '') return [];
  const lines = text.split('\n');
  const blocks: Block[] = [];
  let plain: string[] = [];
  const flush = () => {
    if (plain.length > 0) blocks.push({ kind: 'text', children: parseInline(plain.join('\n')) });
    plain = [];
  };
  for (let at = 0; at < lines.length; ) {
    const read = readBlock(lines, at);
    if (read) {
      flush();
      blocks.push(read.block);
      at += read.lines;
    } else {
      plain.push(lines[at] ?? '');
      at += 1;
    }
  }
  flush();
  return blocks;
}

function readBlock(lines: readonly string[], at: number): Read | undefined {
  const line = lines[at] ?? '';
  const [, marks, title] = /^(#{1,3})\s+(.*\S.*)$/.exec(line) ?? [];
  if (marks !== undefined && title !== undefined) {
    return { block: { kind: 'heading', level: marks.length, children: parseInline(title) }, lines: 1 };
  }
  const small = /^-# +(.*\S.*)$/.exec(line)?.[1];
  if (small !== undefined) return { block: { kind: 'small', children: parseInline(small) }, lines: 1 };
  if (line.startsWith('>>> ')) {
    const rest = lines.slice(at).join('\n').slice('>>> '.length);
    return { block: { kind: 'quote', blocks: parseLines(rest) }, lines: lines.length - at };
  }
  if (line.startsWith('> ')) return quote(lines, at);
  return ITEM.test(line) ? list(lines, at) : undefined;
}

function quote(lines: readonly string[], at: number): Read {
  const quoted = takeWhile(lines.slice(at), (line) => line.startsWith('> '));
  const text = quoted.map((line) => line.slice('> '.length)).join('\n');
  return { block: { kind: 'quote', blocks: parseLines(text) }, lines: quoted.length };
}

/** A list: items at the first one's depth, and deeper ones as lists inside them. */
function list(lines: readonly string[], at: number): Read {
  const [, indent = '', marker = ''] = ITEM.exec(lines[at] ?? '') ?? [];
  const taken = takeWhile(lines.slice(at), (line) => {
    const [, depth, other] = ITEM.exec(line) ?? [];
    if (depth === undefined || other === undefined || depth.length < indent.length) return false;
    return depth.length > indent.length || isNumber(other) === isNumber(marker);
  });
  const items: Item[] = [];
  for (let index = 0; index < taken.length; ) {
    const inner = takeWhile(taken.slice(index + 1), (line) => depthOf(line) > indent.length);
    const words = ITEM.exec(taken[index] ?? '')?.[3] ?? '';
    items.push({ children: parseInline(words), inner: inner.length > 0 ? parseLines(inner.join('\n')) : [] });
    index += 1 + inner.length;
  }
  const start = isNumber(marker) ? Number.parseInt(marker, 10) : undefined;
  return { block: { kind: 'list', start, items }, lines: taken.length };
}

function isNumber(marker: string): boolean {
  return marker.endsWith('.');
}

function depthOf(line: string): number {
  return ITEM.exec(line)?.[1]?.length ?? 0;
}

function takeWhile<T>(items: readonly T[], fits: (item: T) => boolean): T[] {
  const end = items.findIndex((item) => !fits(item));
  return items.slice(0, end < 0 ? items.length : end);
}
