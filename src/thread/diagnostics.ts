/** What is wrong, or worth knowing, in a thread's source: facts alone; `i18n/diagnostics.ts` makes sentences of them. */
import type { Language } from './bilingual.ts';

/** What was found, and what the rules say about it. Texts are lines of the source, whole. */
export type Finding =
  | { readonly code: 'too-large'; readonly bytes: number; readonly most: number }
  | { readonly code: 'too-many-lines'; readonly most: number }
  | { readonly code: 'not-utf8' }
  /** `character` as in `U+0000`. */
  | { readonly code: 'control-character'; readonly character: string }
  | { readonly code: 'hidden-direction-mark'; readonly character: string }
  /** `found` is the line that stands where the date should; undefined in a source without text. */
  | { readonly code: 'no-date'; readonly found: string | undefined }
  | { readonly code: 'no-such-date'; readonly found: string }
  | { readonly code: 'empty-category' }
  | { readonly code: 'no-author'; readonly found: string | undefined }
  | { readonly code: 'no-title' }
  | { readonly code: 'no-comments' }
  | { readonly code: 'no-heading'; readonly found: string }
  /** A second heading: above the real one or among the comments it was read as text, right below the real one left out. */
  | { readonly code: 'extra-heading'; readonly found: string; readonly readAs: 'text' | 'nothing' }
  | { readonly code: 'text-before-first-comment'; readonly found: string }
  | { readonly code: 'comment-without-text'; readonly found: string }
  | { readonly code: 'too-many-comments'; readonly found: number; readonly most: number }
  | { readonly code: 'comment-count'; readonly declared: number; readonly found: number }
  | { readonly code: 'missing-language'; readonly part: 'title' | 'body' | 'comment'; readonly missing: Language }
  /** `EN (JA)` with text below, inside a comment's paragraph: a new speaker as far as the heading's number asks for one. */
  | { readonly code: 'persona-line-inside'; readonly found: string; readonly readAs: 'speaker' | 'text' }
  /** `EN (JA)` alone in its paragraph, with another paragraph below: read as text. */
  | { readonly code: 'persona-line-alone'; readonly found: string }
  /** `EN (JA)` with text below, in the post: read as text. */
  | { readonly code: 'persona-line-in-post'; readonly found: string }
  /** `EN (JA):` with text below, where a speaker could be: read as text. */
  | { readonly code: 'persona-line-with-mark'; readonly found: string }
  /** There are more names without a Japanese one than the heading's number asks for: the first ones were taken. */
  | { readonly code: 'unclear-name'; readonly found: string; readonly readAs: 'speaker' | 'text' };

/** Every kind of finding. */
export type DiagnosticCode = Finding['code'];

/** A finding and its place: line from 1; column from 1, in code points. An error refuses the thread, a warning does not. */
export type Diagnostic = Finding & {
  readonly severity: 'error' | 'warning';
  readonly line: number;
  readonly column: number;
};

/** Takes a finding and its place; column 1 unless told. */
export type Report = (finding: Finding, line: number, column?: number) => void;

const SEVERITY: Readonly<Record<DiagnosticCode, Diagnostic['severity']>> = {
  'too-large': 'error',
  'too-many-lines': 'error',
  'not-utf8': 'error',
  'control-character': 'error',
  'hidden-direction-mark': 'warning',
  'no-date': 'error',
  'no-such-date': 'error',
  'empty-category': 'warning',
  'no-author': 'error',
  'no-title': 'error',
  'no-comments': 'error',
  'no-heading': 'warning',
  'extra-heading': 'warning',
  'text-before-first-comment': 'error',
  'comment-without-text': 'error',
  'too-many-comments': 'error',
  'comment-count': 'warning',
  'missing-language': 'warning',
  'persona-line-inside': 'warning',
  'persona-line-alone': 'warning',
  'persona-line-in-post': 'warning',
  'persona-line-with-mark': 'warning',
  'unclear-name': 'warning',
};

/** Makes a diagnostic; its code decides its severity. */
export function diagnose(finding: Finding, line: number, column = 1): Diagnostic {
  return { ...finding, severity: SEVERITY[finding.code], line, column };
}
