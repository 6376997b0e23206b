import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Inline, parseInline, safeUrl } from '../../../../../src/sandbox/page/client/text/inline.ts';
import { type Block, parseMarkdown } from '../../../../../src/sandbox/page/client/text/markdown.ts';
import { escapeMarkdown } from '../../../../../src/text/escape.ts';
import { cpuTime } from '../../../../support/cpuTime.ts';
import { hostileText } from '../../../../support/hostileText.ts';

const text = (words: string): Inline => ({ kind: 'text', text: words });
const inline = (...children: Inline[]): Block[] => [{ kind: 'text', children }];
const marked = (kind: 'strong' | 'em' | 'underline' | 'strike' | 'spoiler', ...children: Inline[]): Inline => ({
  kind,
  children,
});

describe('emphasis', () => {
  it.each<[string, Inline[]]>([
    ['a **b** c', [text('a '), marked('strong', text('b')), text(' c')]],
    ['*a* and _b_', [marked('em', text('a')), text(' and '), marked('em', text('b'))]],
    ['__a__', [marked('underline', text('a'))]],
    ['~~a~~ ||b||', [marked('strike', text('a')), text(' '), marked('spoiler', text('b'))]],
    ['***a***', [marked('strong', marked('em', text('a')))]],
    ['*a **b** c*', [marked('em', text('a '), marked('strong', text('b')), text(' c'))]],
    ['**two\nlines**', [marked('strong', text('two'), { kind: 'break' }, text('lines'))]],
  ])('emphasis is read from %s', (written, nodes) => {
    expect(parseMarkdown(written)).toEqual(inline(...nodes));
  });

  it.each(['snake_case_name', '2 * 3 * 4', '**open', '****', 'a_b', '|| open', '~~~~'])(
    'emphasis is not read from %s',
    (written) => {
      expect(parseMarkdown(written)).toEqual(inline(text(written)));
    },
  );

  it('emphasis does not close inside code', () => {
    expect(parseMarkdown('**a `**` b**')).toEqual(
      inline(marked('strong', text('a '), { kind: 'code', text: '**' }, text(' b'))),
    );
  });
});

