/** Files that people chose on the page and have not sent yet. */
import { randomUUID } from 'node:crypto';
import type { StoredFile } from '../loopback/world/model.ts';

/** Files kept; the oldest are forgotten. */
const MOST = 20;

/** UTF-16 units of a file's name. */
const LONGEST_NAME = 200;

export class Uploads {
  readonly #files = new Map<string, StoredFile>();

  /** Keeps a file; the id it is sent by. */
  keep({ name, type, bytes }: StoredFile): string {
    const id = randomUUID();
    this.#files.set(id, { name: name.slice(-LONGEST_NAME).toWellFormed(), type, bytes });
    for (const oldest of this.#files.keys()) if (this.#files.size > MOST) this.#files.delete(oldest);
    return id;
  }

  get(id: string): StoredFile | undefined {
    return this.#files.get(id);
  }
}
