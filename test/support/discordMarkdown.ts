/**
 * What Discord shows of a message: an independent reading of its markdown, to judge by. The engine is simple-markdown's, as
 * Discord's client's is, from `discord-markdown-parser`; that library's own rules are a second judge, and where they lag behind
 * the client the rules here are our own (lists, headings and small print after blanks, brackets at the end of links,
 * links between angle brackets with anything in them, emojis by name, pages of Discord's shown as channels).
 */
import { rulesExtended, SimpleMarkdown } from 'discord-markdown-parser';

/** A message as its readers see it. */
export type Shown = {
  /** All that can be read. */
  readonly text: string;
  /** Where its links lead, in order. */
  readonly links: readonly string[];
  /** What else Discord made of it: kinds of emphasis, blocks, mentions. None if it shows what was written. */
  readonly marks: readonly string[];
};

type Rule = (typeof rulesExtended)[string];
type Nodes = ReturnType<ReturnType<typeof SimpleMarkdown.parserFor>>;
type Node = Nodes[number];
type Match = Rule['match'];
type State = Parameters<Match>[1];

const { defaultRules } = SimpleMarkdown;

/** What begins a line, as Discord's client knows it: nothing, or something that ended with a line break, stands before. */
function atLineStart(pattern: RegExp, before = /^$|\n$/): Match {
  return (source, _state, previous) => (before.test(previous) ? pattern.exec(source) : null);
}

function inline(pattern: RegExp): Match {
  return (source, state) => (state.inline ? pattern.exec(source) : null);
}

/** A node that reads as its first group, or as it was written, and is a mark. */
function mark(order: number, match: Match): Rule {
  return {
    order,
    match,
    parse: (capture, parse, state) => ({ content: parse(capture[1] ?? capture[0] ?? '', { ...state }) }),
  };
}

/** A mention or an emoji: something is shown in its place. */
function placeholder(order: number, match: Match): Rule {
  return { order, match, parse: (capture) => ({ content: `⟦${capture[0]}⟧` }) };
}

function link(order: number, match: Match): Rule {
  const parse: Rule['parse'] = (capture) => ({ type: 'link', content: capture[1] ?? '', target: capture[1] });
  return { order, match, parse };
}

