/**
 * Code that reads a store step by step, whether the answers are there at once or come later. SQLite's are there at once,
 * and must be: what it shows as one moment is a connection's, which nobody else may use meanwhile. PostgreSQL's come later.
 */

/** What a store says to one question. */
export type Answer<Value> = Value | Promise<Value>;

/** A part of such code, and what it comes to. It is written as a generator: `yield* answered(…)` where others await. */
export type Reading<Result> = Generator<Promise<unknown>, Result, void>;

/** Goes on with an answer, as soon as it is there. */
export function* answered<Value>(answer: Answer<Value>): Reading<Value> {
  if (!(answer instanceof Promise)) return answer;
  const come: Value[] = [];
  yield answer.then((value) => come.push(value));
  for (const value of come) return value;
  throw new Error('The answer was not waited for.');
}

/**
 * Runs code to its end where all answers are there at once.
 *
 * @throws Error when one of them comes later
 */
export function readAtOnce<Result>(reading: Reading<Result>): Result {
  const step = reading.next();
  if (!step.done) throw new Error('This store does not wait for answers.');
  return step.value;
}

/** Runs code to its end, waiting for each answer. */
export async function readWaiting<Result>(reading: Reading<Result>): Promise<Result> {
  for (;;) {
    const step = reading.next();
    if (step.done) return step.value;
    await step.value;
  }
}
