/** What there is to say when the program starts, cannot start, or must end: the shape that each language fills. */
import type {
  DatabaseFault,
  Expectation,
  ServerFault,
  StartupProblem,
  StartupStep,
  TokenMistake,
} from '../runtime/startupError.ts';

type ByKind<Union extends { kind: string }> = {
  [Kind in Union['kind']]: (one: Extract<Union, { kind: Kind }>) => string;
};

/** One message for each problem: what happened, where, and what to do next. One line each, but for the environment's list. */
export type StartupTexts = {
  readonly problem: ByKind<StartupProblem>;
  readonly expected: ByKind<Expectation>;
  readonly tokenMistake: Record<TokenMistake, string>;
  readonly databaseFault: Record<DatabaseFault, string>;
  readonly serverFault: Record<ServerFault, string>;
  readonly step: Record<StartupStep, string>;
  /** A bot on Discord that serves, told to whoever sits at the terminal. */
  readonly ready: (invite: string) => string;
  /** The sandbox, which is open at an address. */
  readonly sandboxOpen: (address: string) => string;
};

/** Words what a variable must hold. */
export function expectationText<Kind extends Expectation['kind']>(
  texts: StartupTexts['expected'],
  expected: Extract<Expectation, { kind: Kind }>,
): string {
  // The kind names the only text that takes it.
  return texts[expected.kind as Kind](expected);
}

/** Whether a gateway closed because of the shards it was asked for: there are none such, or too few of them. */
export function isAboutShards(code: number): boolean {
  // `topics/opcodes-and-status-codes#gateway-gateway-close-event-codes`: Invalid Shard, Sharding Required.
  return code === 4_010 || code === 4_011;
}
