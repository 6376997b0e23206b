/** Searching what a server sees, and keeping a search at hand for whoever turns its pages. */
import { LRUCache } from 'lru-cache';
import type { Library } from '../library/library.ts';
import type { LibraryThread } from '../library/libraryThread.ts';
import type { Persona } from '../library/personas.ts';
import type { Shelf } from '../library/shelf.ts';
import type { FaceNumber } from '../replay/face.ts';
import type { SearchHit, SearchIndex, SearchResult } from '../search/search.ts';
import { pageCount } from '../text/pages.ts';
import type { Bilingual, Language } from '../thread/bilingual.ts';
import { personaKey } from '../thread/identity.ts';
import { utteranceAt } from '../thread/utterance.ts';
import type { Call } from './call.ts';
import { personaNamed, threadNamed } from './naming.ts';
import type { FaceGallery, MessagePlace, PostStore } from './ports.ts';
import { Refusal } from './problem.ts';
import type { ServerSettings } from './settings.ts';
import type { WritePermission } from './writePermission.ts';

/** Hits on one page. */
const HITS_A_PAGE = 5;

/**
 * Servers, and searches of each, whose pages can still be turned. They are in memory alone, since a button's id has no
 * room for the words; a restart forgets them, and the button then says so.
 */
const REMEMBERED_SERVERS = 1_000;
const REMEMBERED_A_SERVER = 50;

/** UTF-16 units of the words that are searched for, and remembered; an option of Discord's takes 6,000. */
const LONGEST_WORDS = 300;

/** What a person asked for, as typed. */
export type SearchRequest = {
  readonly words?: string | undefined;
  readonly persona?: string | undefined;
  readonly thread?: string | undefined;
  readonly language?: Language | undefined;
  /** Only the person who asked is to see the answer. */
  readonly private: boolean;
};

/** What can be searched for instead: a word in the place of the words, or everything that a persona says. */
export const Instead = ['words', 'persona'] as const;
export type Instead = (typeof Instead)[number];

/** A search as understood. It is kept at hand, so it holds names, and no threads. */
type Search = {
  /** As asked for, with ids in the place of names. */
  readonly request: SearchRequest;
  readonly serverId: string;
  readonly words: string;
  readonly persona: Pick<Persona, 'key' | 'name'> | undefined;
  readonly thread: Pick<LibraryThread, 'id' | 'name'> | undefined;
  readonly language: Language | undefined;
  /** Whether only the person who asked sees the answer. */
  readonly private: boolean;
  /** The language of the answer: the reader's own, or the server's where everybody reads it. */
  readonly reader: Language;
};

/** One comment that was found. */
export type FoundComment = {
  readonly hit: SearchHit;
  readonly thread: LibraryThread;
  readonly persona: Bilingual;
  /** The persona's face in this thread, and its address if it has been drawn before. */
  readonly face: FaceNumber;
  readonly faceUrl: string | undefined;
  /** The latest post of this comment in this server, if there is one. */
  readonly post: MessagePlace | undefined;
};

/** One page of what was found. */
export type FoundPage = Pick<SearchResult, 'total' | 'complete' | 'corrected'> & {
  readonly searchId: string;
  readonly search: Search;
  readonly page: number;
  readonly pages: number;
  readonly found: readonly FoundComment[];
  /** Without a hit: what would find something. */
  readonly nearestWords: readonly string[];
  readonly nearestPersonas: readonly Persona[];
};

/** The share of a name that may be mistyped where it may as well be no name at all. */
const MUCH_ALIKE = 0.35;

type SearchingOptions = {
  library: Library;
  index: SearchIndex;
  posts: PostStore;
  faces: FaceGallery;
  settings: ServerSettings;
  mayWrite: WritePermission;
};

/** Everybody on a server may search what it sees; aloud only where they may write. */
export class Searching {
  readonly #options: SearchingOptions;
  /** By server: however much one of them searches, the pages of the others can still be turned. */
  readonly #searches = new LRUCache<string, LRUCache<string, Search>>({ max: REMEMBERED_SERVERS });

  constructor(options: SearchingOptions) {
    this.#options = options;
  }