/** The client's rule for a bare link, with the loop that lets go of one closing bracket that nothing opens. */
function bareLink(source: string, state: State): RegExpExecArray | null {
  const found = state.inline ? /^((?:https?|steam):\/\/[^\s<]+[^<.,:;"'\]\s])/.exec(source) : null;
  if (!found) return null;
  let address = found[0];
  let from = 0;
  for (let at = address.length - 1; at >= 0 && address[at] === ')'; at -= 1) {
    const opening = address.indexOf('(', from);
    if (opening < 0) {
      address = address.slice(0, -1);
      break;
    }
    from = opening + 1;
  }
  found[0] = address;
  found[1] = address;
  return found;
}

const ORDER = {
  block: defaultRules.heading.order,
  code: defaultRules.codeBlock.order,
  autolink: defaultRules.autolink.order,
  url: defaultRules.url.order,
  link: defaultRules.link.order,
  emphasis: defaultRules.u.order,
  text: defaultRules.text.order,
};

const rules: Record<string, Rule> = {
  heading: mark(ORDER.block, atLineStart(/^ *#{1,3}\s+((?!\s*#{1,3}\s)[^\n]+?)#*\s*(?:\n|$)/)),
  small: mark(ORDER.block, atLineStart(/^ *-# +((?!-#)[^\n]+)(?:\n|$)/)),
  quote: mark(ORDER.block, atLineStart(/^ *>(?:>>)? +([\s\S]*)/, /^$|\n *$/)),
  list: mark(ORDER.block, atLineStart(/^ *(?:[*-]|\d+\.) ([\s\S]+)/, /^$|\n *$/)),
  laterList: mark(ORDER.block, (source, _state, before) =>
    before === '' || /\n *$/.test(before) ? null : /^\n *(?:[*-]|\d+\.) ([\s\S]+)/.exec(source),
  ),
  codeBlock: placeholder(ORDER.code, (source) => /^```[\s\S]*?[^\n][\s\S]*?```/.exec(source)),
  escape: { order: defaultRules.escape.order, match: defaultRules.escape.match, parse: ([, of]) => text(of) },
  autolink: link(ORDER.autolink, inline(/^<([^: >]+:\/[^ >]+)>/)),
  mail: link(ORDER.autolink, inline(/^<([^\s<>@]+@[^\s<>@]+\.[^\s<>@]+)>/)),
  phone: link(ORDER.autolink, inline(/^<((?:(?:tel|sms):\+?|\+)[\d() ./-]+)>/)),
  place: placeholder(ORDER.url - 0.5, (source) =>
    /^https:\/\/(?:\w+\.)?discord(?:app)?\.(?:com|net)\/(?:channels|attachments)\/[^\s<]+/.exec(source),
  ),
  url: link(ORDER.url, bareLink),
  link: mark(ORDER.link, defaultRules.link.match),
  em: mark(ORDER.emphasis, defaultRules.em.match),
  strong: mark(ORDER.emphasis, defaultRules.strong.match),
  underline: mark(ORDER.emphasis, defaultRules.u.match),
  strike: mark(ORDER.emphasis, inline(/^~~([\s\S]+?)~~(?!_)/)),
  code: placeholder(defaultRules.inlineCode.order, defaultRules.inlineCode.match),
  spoiler: mark(ORDER.text, (source) => /^\|\|([\s\S]+?)\|\|/.exec(source)),
  mention: placeholder(ORDER.text, (source) => /^(?:<@[!&]?\d+>|<#\d+>|@everyone|@here)/.exec(source)),
  silent: placeholder(ORDER.text, (source, _state, before) => (before === '' ? /^@silent(?!\S)/.exec(source) : null)),
  other: placeholder(ORDER.text, (source) =>
    /^<(?:a?:\w+:\d+|t:-?\d+(?::\w)?|\/[^<>\n:]+:\d+|id:[\w-]+(?::\d+)?|@?\w+:[^<>\s]+)>/.exec(source),
  ),
  emoji: placeholder(ORDER.text, (source) =>
    /^:(?![^\s:]*(?:https?|steam):)[\p{L}\p{M}\p{N}_+-]+(?:::skin-tone-\d)?:/u.exec(source),
  ),
  shrug: { order: ORDER.text, match: (source) => /^¯\\_\(ツ\)_\/¯/.exec(source), parse: ([all]) => text(all) },
  br: { order: defaultRules.br.order, match: defaultRules.br.match, parse: ([all]) => text(all) },
  text: {
    order: ORDER.text + 1,
    match: (source) => /^[\s\S]+?(?=[^0-9A-Za-z\s\u00c0-\uffff]|\n\n| {2,}\n|\w+:\S|\d+\.|$)/.exec(source),
    parse: ([all]) => text(all),
  },
};

function text(content = '') {
  return { type: 'text', content };
}

const parse = SimpleMarkdown.parserFor(rules);
const parseByLibrary = SimpleMarkdown.parserFor(rulesExtended);

/** What Discord's client shows of a message of a webhook. */
export function shownByDiscord(markdown: string): Shown {
  return shown(parse(markdown, { inline: true }));
}

/** What the library alone shows of it: other hands wrote its rules. */
export function shownByLibrary(markdown: string): Shown {
  return shown(parseByLibrary(markdown, { inline: true }));
}

/** A text's white space as a message shows it: tabs and odd line breaks are simple-markdown's, form feeds become blanks. */
export function asDiscordTakesIt(source: string): string {
  return source.replace(/\r\n?/g, '\n').replace(/\f/g, ' ').replace(/\t/g, '    ');
}

function shown(nodes: Nodes): Shown {
  const parts = nodes.map(shownNode);
  return {
    text: parts.map((part) => part.text).join(''),
    links: parts.flatMap((part) => part.links),
    marks: parts.flatMap((part) => part.marks),
  };
}

function shownNode(node: Node): Shown {
  const content: unknown = node.content ?? node.name;
  const inner = typeof content === 'string' ? plain(content) : Array.isArray(content) ? shown(content) : plain('\n');
  if (node.type === 'link' || node.type === 'url' || node.type === 'autolink')
    return { text: inner.text, links: [String(node.target)], marks: [] };
  const isText = node.type === 'text' || node.type === 'br' || node.type === 'twemoji';
  return isText ? inner : { ...inner, marks: [node.type, ...inner.marks] };
}

function plain(words: string): Shown {
  return { text: words, links: [], marks: [] };
}
