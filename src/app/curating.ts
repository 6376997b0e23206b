/** Curating: what a server's managers put away, mute, or remove from what they imported; and take back. */
import type { Collections } from '../library/collection.ts';
import type { Library } from '../library/library.ts';
import type { LibraryThread } from '../library/libraryThread.ts';
import type { Persona } from '../library/personas.ts';
import type { Replays } from '../replay/replays.ts';
import type { Named, Names } from '../search/names.ts';
import { bothIn } from '../thread/language.ts';
import { type Call, requireManageServer } from './call.ts';
import type { ImportIndex } from './importIndex.ts';
import { personaNamed, threadNamed } from './naming.ts';
import { Refusal } from './problem.ts';

type CuratingOptions = {
  library: Library;
  collections: Collections;
  index: ImportIndex;
  replays: Pick<Replays, 'endAllOf'>;
};

/** All of it needs the permission to manage the server. */
export class Curating {
  readonly #options: CuratingOptions;

  constructor(options: CuratingOptions) {
    this.#options = options;
  }

  /**
   * Puts a thread away: the server sees it nowhere until it is shown again. A replay that runs goes on.
   *
   * @throws Refusal when the requester may not, or nothing of that name is seen
   */
  async hide(call: Call, asked: string): Promise<LibraryThread> {
    requireManageServer(call);
    const thread = threadNamed(await this.#shelf(call), asked, call.requester.language);
    await this.#setHidden(call, thread.id, true);
    return thread;
  }

  /** @throws Refusal when the requester may not, or no hidden thread has that name */
  async unhide(call: Call, asked: string): Promise<LibraryThread> {
    requireManageServer(call);
    const { hidden } = await this.#shelf(call);
    const thread = among(hidden, asked, call, 'not-hidden');
    await this.#setHidden(call, thread.id, false);
    return thread;
  }

  /**
   * Leaves out what a persona says: everywhere at once, in a running replay from its next post on.
   *
   * @throws Refusal when the requester may not, or nobody of that name is seen
   */
  async mute(call: Call, asked: string): Promise<Persona> {
    requireManageServer(call);
    const persona = personaNamed(await this.#shelf(call), asked, call.requester.language);
    await this.#setMuted(call, persona, true);
    return persona;
  }

  /** @throws Refusal when the requester may not, or no muted persona has that name */
  async unmute(call: Call, asked: string): Promise<Persona> {
    requireManageServer(call);
    const { muted } = await this.#shelf(call);
    const persona = among(muted.names, asked, call, 'not-muted');
    await this.#setMuted(call, persona, false);
    return persona;
  }

  /**
   * The import of the server that a text names, to be asked about before it is removed.
   *
   * @throws Refusal when the requester may not, no import has that name, or it names a shipped thread
   */
  async removable(call: Call, asked: string): Promise<LibraryThread> {
    requireManageServer(call);
    const { imports, threads } = await this.#shelf(call);
    const shipped = threads.resolve(asked);
    const own = imports.resolve(asked);
    if (own.kind === 'unknown' && shipped.kind === 'found') {
      throw new Refusal({ code: 'shipped-thread', title: shipped.item.name });
    }
    return among(imports, asked, call, 'not-imported');
  }

  /**
   * Removes an import. A replay of it ends first.
   *
   * @param threadId its id
   * @throws Refusal as {@link removable}
   */
  async remove(call: Call, threadId: string): Promise<LibraryThread> {
    const thread = await this.removable(call, threadId);
    const { collections, library, index, replays } = this.#options;
    const { serverId } = call.place;
    await replays.endAllOf(serverId, thread.id);
    await collections.removeImport(serverId, thread.id);
    library.forget(serverId);
    await index.update(serverId);
    return thread;
  }

  /** The hidden threads, imports and muted personas that a half-typed text may mean, the best first. */
  async complete(call: Call, what: 'hidden' | 'imports', typed: string): Promise<readonly LibraryThread[]> {
    return (await this.#shelf(call))[what].match(typed);
  }

  async completeMuted(call: Call, typed: string): Promise<readonly Persona[]> {
    return (await this.#shelf(call)).muted.names.match(typed);
  }

  async #setHidden({ place: { serverId } }: Call, threadId: string, hidden: boolean): Promise<void> {
    const { collections, library, index } = this.#options;
    await collections.setHidden(serverId, threadId, hidden);
    library.forget(serverId);
    await index.update(serverId);
  }

  async #setMuted({ place: { serverId } }: Call, { key }: Persona, muted: boolean): Promise<void> {
    const { collections, library } = this.#options;
    await collections.setMuted(serverId, key, muted);
    library.forget(serverId);
  }

  #shelf({ place }: Call) {
    return this.#options.library.shelf(place.serverId);
  }
}

/** @throws Refusal naming what comes nearest */
function among<Item extends Named>(names: Names<Item>, asked: string, call: Call, code: NotAmong): Item {
  const resolution = names.resolve(asked);
  if (resolution.kind === 'found') return resolution.item;
  const nearest = resolution.nearest.map(({ name }) => bothIn(name, call.requester.language).join(' / '));
  throw new Refusal({ code, asked, nearest });
}

type NotAmong = 'not-hidden' | 'not-muted' | 'not-imported';
