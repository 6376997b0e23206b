/** The marks within Discord's text: emphasis, code, links, mentions, times. Pure: text in, nodes out. */

export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'break' }
  | { readonly kind: Emphasis; readonly children: readonly Inline[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'link'; readonly url: string; readonly children: readonly Inline[] }
  /** `at` in milliseconds since the Unix epoch; `style` one letter (`reference#message-formatting-timestamp-styles`). */
  | { readonly kind: 'time'; readonly at: number; readonly style: string }
  | { readonly kind: 'user' | 'channel' | 'role'; readonly id: string }
  | { readonly kind: 'everyone'; readonly text: string }
  | { readonly kind: 'command'; readonly name: string }
  | { readonly kind: 'emoji'; readonly id: string; readonly name: string };

type Emphasis = 'strong' | 'em' | 'underline' | 'strike' | 'spoiler';

/** Something read from a text, and where the text goes on. */
type Read = { readonly node: Inline; readonly end: number };

/** Longer marks first, so that `**` is not read as two `*`. */
const MARKS: readonly [mark: string, kind: Emphasis][] = [
  ['**', 'strong'],
  ['__', 'underline'],
  ['~~', 'strike'],
  ['||', 'spoiler'],
  ['*', 'em'],
  ['_', 'em'],
];

/** Reads a text, which may have several lines. */
export function parseInline(text: string): Inline[] {
  const nodes: Inline[] = [];
  let plain = '';
  const flush = () => {
    if (plain !== '') nodes.push({ kind: 'text', text: plain });
    plain = '';
  };
  for (let at = 0; at < text.length; ) {
    const escaped = escapedAt(text, at);
    if (escaped !== undefined) {
      plain += escaped;
      at += 1 + escaped.length;
      continue;
    }
    const read = readAt(text, at);
    if (read) {
      flush();
      nodes.push(read.node);
      at = read.end;
    } else {
      plain += text[at];
      at += 1;
    }
  }
  flush();
  return nodes;
}

function escapedAt(text: string, at: number): string | undefined {
  if (text[at] !== '\\') return undefined;
  const next = text[at + 1];
  return next !== undefined && /[^0-9A-Za-z\s]/.test(next) ? next : undefined;
}

function readAt(text: string, at: number): Read | undefined {
  switch (text[at]) {
    case '\n':
      return { node: { kind: 'break' }, end: at + 1 };
    case '`':
      return code(text, at);
    case '[':
      return maskedLink(text, at);
    case '<':
      return angled(text, at);
    case 'h':
      return bareLink(text, at);
    case '@':
      return everyone(text, at);
    case '*':
    case '_':
    case '~':
    case '|':
      return emphasis(text, at);
    default:
      return undefined;
  }
}

function emphasis(text: string, at: number): Read | undefined {
  for (const [mark, kind] of MARKS) {
    // A doubled mark that closes nowhere is no single one either.
    if (!text.startsWith(mark, at) || (mark.length === 1 && text[at + 1] === mark)) continue;
    const start = at + mark.length;
    const close = closing(text, start, mark);
    if (close === undefined) continue;
    return { node: { kind, children: parseInline(text.slice(start, close)) }, end: close + mark.length };
  }
  return undefined;
}

/** Where an opened mark closes; undefined when it never does, or has nothing in it. */
function closing(text: string, start: number, mark: string): number | undefined {
  if (mark === '*' && /^\s/.test(text.slice(start))) return undefined;
  for (let at = start; at < text.length; ) {
    if (escapedAt(text, at) !== undefined) at += 2;
    else if (text[at] === '`') at = code(text, at)?.end ?? at + 1;
    else if (!text.startsWith(mark, at)) at += 1;
    else if (mark.length === 1 && text[at + 1] === mark) at = pairEnd(text, at, mark + mark);
    else if (mark.length === 2 && text[at + 2] === mark[0]) at += 1;
    else if (at > start && closes(text, at, mark)) return at;
    else at += 1;
  }
  return undefined;
}

/** Skips a doubled mark inside a single one, with what it encloses: `*a **b** c*`. */
function pairEnd(text: string, at: number, pair: string): number {
  const inner = closing(text, at + pair.length, pair);
  return inner === undefined ? at + pair.length : inner + pair.length;
}

/** An underscore inside a word emphasises nothing, nor does an asterisk after a space. */
function closes(text: string, at: number, mark: string): boolean {
  if (mark === '_') return !/^[\p{L}\p{N}_]/u.test(text.slice(at + 1));
  return mark !== '*' || !/\s/.test(text[at - 1] ?? ' ');
}

function code(text: string, at: number): Read | undefined {
  const fence = /`+/y;
  fence.lastIndex = at;
  const marks = fence.exec(text)?.[0] ?? '`';
  const start = at + marks.length;
  const rest = text.slice(start);
  const close = new RegExp(`(?<!\`)${marks}(?!\`)`).exec(rest)?.index;
  if (close === undefined || close === 0) return undefined;
  const inner = rest.slice(0, close);
  // A space on either side lets code begin or end with a backtick.
  const text_ = /^ .*` $|^ `.* $/s.test(inner) ? inner.slice(1, -1) : inner;
  return { node: { kind: 'code', text: text_ }, end: start + close + marks.length };
}

function maskedLink(text: string, at: number): Read | undefined {
  const pattern = /\[((?:\\.|[^[\]\\]|\[[^\]]*\])+)\]\(<?(https?:\/\/(?:[^\s()<>]|\([^\s()]*\))+)>?(?:\s+"[^"]*")?\)/y;
  pattern.lastIndex = at;
  const [all, label = '', address = ''] = pattern.exec(text) ?? [];
  const url = safeUrl(address);
  if (all === undefined || url === undefined) return undefined;
  return { node: { kind: 'link', url, children: parseInline(label) }, end: at + all.length };
}

/** Up to a blank or a `<`, without punctuation at the end, and without one closing bracket there that nothing opens. */
function bareLink(text: string, at: number): Read | undefined {
  const pattern = /https?:\/\/[^\s<]+[^\s<.,:;"'\]]/y;
  pattern.lastIndex = at;
  let [written] = pattern.exec(text) ?? [];
  if (written === undefined) return undefined;
  if (closesTooMuch(written)) written = written.slice(0, -1);
  const url = safeUrl(written);
  return url === undefined ? undefined : { node: link(url, written), end: at + written.length };
}

function closesTooMuch(address: string): boolean {
  const closing = /\)*$/.exec(address)?.[0].length ?? 0;
  return closing > address.split('(').length - 1;
}

function link(url: string, text: string): Inline {
  return { kind: 'link', url, children: [{ kind: 'text', text }] };
}

/** An address one may open; undefined for anything but the web. */
export function safeUrl(address: string): string | undefined {
  const url = URL.parse(address);
  return url && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : undefined;
}

function everyone(text: string, at: number): Read | undefined {
  const [name] = /^@(?:everyone|here)\b/.exec(text.slice(at, at + 10)) ?? [];
  return name === undefined ? undefined : { node: { kind: 'everyone', text: name }, end: at + name.length };
}

const ANGLED: readonly [pattern: RegExp, node: (parts: string[]) => Inline | undefined][] = [
  [
    /<t:(-?\d{1,13})(?::([tTdDfFRsS]))?>/y,
    ([at = '', style]) => ({ kind: 'time', at: Number(at) * 1_000, style: style ?? 'f' }),
  ],
  [/<@!?(\d+)>/y, ([id = '']) => ({ kind: 'user', id })],
  [/<@&(\d+)>/y, ([id = '']) => ({ kind: 'role', id })],
  [/<#(\d+)>/y, ([id = '']) => ({ kind: 'channel', id })],
  [/<\/([^:<>]{1,100}):\d+>/y, ([name = '']) => ({ kind: 'command', name })],
  [/<a?:(\w{2,32}):(\d+)>/y, ([name = '', id = '']) => ({ kind: 'emoji', name, id })],
  [
    /<(https?:\/\/[^\s<>]+)>/y,
    ([address = '']) => {
      const url = safeUrl(address);
      return url === undefined ? undefined : link(url, address);
    },
  ],
];

function angled(text: string, at: number): Read | undefined {
  for (const [pattern, node] of ANGLED) {
    pattern.lastIndex = at;
    const [all, ...parts] = pattern.exec(text) ?? [];
    const read = all === undefined ? undefined : node(parts);
    if (all !== undefined && read) return { node: read, end: at + all.length };
  }
  return undefined;
}
