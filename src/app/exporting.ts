/** Exporting: gives a thread as a file, in the format that somebody asks for. */
import { type Pictures, toHtml } from '../export/html.ts';
import { toMarkdown } from '../export/markdown.ts';
import type { Library } from '../library/library.ts';
import type { LibraryThread } from '../library/libraryThread.ts';
import { threadFaces } from '../replay/casting.ts';
import type { Language } from '../thread/bilingual.ts';
import { formatThread } from '../thread/format.ts';
import { writeThreadJson } from '../thread/json.ts';
import type { Thread } from '../thread/model.ts';
import { type Call, requireManageServer } from './call.ts';
import { anyThreadNamed } from './naming.ts';
import type { FacePainter } from './ports.ts';

/** A file, named and ready to be sent. */
export type ExportedFile = { readonly name: string; readonly bytes: Uint8Array };

/** What a format makes of a thread. */
type Format = {
  /** What the file's name ends in. */
  readonly ending: string;
  readonly write: (thread: Thread, pictures: () => Promise<Pictures>, reader: Language) => string | Promise<string>;
};

/** Every format, by the name people choose it by. */
export const exportFormats = {
  text: { ending: '.txt', write: formatThread },
  json: { ending: '.json', write: writeThreadJson },
  markdown: { ending: '.md', write: toMarkdown },
  html: { ending: '.html', write: async (thread, pictures, reader) => toHtml(thread, await pictures(), reader) },
} as const satisfies Readonly<Record<string, Format>>;

/** The name of a format. */
export type ExportFormat = keyof typeof exportFormats;

type ExportingOptions = { library: Library; painter: FacePainter };

/** Gives a server's managers its threads as files. */
export class Exporting {
  readonly #options: ExportingOptions;

  constructor(options: ExportingOptions) {
    this.#options = options;
  }

  /** @throws Refusal when the requester may not manage the server, or no thread, hidden or not, has that name */
  async file(call: Call, asked: string, format: ExportFormat): Promise<ExportedFile> {
    requireManageServer(call);
    const shelf = await this.#options.library.shelf(call.place.serverId);
    const thread = anyThreadNamed(shelf, asked, call.requester.language);
    const { ending, write }: Format = exportFormats[format];
    const text = await write(thread.thread, () => this.#pictures(thread), call.requester.language);
    return { name: `${thread.id}${ending}`, bytes: Buffer.from(text) };
  }

  async #pictures({ thread }: LibraryThread): Promise<Pictures> {
    const drawn = [...threadFaces(thread)].map(
      async ([key, face]) => [key, await this.#options.painter.small(face)] as const,
    );
    return new Map(await Promise.all(drawn));
  }
}
