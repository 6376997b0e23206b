/** Why the program cannot start, in words for the person who starts it: what is wrong and what to do. Ends it with code 1. */
export class StartupError extends Error {
  override readonly name = 'StartupError';
}
