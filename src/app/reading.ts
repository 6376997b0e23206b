/** Reading what there is: threads, comments and personas, and their names while they are typed. */
import type { Library } from '../library/library.ts';
import type { LibraryThread } from '../library/libraryThread.ts';
import type { Persona } from '../library/personas.ts';
import type { FaceNumber } from '../replay/face.ts';
import { type Utterance, utteranceAt } from '../thread/utterance.ts';
import type { Call } from './call.ts';
import { personaNamed, threadNamed } from './naming.ts';
import type { FaceGallery } from './ports.ts';
import { Refusal } from './problem.ts';

/** One thing that is said in a thread. */
export type Comment = { readonly thread: LibraryThread; readonly number: number; readonly said: Utterance };

/** Somebody who speaks, their face, and its address if it has been drawn before. */
export type PersonaCard = {
  readonly persona: Persona;
  readonly face: FaceNumber;
  readonly faceUrl: string | undefined;
};

type ReadingOptions = { library: Library; faces: FaceGallery };

/** Everybody on a server may read what it sees. */
export class Reading {
  readonly #options: ReadingOptions;

  constructor(options: ReadingOptions) {
    this.#options = options;
  }

  /** The threads the server sees, the most recent first. */
  async threads(call: Call): Promise<readonly LibraryThread[]> {
    return (await this.#shelf(call)).threads.items;
  }

  /** @throws Refusal when nothing of that name is seen */
  async thread(call: Call, asked: string): Promise<LibraryThread> {
    return threadNamed(await this.#shelf(call), asked, call.requester.language);
  }

  /**
   * A comment of a thread; number 0 is the thread's post.
   *
   * @throws Refusal when there is no such thread, or no such comment in it
   */
  async comment(call: Call, threadId: string, number: number): Promise<Comment> {
    const thread = (await this.#shelf(call)).threads.get(threadId);
    const said = thread && utteranceAt(thread.thread, number);
    if (!thread || !said || thread.muted.has(number)) throw new Refusal({ code: 'no-such-comment' });
    return { thread, number, said };
  }

  /** The personas the server sees; those who spoke most recently first. */
  async personas(call: Call): Promise<readonly Persona[]> {
    return (await this.#shelf(call)).personas.names.items;
  }

  /** @throws Refusal when nobody of that name is seen */
  async persona(call: Call, asked: string): Promise<PersonaCard> {
    const shelf = await this.#shelf(call);
    const persona = personaNamed(shelf, asked, call.requester.language);
    const face = shelf.personas.faceOf(persona);
    return { persona, face, faceUrl: await this.#options.faces.known(face) };
  }

  /** Draws the face of a card for the next look at it: to be called once the card is sent. */
  prepareFace({ face }: PersonaCard): Promise<void> {
    return this.#options.faces.prepare([face]);
  }

  /** The threads that a half-typed text may mean, the best first. */
  async completeThread(call: Call, typed: string): Promise<readonly LibraryThread[]> {
    return (await this.#shelf(call)).threads.match(typed);
  }

  /** The personas that a half-typed text may mean: those of the thread named so far, else of all threads. */
  async completePersona(call: Call, thread: string | undefined, typed: string): Promise<readonly Persona[]> {
    const { threads, personas } = await this.#shelf(call);
    const named = threads.resolve(thread ?? '');
    return (named.kind === 'found' ? personas.of(named.item.id) : personas.names).match(typed);
  }

  #shelf({ place }: Call) {
    return this.#options.library.shelf(place.serverId);
  }
}
