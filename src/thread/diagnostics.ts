/** What is wrong, or worth knowing, in a thread's source. */

/** Every kind of problem; `i18n` can word each by its code and details. */
export type DiagnosticCode =
  | 'too-large'
  | 'not-utf8'
  | 'control-character'
  | 'hidden-direction-mark'
  | 'no-date'
  | 'no-such-date'
  | 'empty-category'
  | 'no-author'
  | 'no-title'
  | 'no-comments'
  | 'text-before-first-comment'
  | 'comment-without-text'
  | 'too-many-comments'
  | 'comment-count'
  | 'missing-language';

export type Diagnostic = {
  /** An error refuses the thread; with warnings alone it loads. */
  readonly severity: 'error' | 'warning';
  /** From 1. */
  readonly line: number;
  /** From 1, in code points. */
  readonly column: number;
  readonly code: DiagnosticCode;
  /** What was found and what was expected, in English. */
  readonly message: string;
};

const WARNINGS: ReadonlySet<DiagnosticCode> = new Set([
  'hidden-direction-mark',
  'empty-category',
  'comment-count',
  'missing-language',
]);

/** Makes a diagnostic; its code decides its severity. */
export function diagnostic(code: DiagnosticCode, line: number, message: string, column = 1): Diagnostic {
  return { severity: WARNINGS.has(code) ? 'warning' : 'error', line, column, code, message };
}
