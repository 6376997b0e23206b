/** Arbitrary threads, from plain ones to the nastiest that the model allows. */
import fc from 'fast-check';
import type { Bilingual } from '../../src/thread/bilingual.ts';
import { Thread } from '../../src/thread/model.ts';

const enLine = fc.oneof(
  fc.constantFrom(
    'We call it kaizen (改善)',
    'We call it kaizen (改善):',
    'Comments (7)',
    '7 comments',
    'example.com',
    'My stack:',
    'Node.js',
    'Bob',
    '\\',
    '\\ backslash first',
    '\u200b\\hidden backslash',
    '\\\u200b',
    'soft\u00adhyphen and zero\u200bwidth',
    'A plain sentence, nothing more.',
    '*bold* _and_ `code`',
    'Привет, мир',
    '👩‍👩‍👧 emoji ❤️',
    '100%',
    'https://example.com/a_b?c=d',
    'me@example.com',
    'AI · 2025-12-05',
    '((unbalanced',
  ),
  fc.string({ minLength: 1, maxLength: 40 }),
);
const jaLine = fc.constantFrom(
  'ボブ (建設)',
  'ボブ（建設）',
  '(笑)',
  'コメント (3)',
  'コメント 7件',
  '全7件のコメント\u200b',
  '名無し',
  'これは進化ではなく宣戦布告だ。',
  'Project RainierはAWSの宣言そのものだ。',
  '「Yes」と言った？',
  '詳しくはhttps://example.com/aを見て',
  '\\バックスラッシュから始まる行',
  '100万枚',
  '𠮷野家で👩‍👩‍👧と',
);

const enText = paragraphs(enLine);
const jaText = paragraphs(jaLine);

const names = bilingual(
  fc.oneof(
    fc.constantFrom('Bob', 'Editor (Evenings)', 'Ex-Intel Chip Architect', 'Discord Clyde', '3 Wise Men'),
    fc.string({ minLength: 1, maxLength: 90 }),
  ),
  fc.constantFrom('ボブ', 'ボブ(建設)', '名無し', '(笑)', 'Anthropicのエンジニアとつながる人', 'DevOpsリード'),
);

/** Threads that the model allows; what it refuses is thrown away. */
export const threads: fc.Arbitrary<Thread> = fc
  .record(
    {
      category: fc.constantFrom('AI', '', 'AI · Chips', 'AI -', 'テクノロジー', '2025-01-01'),
      date: fc.constantFrom('2025-12-05', '2024-02-29', '1999-01-01'),
      author: names,
      title: bilingual(enLine, jaLine),
      card: fc.record(
        {
          title: enLine,
          url: fc.constantFrom('https://example.com', 'http://例え.jp/道?q=1', 'https://a-b.co.jp/x_y', 'HTTP://A/'),
        },
        { requiredKeys: ['url'] },
      ),
      body: bilingual(enText, jaText),
      comments: fc.array(fc.record({ persona: names, text: bilingual(enText, jaText) }), {
        minLength: 1,
        maxLength: 6,
      }),
    },
    { requiredKeys: ['category', 'date', 'author', 'title', 'comments'] },
  )
  .filter((thread) => Thread.safeParse(thread).success);

function paragraphs(line: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const paragraph = fc.array(line, { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n'));
  return fc.array(paragraph, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('\n\n'));
}

function bilingual(en: fc.Arbitrary<string>, ja: fc.Arbitrary<string>): fc.Arbitrary<Bilingual> {
  return fc.oneof(fc.record({ en, ja }), fc.record({ en }), fc.record({ ja }));
}
