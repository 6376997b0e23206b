/** Searches what a server sees, and keeps the search at hand for whoever turns its pages. */
import { messageLink, type REST } from 'discord.js';
import { type Caller, settingsFor } from '../discord/interactions/caller.ts';
import { mayWrite } from '../discord/rest/writePermission.ts';
import type { Faces } from '../discord/stage/faces.ts';
import type { Library, LibraryThread, Persona } from '../library/library.ts';
import type { SearchHit, SearchIndex, SearchResult } from '../search/search.ts';
import type { PostStore } from '../store/posts.ts';
import type { SettingsStore } from '../store/settings.ts';
import { pageCount } from '../text/pages.ts';
import type { Bilingual, Language } from '../thread/bilingual.ts';
import { personaKey } from '../thread/identity.ts';
import { said } from '../thread/utterance.ts';
import { Refusal } from './problem.ts';
import { Recent } from './recent.ts';

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
export type SearchAsk = {
  words?: string | undefined;
  persona?: string | undefined;
  thread?: string | undefined;
  language?: Language | undefined;
  /** Only the person who asked sees the answer. */
  private: boolean;
};

/** A search as understood. */
type Search = {
  readonly serverId: string;
  readonly words: string;
  readonly persona: Persona | undefined;
  readonly thread: LibraryThread | undefined;
  readonly language: Language | undefined;
  /** The language of the answer: the reader's own, or the server's where everybody reads it. */
  readonly reader: Language;
};

/** One comment that was found. */
export type Found = {
  readonly hit: SearchHit;
  readonly thread: LibraryThread;
  readonly persona: Bilingual;
  /** The address of the persona's face, if it has been drawn before. */
  readonly face: string | undefined;
  /** A link to the latest post of this comment in this server, if there is one. */
  readonly post: string | undefined;
};

/** One page of what was found. */
export type FoundPage = Pick<SearchResult, 'total' | 'complete' | 'corrected'> & {
  readonly searchId: string;
  readonly search: Search;
  readonly page: number;
  readonly pages: number;
  readonly found: readonly Found[];
  /** Without a hit: what would find something. */
  readonly nearestWords: readonly string[];
  readonly nearestPersonas: readonly Persona[];
};

type SearchServiceOptions = {
  library: Library;
  index: SearchIndex;
  posts: PostStore;
  faces: Faces;
  settings: SettingsStore;
  rest: REST;
};

export class SearchService {
  readonly #options: SearchServiceOptions;
  /** By server: however much one of them searches, the pages of the others can still be turned. */
  readonly #searches = new Recent<Recent<Search>>(REMEMBERED_SERVERS);

  constructor(options: SearchServiceOptions) {
    this.#options = options;
  }

  /**
   * Searches, and gives the first page.
   *
   * @throws Refusal when nothing was asked for, a name is unknown, or everybody would see it where the caller may not write
   */
  async search(caller: Caller, ask: SearchAsk): Promise<FoundPage> {
    const { library, settings, rest } = this.#options;
    const { serverId, language: own } = caller;
    const words = ask.words?.trim().slice(0, LONGEST_WORDS) ?? '';
    if (words === '' && !ask.persona && !ask.thread) throw new Refusal({ code: 'nothing-to-search' });
    if (!ask.private && !(await mayWrite(caller, rest))) throw new Refusal({ code: 'may-not-search-aloud' });
    const thread = ask.thread ? library.resolve(serverId, ask.thread, own) : undefined;
    const search = {
      serverId,
      words,
      thread,
      persona: ask.persona ? library.resolvePersona(serverId, ask.persona, own, thread?.id) : undefined,
      language: ask.language,
      reader: ask.private ? own : (await settingsFor(caller, settings)).speech,
    };
    this.#remember(caller.interactionId, search);
    return this.#page(caller.interactionId, search, 1);
  }

  /**
   * Another page of a search made in the caller's server; a page beyond the last is the last.
   *
   * @throws Refusal when the search is forgotten
   */
  async turn({ serverId }: Caller, searchId: string, page: number): Promise<FoundPage> {
    const search = this.#searches.get(serverId)?.get(searchId);
    if (!search) throw new Refusal({ code: 'search-forgotten' });
    return this.#page(searchId, search, page);
  }

  /** Makes the faces of a page exist, for the next look at it: to be called once the page is sent. */
  prepareFaces({ found }: FoundPage): Promise<void> {
    return this.#options.faces.prepare(found.map(({ persona }) => personaKey(persona)));
  }

  #remember(searchId: string, search: Search): void {
    const searches = this.#searches.get(search.serverId) ?? new Recent<Search>(REMEMBERED_A_SERVER);
    searches.set(searchId, search);
    this.#searches.set(search.serverId, searches);
  }

  async #page(searchId: string, search: Search, page: number): Promise<FoundPage> {
    const { hits, total, complete, corrected, nearest } = await this.#hits(search, page);
    const pages = pageCount(total, HITS_A_PAGE);
    if (page > pages) return this.#page(searchId, search, pages);
    const found = await Promise.all(hits.map((hit) => this.#found(search, hit)));
    const nothing = total === 0 && search.words !== '';
    return {
      ...{ searchId, search, page, pages, total, complete, corrected },
      found: found.filter((one) => one !== undefined),
      nearestWords: nothing ? nearest : [],
      nearestPersonas: nothing ? this.#options.library.personasLike(search.serverId, search.words) : [],
    };
  }

  #hits({ serverId, words, persona, thread, language, reader }: Search, page: number): Promise<SearchResult> {
    return this.#options.index.search({
      ...{ words, serverId, language },
      hidden: [],
      persona: persona?.key,
      threadId: thread?.id,
      preferred: reader,
      offset: (page - 1) * HITS_A_PAGE,
      limit: HITS_A_PAGE,
    });
  }

  /** Undefined for a comment that the library has lost since the index was brought up to date. */
  async #found({ serverId }: Search, hit: SearchHit): Promise<Found | undefined> {
    const { library, posts, faces } = this.#options;
    const thread = library.thread(serverId, hit.threadId);
    const spoken = thread && said(thread.thread, hit.comment);
    if (!thread || !spoken) return undefined;
    const { persona } = spoken;
    const place = await posts.latest(serverId, hit.threadId, hit.comment);
    const face = await faces.known(personaKey(persona));
    return { hit, thread, persona, face, post: place && messageLink(place.channelId, place.messageId, serverId) };
  }
}
