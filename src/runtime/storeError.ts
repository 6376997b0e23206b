/** Why the store could not do what it was asked, to whoever must go on without it; unless it is said otherwise nothing of the request was stored. */

/**
 * `busy`: another program holds it, which passes. `conflict`: others changed the same at the same time, again and again.
 * `full`: no space is left for it. `unreachable`: nothing answers where it is; what was asked for last may have been done.
 * `broken`: it cannot be read or written, since it is damaged, gone or forbidden.
 */
export type StoreErrorKind = 'busy' | 'conflict' | 'full' | 'unreachable' | 'broken';

/** Its message is a sentence for operators: what happened, where, and what to do. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly kind: StoreErrorKind;
  /** Where the store is: a file's path, or an address without user and password. */
  readonly path: string;

  constructor(kind: StoreErrorKind, path: string, message: string, options: ErrorOptions) {
    super(message, options);
    this.kind = kind;
    this.path = path;
  }
}
