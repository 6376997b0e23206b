/** The formats that a thread can be exported as. */
import type { Language } from '../thread/bilingual.ts';
import { formatThread } from '../thread/format.ts';
import { writeThreadJson } from '../thread/json.ts';
import type { Thread } from '../thread/model.ts';
import { type Pictures, pictureSize, toHtml } from './html.ts';
import { toMarkdown } from './markdown.ts';

/** What a format may need besides the thread. */
export type ExportTools = {
  /** Whose language the file opens in, where it can open in one. */
  readonly reader: Language;
  /** Draws the face of everybody who speaks in a thread, so many pixels wide and high. */
  readonly draw: (thread: Thread, pixels: number) => Promise<Pictures>;
};

/** What a format makes of a thread. */
export type Format = {
  /** What the file's name ends in. */
  readonly ending: string;
  readonly write: (thread: Thread, tools: ExportTools) => string | Promise<string>;
};

/** Every format, by the name people choose it by. */
export const exportFormats = {
  text: { ending: '.txt', write: formatThread },
  json: { ending: '.json', write: writeThreadJson },
  markdown: { ending: '.md', write: toMarkdown },
  html: {
    ending: '.html',
    write: async (thread, { draw, reader }) => toHtml(thread, await draw(thread, pictureSize(thread)), reader),
  },
} as const satisfies Readonly<Record<string, Format>>;

export type ExportFormat = keyof typeof exportFormats;
