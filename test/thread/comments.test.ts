import { describe, expect, it } from 'vitest';
import { MAX_COMMENTS } from '../../src/thread/model.ts';
import { parseThread } from '../../src/thread/parse.ts';
import { dialogue, found, sourceOf, threadOf } from '../support/sources.ts';

/** A source with this heading and these comments; its line 13 is the first one below the heading. */
const withComments = (heading: string, ...comments: string[]) => sourceOf({ heading, comment: comments.join('\n\n') });

const ann = 'Ann (アン)\nHello.\n\nやあ。';
const bob = 'Bob (ボブ)\nYo.\n\nよう。';

describe('a speaker with a Japanese name', () => {
  it('begins a comment below a blank line, whatever number the heading says', () => {
    expect(dialogue(withComments('コメント (1)', ann, bob))).toEqual(['Ann: Hello. / やあ。', 'Bob: Yo. / よう。']);
    expect(found(withComments('コメント (1)', ann, bob))).toEqual(['warning 12:1 comment-count']);
  });

  it('may have invisible characters around and in the names', () => {
    expect(
      dialogue(withComments('コメント (2)', ann, bob.replace('Bob (ボブ)', '\u200bBo\u00adb\u2060 (ボブ)\u200e'))),
    ).toEqual(['Ann: Hello. / やあ。', 'Bob: Yo. / よう。']);
  });

  it('with nothing below is a comment without text where another speaker or the end follows', () => {
    expect(found(withComments('コメント (2)', 'Ann (アン)', bob))).toEqual(['error 13:1 comment-without-text']);
    expect(found(withComments('コメント (2)', ann, 'Bob (ボブ)'))).toEqual(['error 18:1 comment-without-text']);
  });

  it('with a blank line below is a text where another text follows, and is reported', () => {
    const source = withComments('コメント (1)', ann, 'Bob (ボブ)', 'Yo.');
    expect(dialogue(source)).toEqual(['Ann: Hello.\n\nBob (ボブ)\n\nYo. / やあ。']);
    expect(found(source)).toEqual(['warning 18:1 persona-line-alone']);
  });

  it('with a mark behind the names is a text, and is reported', () => {
    const source = withComments('コメント (1)', ann, 'Robert Jones (ボブ):\nYo.');
    expect(dialogue(source)).toEqual(['Ann: Hello.\n\nRobert Jones (ボブ):\nYo. / やあ。']);
    expect(found(source)).toEqual(['warning 18:1 persona-line-with-mark']);
  });
});

describe('a line with both names inside a paragraph', () => {
  const inside = ann.replace('やあ。', 'やあ。\nBob (ボブ)\nYo.\n\nよう。');

  it('with text below is a speaker as far as the number asks for one, and is reported', () => {
    expect(dialogue(withComments('コメント (2)', inside))).toEqual(['Ann: Hello. / やあ。', 'Bob: Yo. / よう。']);
    expect(found(withComments('コメント (2)', inside))).toEqual(['warning 17:1 persona-line-inside']);
    expect(parseThread(withComments('コメント (2)', inside)).diagnostics).toMatchObject([{ readAs: 'speaker' }]);
  });

  it.each(['コメント (1)', 'コメント'])('below the heading %s is a text, and is reported', (heading) => {
    expect(dialogue(withComments(heading, inside))).toEqual(['Ann: Hello. / やあ。\nBob (ボブ)\nYo.\n\nよう。']);
    expect(parseThread(withComments(heading, inside)).diagnostics).toMatchObject([
      { line: 17, code: 'persona-line-inside', readAs: 'text' },
    ]);
  });

  it('leaves fewer speakers to the bare names', () => {
    const source = withComments('コメント (3)', inside, 'Anonymous\nI agree.', 'Nobody\nMe too.');
    expect(threadOf(source).comments.map(({ persona }) => persona.en)).toEqual(['Ann', 'Bob', 'Anonymous']);
  });

  it('counts from the top', () => {
    const source = withComments('コメント (2)', `${inside}\nCy (サイ)\nHm.`);
    expect(threadOf(source).comments.map(({ persona }) => persona.en)).toEqual(['Ann', 'Bob']);
    expect(found(source)).toEqual(['warning 17:1 persona-line-inside', 'warning 21:1 persona-line-inside']);
  });

  it('that ends its paragraph, or is escaped, is a text without a word', () => {
    const source = withComments(
      'コメント (1)',
      'Ann (アン)\nHello.\nWe call it kaizen (改善)\n\nやあ。\n\\Bob (ボブ)\nよう。',
    );
    expect(dialogue(source)).toEqual(['Ann: Hello.\nWe call it kaizen (改善) / やあ。\nBob (ボブ)\nよう。']);
    expect(found(source)).toEqual([]);
  });
});

