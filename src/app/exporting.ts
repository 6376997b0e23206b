/** Exporting: gives a thread as a file, in the format that somebody asks for. */
import { type ExportFormat, exportFormats, type Format } from '../export/formats.ts';
import type { Pictures } from '../export/html.ts';
import type { Library } from '../library/library.ts';
import { threadFaces } from '../replay/casting.ts';
import type { Thread } from '../thread/model.ts';
import { type Call, requireManageServer } from './call.ts';
import { anyThreadNamed } from './naming.ts';
import type { FacePainter } from './ports.ts';

export { type ExportFormat, exportFormats };

/** A file, named and ready to be sent. */
export type ExportedFile = { readonly name: string; readonly bytes: Uint8Array };

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
    const text = await write(thread.thread, {
      reader: call.requester.language,
      draw: (one, pixels) => this.#draw(one, pixels),
    });
    return { name: `${thread.id}${ending}`, bytes: Buffer.from(text) };
  }

  async #draw(thread: Thread, pixels: number): Promise<Pictures> {
    const drawn = [...threadFaces(thread)].map(
      async ([key, face]) => [key, await this.#options.painter.draw(face, pixels)] as const,
    );
    return new Map(await Promise.all(drawn));
  }
}
