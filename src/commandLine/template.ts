/** `new`: a thread to begin with, in both languages. */
import { commandLineTexts } from '../i18n/commandLine.ts';
import { formatThread } from '../thread/format.ts';
import type { Thread } from '../thread/model.ts';
import { write } from './output.ts';
import { onOneLine, type Terminal } from './terminal.ts';

/** @param date as in `2025-12-05` */
function templateThread(date: string): Thread {
  return {
    category: 'Topic',
    date,
    author: { en: 'Author', ja: '投稿者' },
    title: {
      en: 'Replace this line with a question worth arguing about',
      ja: 'この行を、議論したくなる問いに書き換える',
    },
    card: {
      title: 'The page that the thread is about (delete both lines if there is none)',
      url: 'https://example.com',
    },
    body: {
      en: 'What the thread is about, in English.\n\nAs many paragraphs as you like, with a blank line between them.',
      ja: 'スレッドの内容を日本語で書きます。\n\n段落はいくつあってもかまいません。段落の間には空行を入れます。',
    },
    comments: [
      {
        persona: { en: 'First Speaker', ja: '最初の発言者' },
        text: {
          en: 'A comment begins with a line that names its speaker in both languages. The text follows right below it.',
          ja: 'コメントは、発言者の名前を両方の言語で書いた行から始まり、すぐ下の行から本文を書きます。',
        },
      },
      {
        persona: { en: 'Second Speaker', ja: '2人目の発言者' },
        text: {
          en: 'The number in the heading above is how many comments there are.',
          ja: '上の見出しの数字は、コメントの件数です。',
        },
      },
    ],
  };
}

/**
 * Writes the template.
 *
 * @param path where to; undefined for the terminal
 * @throws CommandError when something is there already, or it cannot be written
 */
export async function writeTemplate(path: string | undefined, date: string, terminal: Terminal): Promise<number> {
  const text = formatThread(templateThread(date));
  if (path === undefined) terminal.out(text);
  else {
    await write(path, text, false);
    terminal.err(`${onOneLine(commandLineTexts[terminal.language].written(path))}\n`);
  }
  return 0;
}