describe('what is escaped', () => {
  it('what is escaped shows as written', () => {
    expect(parseMarkdown('\\*a\\* \\<@1> \\# b')).toEqual(inline(text('*a* <@1> # b')));
  });

  it('what is escaped begins neither a heading nor a quote, a list or a code block', () => {
    expect(parseMarkdown('\\# a\n\\> b\n\\- c\n\\`\\`\\`d\\`\\`\\`')).toEqual(
      inline(
        text('# a'),
        { kind: 'break' },
        text('> b'),
        { kind: 'break' },
        text('- c'),
        { kind: 'break' },
        text('```d```'),
      ),
    );
  });

  it('what is escaped keeps a backslash before letters', () => {
    expect(parseMarkdown('C:\\new ¯\\_(ツ)_/¯')).toEqual(inline(text('C:\\new ¯_(ツ)_/¯')));
  });

  it('what is escaped is all that the bot escapes: its texts come back as they were', () => {
    const source = hostileText.filter((words) => !/[\r\f]/.test(words));
    fc.assert(
      fc.property(source, (words) => {
        expect(plain(parseMarkdown(escapeMarkdown(words)))).toBe(words);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('code', () => {
  it('code keeps everything inside as it is', () => {
    expect(parseMarkdown('`**a** <@1>`')).toEqual(inline({ kind: 'code', text: '**a** <@1>' }));
    expect(parseMarkdown('`` a`b ``')).toEqual(inline({ kind: 'code', text: ' a`b ' }));
  });

  it('code fills a block between fences, with its language', () => {
    expect(parseMarkdown('look:\n```ts\nconst a = 1;\n# no heading\n```\ndone')).toEqual([
      { kind: 'text', children: [text('look:')] },
      { kind: 'code', language: 'ts', text: 'const a = 1;\n# no heading' },
      { kind: 'text', children: [text('done')] },
    ]);
  });
});

describe('lines', () => {
  it('lines become headings, small print and text', () => {
    expect(parseMarkdown('# One\n## Two\n### Three\n-# small **x**\n#none\nplain')).toEqual([
      { kind: 'heading', level: 1, children: [text('One')] },
      { kind: 'heading', level: 2, children: [text('Two')] },
      { kind: 'heading', level: 3, children: [text('Three')] },
      { kind: 'small', children: [text('small '), marked('strong', text('x'))] },
      { kind: 'text', children: [text('#none'), { kind: 'break' }, text('plain')] },
    ]);
  });

  it('lines are quoted one by one, or all to the end', () => {
    expect(parseMarkdown('> a\n> b\nc')).toEqual([
      { kind: 'quote', blocks: inline(text('a'), { kind: 'break' }, text('b')) },
      { kind: 'text', children: [text('c')] },
    ]);
    expect(parseMarkdown('>>> a\nb')).toEqual([
      { kind: 'quote', blocks: inline(text('a'), { kind: 'break' }, text('b')) },
    ]);
  });

  it('lines make lists, deeper ones inside', () => {
    expect(parseMarkdown('- a\n  - b\n- c\n2. d')).toEqual([
      {
        kind: 'list',
        start: undefined,
        items: [
          {
            children: [text('a')],
            inner: [{ kind: 'list', start: undefined, items: [{ children: [text('b')], inner: [] }] }],
          },
          { children: [text('c')], inner: [] },
        ],
      },
      { kind: 'list', start: 2, items: [{ children: [text('d')], inner: [] }] },
    ]);
  });
});

describe('links', () => {
  it('links are read bare, without the punctuation after them', () => {
    expect(parseInline('see https://example.org/a_b_(c), or (https://example.org).')).toEqual([
      text('see '),
      { kind: 'link', url: 'https://example.org/a_b_(c)', children: [text('https://example.org/a_b_(c)')] },
      text(', or ('),
      { kind: 'link', url: 'https://example.org/', children: [text('https://example.org')] },
      text(').'),
    ]);
  });

  it('links are read bare up to a blank, without one closing bracket that they do not open', () => {
    expect(parseInline('((https://example.org/a!b*「」))')).toEqual([
      text('(('),
      {
        kind: 'link',
        url: 'https://example.org/a!b*%E3%80%8C%E3%80%8D)',
        children: [text('https://example.org/a!b*「」)')],
      },
      text(')'),
    ]);
  });

  it('links are read with words, and between angle brackets', () => {
    expect(parseInline('[**here**](https://example.org/) <https://example.org/x>')).toEqual([
      { kind: 'link', url: 'https://example.org/', children: [marked('strong', text('here'))] },
      text(' '),
      { kind: 'link', url: 'https://example.org/x', children: [text('https://example.org/x')] },
    ]);
  });

  it.each(['[x](javascript:alert(1))', '<javascript:alert(1)>', '[x](data:text/html,y)', 'javascript:alert(1)'])(
    'links are never made of %s',
    (written) => {
      expect(kinds(parseInline(written))).not.toContain('link');
    },
  );

  it.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'no address'])(
    'links of buttons and embeds never lead to %s',
    (address) => {
      expect(safeUrl(address)).toBeUndefined();
    },
  );
});

describe('what Discord puts between angle brackets', () => {
  it.each<[string, Inline]>([
    ['<t:1700000000:R>', { kind: 'time', at: 1_700_000_000_000, style: 'R' }],
    ['<t:1700000000>', { kind: 'time', at: 1_700_000_000_000, style: 'f' }],
    ['<@123>', { kind: 'user', id: '123' }],
    ['<@!123>', { kind: 'user', id: '123' }],
    ['<@&123>', { kind: 'role', id: '123' }],
    ['<#123>', { kind: 'channel', id: '123' }],
    ['</thread replay:123>', { kind: 'command', name: 'thread replay' }],
    ['<:face:123>', { kind: 'emoji', name: 'face', id: '123' }],
    ['<a:face:123>', { kind: 'emoji', name: 'face', id: '123' }],
    ['@everyone', { kind: 'everyone', text: '@everyone' }],
  ])('what Discord puts between angle brackets is read from %s', (written, node) => {
    expect(parseInline(`x ${written}`)).toEqual([text('x '), node]);
  });

  it.each(['<t:1700000000:X>', '<@abc>', '<script>', '<:a:1>', '@everyones'])(
    'what Discord puts between angle brackets is not read from %s',
    (written) => {
      expect(parseInline(written)).toEqual([text(written)]);
    },
  );
});

it('reads any text without losing time', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'*_~|`>#-[]()<@:/\\ \nah1'), maxLength: 2_000 }), (source) => {
      expect(cpuTime(() => parseMarkdown(source))).toBeLessThan(500);
    }),
    { numRuns: 60 },
  );
  for (const hostile of ['*', '_', '||', '[', '`', '<', '[[](', '**a', '> ', '- '])
    parseMarkdown(hostile.repeat(1_000));
});

function kinds(nodes: readonly Inline[]): string[] {
  return nodes.flatMap((node) => [node.kind, ...('children' in node ? kinds(node.children) : [])]);
}

/** What a reader sees, of text without marks. */
function plain(blocks: readonly Block[]): string {
  return blocks
    .map((block) => (block.kind === 'text' ? block.children.map(shown).join('') : `[${block.kind}]`))
    .join('\n');
}

function shown(node: Inline): string {
  if (node.kind === 'text') return node.text;
  if (node.kind === 'link') return node.children.map(shown).join('');
  return node.kind === 'break' ? '\n' : `[${node.kind}]`;
}
