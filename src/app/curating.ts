/** Curating: what a server's managers put away, mute, or remove from what they imported; and take back. */
import type { Collections } from '../library/collection.ts';
import type { Library } from '../library/library.ts';
import type { LibraryThread } from '../library/libraryThread.ts';
import type { Persona } from '../library/personas.ts';
import type { Replays } from '../replay/replays.ts';
import type { Named, Names } from '../search/names.ts';
import type { PersonaKey } from '../thread/identity.ts';
import { bothIn } from '../thread/language.ts';
import { type Call, mayManageServer, requireManageServer } from './call.ts';
import type { ImportIndex } from './importIndex.ts';
import { personaNamed, threadNamed } from './naming.ts';
import { Refusal } from './problem.ts';

/** An import that is gone, and whether the server sees the shipped thread again whose place it had taken. */
export type Removed = { readonly thread: LibraryThread; readonly uncovered: boolean };

type CuratingOptions = {
  library: Library;
  collections: Pick<Collections, 'removeImport' | 'setHidden' | 'setMuted'>;
  index: Pick<ImportIndex, 'update'>;
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

  /**
   * The same of somebody who speaks in a post; who is muted stays so.
   *
   * @throws Refusal when the requester may not, or nobody in the server's threads is that persona any more
   */
  async muteSpeaker(call: Call, key: PersonaKey): Promise<Persona> {
    requireManageServer(call);
    const { personas, muted } = await this.#shelf(call);
    const persona = [...personas.names.items, ...muted.names.items].find((one) => one.key === key);
    if (!persona) throw new Refusal({ code: 'no-such-comment' });
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
    const seen = threads.resolve(asked);
    if (imports.resolve(asked).kind === 'unknown' && seen.kind === 'found' && !imports.get(seen.item.id)) {
      throw new Refusal({ code: 'shipped-thread', title: seen.item.name });
    }
    return among(imports, asked, call, 'not-imported');
  }

  /**
   * Removes an import. A replay of it ends first.
   *
   * @param threadId its id, and nothing like it: what somebody confirmed is removed, or nothing
   * @throws Refusal when the requester may not, or it is not there any more
   */
  async remove(call: Call, threadId: string): Promise<Removed> {
    requireManageServer(call);
    const thread = (await this.#shelf(call)).imports.get(threadId);
    if (!thread) throw new Refusal({ code: 'not-imported', asked: threadId, nearest: [] });
    const { collections, library, index, replays } = this.#options;
    const { serverId } = call.place;
    await replays.endAllOf(serverId, threadId);
    await collections.removeImport(serverId, threadId);
    library.forget(serverId);
    // One may have been started while the import was still seen.
    await replays.endAllOf(serverId, threadId);
    await index.update(serverId);
    return { thread, uncovered: library.shipped.some(({ id }) => id === threadId) };
  }

  /** What a half-typed text may mean of a kind of threads, the best first; none for who may not manage the server. */
  async complete(call: Call, what: 'all' | 'hidden' | 'imports', typed: string): Promise<readonly LibraryThread[]> {
    if (!mayManageServer(call)) return [];
    const { threads, ...shelf } = await this.#shelf(call);
    return what === 'all' ? [...threads.match(typed), ...shelf.hidden.match(typed)] : shelf[what].match(typed);
  }

  /** The same of the muted personas. */
  async completeMuted(call: Call, typed: string): Promise<readonly Persona[]> {
    return mayManageServer(call) ? (await this.#shelf(call)).muted.names.match(typed) : [];
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
  const nearest = resolution.nearest.map(({ id, name }) => ({
    id,
    name: bothIn(name, call.requester.language).join(' / '),
  }));
  throw new Refusal({ code, asked, nearest });
}

type NotAmong = 'not-hidden' | 'not-muted' | 'not-imported';
