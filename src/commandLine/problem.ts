/** Why a command cannot be carried out as given. */
import type { CommandProblem } from '../i18n/commandLineTexts.ts';

/** Ends the command; the program words it. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly problem: CommandProblem;

  constructor(problem: CommandProblem, options?: ErrorOptions) {
    super(JSON.stringify(problem), options);
    this.problem = problem;
  }
}