describe('a bare name', () => {
  const nameless = 'Anonymous\nI agree.\n\n同感です。';
  const list = 'Three reasons\n1. Speed\n2. Cost';

  it('begins a comment as far as the number asks for one, from the top, those with a Japanese name counted first', () => {
    expect(dialogue(withComments('コメント (2)', nameless, ann))).toEqual([
      'Anonymous: I agree. / 同感です。',
      'Ann: Hello. / やあ。',
    ]);
    expect(found(withComments('コメント (2)', nameless, ann))).toEqual([]);
  });

  it('is a text without a word where the number asks for no more', () => {
    expect(dialogue(withComments('コメント (1)', ann, list))).toEqual([`Ann: Hello.\n\n${list} / やあ。`]);
    expect(found(withComments('コメント (1)', ann, list))).toEqual([]);
  });

  it('is reported, as every other one, where there are more of them than the number asks for', () => {
    const source = withComments('コメント (2)', ann, list, nameless);
    expect(threadOf(source).comments.map(({ persona }) => persona.en)).toEqual(['Ann', 'Three reasons']);
    expect(parseThread(source).diagnostics).toMatchObject([
      { line: 18, code: 'unclear-name', readAs: 'speaker' },
      { line: 22, code: 'unclear-name', readAs: 'text' },
    ]);
  });

  it('always begins a comment where the heading has no number', () => {
    expect(threadOf(withComments('コメント', ann, nameless)).comments).toHaveLength(2);
    expect(found(withComments('コメント', ann, nameless))).toEqual([]);
  });

  it('with a blank line below is a text', () => {
    expect(dialogue(withComments('コメント (1)', ann, 'Anonymous', 'I agree.'))).toEqual([
      'Ann: Hello.\n\nAnonymous\n\nI agree. / やあ。',
    ]);
  });
});

describe('the comments', () => {
  it('are counted, and another number than the heading’s is warned of with both', () => {
    expect(parseThread(withComments('コメント (7)', ann, bob)).diagnostics).toMatchObject([
      { severity: 'warning', line: 12, code: 'comment-count', declared: 7, found: 2 },
    ]);
  });

  it('begin with a speaker: a text before the first one is refused', () => {
    expect(found(withComments('コメント (1)', 'oh, well.', ann))).toEqual(['error 13:1 text-before-first-comment']);
  });

  it('are asked for where there are none', () => {
    expect(found(withComments('コメント (0)'))).toEqual(['error 12:1 no-comments']);
    expect(found(withComments('コメント (1)', 'oh, well.'))).toEqual(['error 13:1 no-comments']);
    expect(found(sourceOf({ heading: '', comment: '' }))).toEqual(['error 13:1 no-comments']);
  });

  it('may be 2,000, and not one more', () => {
    const many = Array.from({ length: MAX_COMMENTS }, (_, index) => `P${index} (人)\nhi\n\nやあ`);
    expect(threadOf(withComments('コメント (2000)', ...many)).comments).toHaveLength(MAX_COMMENTS);
    expect(parseThread(withComments('コメント', ...many, bob)).diagnostics).toMatchObject([
      { severity: 'error', line: 10_013, code: 'too-many-comments', found: 2_001, most: 2_000 },
    ]);
  });

  it('without one of the languages are warned of where their text begins', () => {
    expect(found(withComments('コメント (2)', 'Ann (アン)\nHello.', 'Bob (ボブ)\nよう。'))).toEqual([
      'warning 14:1 missing-language',
      'warning 17:1 missing-language',
    ]);
  });
});
