import type { APIMessageTopLevelComponent } from 'discord.js';
import { describe, expect, it } from 'vitest';
import type { BadFile, ImportOutcome } from '../../../src/app/importing.ts';
import { askRemovalView, importView, removedView } from '../../../src/discord/views/library.ts';
import type { View } from '../../../src/discord/views/parts.ts';
import { sentences } from '../../../src/i18n/i18n.ts';
import type { LibraryThread } from '../../../src/library/libraryThread.ts';
import { limits } from '../../../src/text/limits.ts';
import { readThreadJson } from '../../../src/thread/json.ts';
import type { Thread } from '../../../src/thread/model.ts';
import { parseThread } from '../../../src/thread/parse.ts';
import { cpuTime } from '../../support/cpuTime.ts';
import { HOSTILE_TITLES } from '../../support/hostileTitles.ts';
import { teaThread } from '../../support/imports.ts';

const { en, ja } = sentences;

/** All texts of a view. */
function textsIn(view: View): string {
  const texts = (parts: readonly unknown[]): string[] =>
    (parts as APIMessageTopLevelComponent[]).flatMap((part) => {
      if ('content' in part) return [part.content];
      return 'components' in part ? texts(part.components) : [];
    });
  return texts(view).join('\n');
}

function threadWith(title: string): LibraryThread {
  const persona = { en: 'Ann' };
  const thread: Thread = {
    ...{ category: '', date: '2026-01-01', author: persona, title: { en: title } },
    comments: [{ persona, text: { en: 'Hi.' } }],
  };
  return { id: 'x', name: thread.title, thread, muted: new Set() };
}

function badText(text: string, name = 'tea.txt'): BadFile {
  const source = Buffer.from(text);
  const { diagnostics } = parseThread(source);
  return { kind: 'bad-file', name, source, diagnostics, problems: [] };
}

function imported(text: string): ImportOutcome {
  const source = Buffer.from(text);
  const result = parseThread(source);
  if (!result.ok) throw new Error('The thread cannot be read.');
  const { thread } = result;
  const named = { id: 'x', name: thread.title, thread };
  return { kind: 'imported', thread: named, personas: 3, replaced: false, warnings: result.diagnostics, source };
}

const reportOf = (file: BadFile, words = en) => {
  const { view, files } = importView(file, words === en ? 'en' : 'ja', words);
  return { text: textsIn(view), report: Buffer.from(files?.[0]?.bytes ?? []).toString() };
};

describe('The answer to an import', () => {
  it('fits into a message whatever the thread is called and whatever there is to be warned of', () => {
    const odd = `Guest (客)\n${'z\u0351\u0352\u0353'.repeat(200)}${'@*_~'.repeat(50)}\n\n`.repeat(20);
    for (const title of HOSTILE_TITLES) {
      for (const [language, words] of [
        ['en', en],
        ['ja', ja],
      ] as const) {
        const { view } = importView(
          imported(teaThread({ title }).replace('Comments (3)\n', `Comments (99)\n${odd}`)),
          language,
          words,
        );
        expect(textsIn(view).length).toBeLessThanOrEqual(limits.texts);
      }
    }
  });

  it('shows places with the character under the caret, wide characters taking two columns', () => {
    const { text } = reportOf(badText(teaThread().replace('もちろん緑茶。', '緑茶\u0001。')));
    expect(text).toContain('A control character (U+0001) is not allowed. Delete it.\n緑茶\ufffd。\n    ^');
  });

  it('a code block is not closed by what it quotes', () => {
    const { text } = reportOf(badText(teaThread().replace('Coffee.', '```\u0001```')));
    expect(text.match(/```/g)).toHaveLength(2);
  });

  it('a list that is too long for a message goes as a file, errors first, then what is worth a look', () => {
    const lines = Array.from({ length: 80 }, (_, at) => `Line ${at}\u0001.`).join('\n');
    const { text, report } = reportOf(
      badText(teaThread().replace('Coffee.', lines).replace('Comments (3)', 'Comments (4)')),
    );
    expect(text).toBe(
      '### **tea.txt** cannot be imported\nNothing was stored. 80 things are wrong with it:\nThe list is long: it is in the attached file.',
    );
    expect(report.match(/U\+0001/g)).toHaveLength(80);
    expect(report.indexOf('Worth a look (1 place):')).toBeGreaterThan(report.lastIndexOf('U+0001'));
    expect(report).toMatch(/Comments \(4\)\n\^\n$/);
    expect(report).not.toContain('```');
  });

  it('of tens of thousands of errors the first are listed, and the others counted, in time', () => {
    const file = badText('a\u0001\n'.repeat(40_000));
    expect(cpuTime(() => reportOf(file, ja))).toBeLessThan(2_000);
    const { text, report } = reportOf(file, ja);
    expect(text).toMatch(/次の40,00\d件を修正してください/);
    const [errors = ''] = report.split('確認をおすすめする箇所');
    expect(errors.match(/^\d+:\d+ /gm)).toHaveLength(2_000);
    expect(errors).toMatch(/ほか38,00\d件\n\n$/);
  });

  it('of JSON with very many wrong values the first are listed too', () => {
    const keys = Array.from({ length: 20_000 }, (_, at) => `"k${at}":1`).join();
    const source = Buffer.from(`{${keys}}`);
    const result = readThreadJson(source);
    if (result.ok) throw new Error('That is a thread.');
    const { diagnostics, problems } = result;
    const { text, report } = reportOf({ kind: 'bad-file', name: 'tea.json', source, diagnostics, problems });
    expect(text).toContain('20,005 things are wrong with it');
    expect(report.split('\n\n')).toHaveLength(2_001);
    expect(report).toMatch(/… and 18,005 more\n$/);
  });

  it('says what would change, or that only the order would', () => {
    const none = { added: 0, removed: 0, changed: 0, post: false };
    const shown = (changes: typeof none, words = en) =>
      textsIn(
        importView({ kind: 'differs', offerId: '1', known: threadWith('Tea'), changes, shipped: false }, 'en', words)
          .view,
      );
    expect(shown({ added: 2, removed: 1, changed: 3, post: true })).toBe(
      '### “Tea” is here already, with other content\n- The post itself changed\n- 2 comments added\n- 1 comment removed\n- 3 comments changed\nReplace it?',
    );
    expect(shown(none)).toContain('- The same comments in another order');
    expect(shown(none, ja)).toContain('- コメントの順序が変わります');
  });
});

describe('The question before a removal, and its answer', () => {
  it('fit into a message whatever the thread is called', () => {
    for (const title of HOSTILE_TITLES) {
      for (const words of [en, ja]) {
        const thread = threadWith(title);
        const views = [askRemovalView(thread, 'en', words), removedView({ thread, uncovered: true }, 'en', words)];
        for (const view of views) expect(textsIn(view).length).toBeLessThanOrEqual(limits.texts);
      }
    }
  });
});