  /**
   * Searches, and gives the first page: to the requester alone if they wish so, if nothing is found, or if people see what is
   * in this place only once they asked to.
   *
   * @throws Refusal when nothing was asked for, a name is unknown, or everybody would see it where the requester may not
   * write
   */
  async search(call: Call, request: SearchRequest): Promise<FoundPage> {
    const { library, settings, mayWrite } = this.#options;
    const { requester, place } = call;
    const words = request.words?.trim().slice(0, LONGEST_WORDS) ?? '';
    if (words === '' && !request.persona && !request.thread) throw new Refusal({ code: 'nothing-to-search' });
    const isPrivate = request.private || place.spoiler === true;
    if (!isPrivate && !(await mayWrite(call))) throw new Refusal({ code: 'may-not-search-aloud' });
    const shelf = await library.shelf(place.serverId);
    const thread = request.thread ? threadNamed(shelf, request.thread, requester.language) : undefined;
    const persona = request.persona ? personaNamed(shelf, request.persona, requester.language, thread?.id) : undefined;
    const search: Search = {
      request: { ...request, words, thread: thread?.id, persona: persona?.id },
      serverId: place.serverId,
      words,
      thread: thread && { id: thread.id, name: thread.name },
      persona: persona && { key: persona.key, name: persona.name },
      language: request.language,
      private: isPrivate,
      reader: isPrivate ? requester.language : (await settings.inForce(place)).speech,
    };
    const page = await this.#page(call.id, search, shelf, 1);
    // Nobody else waits for what there is not.
    const shown = page.total > 0 ? search : { ...search, private: true, reader: requester.language };
    this.#remember(call.id, shown);
    return { ...page, search: shown };
  }

  /**
   * Searches for what a search without a hit named in its place, and otherwise as it was.
   *
   * @param choice counted from 0
   * @throws Refusal when the search is forgotten, or as {@link search}
   */
  async searchInstead(call: Call, searchId: string, instead: Instead, choice: number): Promise<FoundPage> {
    const { nearestWords, nearestPersonas, search } = await this.turn(call, searchId, 1);
    const words = instead === 'words' ? nearestWords[choice] : undefined;
    const persona = instead === 'persona' ? nearestPersonas[choice]?.id : undefined;
    if (words === undefined && persona === undefined) throw new Refusal({ code: 'search-forgotten' });
    const { request } = search;
    return this.search(call, persona === undefined ? { ...request, words } : { ...request, words: undefined, persona });
  }

  /**
   * Another page of a search made in the same server; a page beyond the last is the last.
   *
   * @throws Refusal when the search is forgotten
   */
  async turn({ place: { serverId } }: Call, searchId: string, page: number): Promise<FoundPage> {
    const search = this.#searches.get(serverId)?.get(searchId);
    if (!search) throw new Refusal({ code: 'search-forgotten' });
    return this.#page(searchId, search, await this.#options.library.shelf(serverId), page);
  }

  /** Makes the faces of a page exist, for the next look at it: to be called once the page is sent. */
  prepareFaces({ found }: FoundPage): Promise<void> {
    return this.#options.faces.prepare(found.map(({ face }) => face));
  }

  #remember(searchId: string, search: Search): void {
    const searches = this.#searches.get(search.serverId) ?? new LRUCache<string, Search>({ max: REMEMBERED_A_SERVER });
    searches.set(searchId, search);
    this.#searches.set(search.serverId, searches);
  }

  async #page(searchId: string, search: Search, shelf: Shelf, page: number): Promise<FoundPage> {
    const { hits, total, complete, corrected, nearest } = await this.#hits(search, shelf, page);
    const pages = pageCount(total, HITS_A_PAGE);
    if (page > pages) return this.#page(searchId, search, shelf, pages);
    const posts = await this.#options.posts.latest(search.serverId, hits);
    const found = await Promise.all(hits.map((hit, at) => this.#found(shelf, hit, posts[at])));
    const nothing = total === 0 && search.words !== '';
    return {
      ...{ searchId, search, page, pages, total, complete, corrected },
      found: found.filter((one) => one !== undefined),
      nearestWords: nothing ? nearest : [],
      nearestPersonas: nothing ? shelf.personas.names.nearest(search.words, MUCH_ALIKE) : [],
    };
  }

  #hits(
    { serverId, words, persona, thread, language, reader }: Search,
    { unseen, silenced }: Shelf,
    page: number,
  ): Promise<SearchResult> {
    return this.#options.index.search({
      ...{ words, serverId, language, unseen },
      muted: [...silenced],
      persona: persona?.key,
      threadId: thread?.id,
      preferred: reader,
      offset: (page - 1) * HITS_A_PAGE,
      limit: HITS_A_PAGE,
    });
  }

  /** Undefined for a comment that the library has lost since the index was brought up to date. */
  async #found(
    { threads, personas }: Shelf,
    hit: SearchHit,
    post: MessagePlace | undefined,
  ): Promise<FoundComment | undefined> {
    const thread = threads.get(hit.threadId);
    const said = thread && utteranceAt(thread.thread, hit.comment);
    if (!thread || !said || thread.muted.has(hit.comment)) return undefined;
    const { persona } = said;
    const face = personas.faceIn(thread, personaKey(persona));
    return { hit, thread, persona, face, faceUrl: await this.#options.faces.known(face), post };
  }
}
