/** What can be searched for, and what is found: the port between commands and the index in the store. */
import type { Language } from '../thread/bilingual.ts';
import type { PersonaKey } from '../thread/identity.ts';
import type { Thread } from '../thread/model.ts';

/** Whose threads a set is: those that ship with the bot, or one server's imports (its id). */
export type Owner = 'shipped' | (string & {});

/** A thread to be searched, under the id it has in the library. */
export type SearchableThread = { readonly id: string; readonly thread: Thread };

/** What is searched for, and which page of it. */
export type SearchRequest = {
  /** As typed; blank lists everything that the filters leave, thread by thread, the newest first. */
  readonly words: string;
  /** The server that asks: it sees what is shipped and what it imported itself. */
  readonly serverId: string;
  /** The ids of shipped threads that this server does not see: hidden, or replaced by an import of its own. */
  readonly unseen: readonly string[];
  /** Whose words it does not see. */
  readonly muted: readonly PersonaKey[];
  /** Only what this persona says (`thread/identity.ts` personaKey); a thread's post counts as its author's. */
  readonly persona?: string | undefined;
  /** Only this thread, by its id. */
  readonly threadId?: string | undefined;
  /** Only texts in this language. */
  readonly language?: Language | undefined;
  /** The language in which a comment is shown that is found in both. */
  readonly preferred: Language;
  /** How many hits to leave out, and how many to give at most. */
  readonly offset: number;
  readonly limit: number;
};

/** Part of a text, in UTF-16 units: `start` inclusive, `end` exclusive. */
export type TextRange = { readonly start: number; readonly end: number };

/** A comment that was found; number 0 is the thread's post, whose text is its title, a blank line, and its body. */
export type SearchHit = {
  readonly threadId: string;
  readonly comment: number;
  readonly language: Language;
  /** The whole text as the thread has it. */
  readonly text: string;
  /** Every match in it, in order, never overlapping, never cutting a grapheme; none when `words` was blank. */
  readonly matches: readonly TextRange[];
};

/** One page of what was found. */
export type SearchResult = {
  /** The best first; each comment once. */
  readonly hits: readonly SearchHit[];
  /** How many comments were counted; there may be more if it is not `complete`. */
  readonly total: number;
  readonly complete: boolean;
  /** The words that were searched instead, because what was typed is nowhere and looks mistyped. */
  readonly corrected?: string | undefined;
  /** Without a hit: words like the ones typed that would find something, the nearest first, at most five. */
  readonly nearest: readonly string[];
};

/** The index. It is kept by the store and follows the library. */
export type SearchIndex = {
  /**
   * Makes the index hold exactly these threads of an owner; what it holds already, unchanged, costs next to nothing.
   *
   * @returns how many threads were indexed anew
   */
  sync(owner: Owner, threads: readonly SearchableThread[]): Promise<number>;
  /** Finds comments. Never fails because of what was typed. */
  search(request: SearchRequest): Promise<SearchResult>;
};
