/** What the command line for thread files says: the shape that each language fills. */
import type { ReadFailure } from '../library/threadFiles.ts';

/** Why a command cannot be carried out; `asked` and `path` are as typed. */
export type CommandProblem =
  | { readonly kind: 'unknown-command'; readonly asked: string; readonly known: readonly string[] }
  /** `reason` is Node's, in English. */
  | { readonly kind: 'bad-options'; readonly reason: string }
  | {
      readonly kind: 'unknown-choice';
      readonly option: string;
      readonly asked: string;
      readonly known: readonly string[];
    }
  | { readonly kind: 'no-format'; readonly known: readonly string[] }
  | { readonly kind: 'no-files-named' }
  | { readonly kind: 'folder-needed'; readonly option: string }
  /** Two files would become one. */
  | { readonly kind: 'same-target'; readonly path: string }
  | { readonly kind: 'exists'; readonly path: string }
  | { readonly kind: 'not-written'; readonly path: string; readonly reason: string };

/** Why a path that somebody gave leads to no thread. */
export type PathFailure = ReadFailure | { readonly code: 'nothing-there' } | { readonly code: 'no-thread-file' };

/** How many files were looked at, and what was found in them. */
export type Tally = { readonly files: number; readonly errors: number; readonly warnings: number };

export type CommandLineTexts = {
  /** All commands and options. */
  readonly help: (formats: readonly string[]) => string;
  readonly problem: {
    readonly [Kind in CommandProblem['kind']]: (problem: Extract<CommandProblem, { kind: Kind }>) => string;
  };
  /** What to do instead of what is wrong with the way the command was called. */
  readonly seeHelp: string;
  readonly failure: {
    readonly [Code in PathFailure['code']]: (failure: Extract<PathFailure, { code: Code }>) => string;
  };
  readonly checked: (tally: Tally) => string;
  readonly more: (problems: number) => string;
  readonly notFormatted: string;
  readonly formatted: (files: number, changed: number) => string;
  readonly wouldFormat: (files: number, unlike: number) => string;
  readonly written: (path: string) => string;
};

/** Words a problem. */
export function commandProblemText<Kind extends CommandProblem['kind']>(
  { problem: texts }: CommandLineTexts,
  problem: Extract<CommandProblem, { kind: Kind }>,
): string {
  // The kind of a problem names the only text that takes it.
  return texts[problem.kind as Kind](problem);
}

/** Words why a path leads to no thread. */
export function pathFailureText<Code extends PathFailure['code']>(
  { failure: texts }: CommandLineTexts,
  failure: Extract<PathFailure, { code: Code }>,
): string {
  return texts[failure.code as Code](failure);
}
