/** Where the command line speaks, and how what comes from files is made safe to be shown there. */
import type { Language } from '../thread/bilingual.ts';

export type Terminal = {
  readonly language: Language;
  /** Standard output: what was asked for. */
  readonly out: (text: string) => void;
  /** Standard error: what is said about it. */
  readonly err: (text: string) => void;
  /** Whether a person looks at standard error, so that progress may be drawn there. */
  readonly isWatched: boolean;
};

/** What a terminal would act upon: control characters, breaks of lines, marks that turn text. */
const UNSHOWABLE = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu;

/** A text on one line, in which nothing moves the cursor or hides the rest. */
export function onOneLine(text: string): string {
  return text.replace(UNSHOWABLE, '\ufffd');
}
