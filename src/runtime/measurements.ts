/**
 * What the bot counts and times while it works, as data. Whoever measures gets it; nobody does unless health and metrics
 * are served. Nothing here names a person, a server, a thread, or repeats what somebody said: each text is one of few.
 */
import type { StoreErrorKind } from './storeError.ts';

/** What somebody did: typed a command, chose one in a message's menu, pressed or filled in something, or is still typing. */
export type InteractionType = 'command' | 'message-command' | 'component' | 'completion';

/**
 * What became of it: `refused` tells people why they cannot have it, the failures say whose fault it was, and `unanswered`
 * is what nobody got anything of.
 */
export type InteractionOutcome =
  | 'answered'
  | 'refused'
  | 'store-failed'
  | 'discord-failed'
  | 'unexpected'
  | 'unanswered';

/** Whose limit a 429 was for (`topics/rate-limits#header-format`); `other` where it is not said, as by a proxy. */
export type RateLimitScope = 'user' | 'global' | 'shared' | 'other';

/**
 * What is asked of the store: `transaction` is its beginning and its end, `connection` the wait for one to a server that is free.
 */
export type StoreOperation = 'select' | 'insert' | 'update' | 'delete' | 'transaction' | 'connection' | 'other';

/** Durations are milliseconds of real time. */
export type Measurement =
  | {
      readonly kind: 'interaction';
      readonly type: InteractionType;
      /** The command's name with its slash, the message command's, or the kind of a component; `unknown` for what is not ours. */
      readonly command: string;
      readonly outcome: InteractionOutcome;
      /** From its arrival here until Discord had the first answer, be it that one is being made; undefined without one. */
      readonly answeredAfter: number | undefined;
    }
  /** A post is there, however that is known. */
  | { readonly kind: 'post' }
  /** An attempt to make a post, or to open the place for posts, by the name of the event that it led to. */
  | {
      readonly kind: 'post-attempt';
      readonly outcome:
        | 'posted'
        | 'opened'
        | 'unclear'
        | 'absent'
        | 'rate-limited'
        | 'webhook-gone'
        | 'blocked'
        | 'gone';
    }
  /** A look for a post whose answer was lost. */
  | { readonly kind: 'look'; readonly outcome: 'repeat-avoided' | 'absent' | 'failed' }
  /** A replay came to a stop, for one of the reasons there are (`replay/state.ts`). */
  | { readonly kind: 'replay-paused'; readonly reason: string }
  | { readonly kind: 'replay-ended'; readonly reason: string }
  /** The scheduler looked: how many schedules it found due, and how many of them an earlier look should have begun. */
  | { readonly kind: 'schedules-seen'; readonly due: number; readonly late: number }
  /** A run of a schedule began, so long after it was due, or was skipped. */
  | { readonly kind: 'run-begun'; readonly delay: number }
  | { readonly kind: 'run-skipped'; readonly because: string }
  /** One HTTP request to Discord; `route` has no ids, `status` is undefined without an answer. */
  | {
      readonly kind: 'request';
      readonly method: string;
      readonly route: string;
      readonly status: number | undefined;
      /** Of a 429. */
      readonly scope: RateLimitScope | undefined;
      readonly duration: number;
    }
  | {
      readonly kind: 'query';
      readonly operation: StoreOperation;
      readonly duration: number;
      /** Why it failed, if it did; `other` for a fault of ours. */
      readonly failure: StoreErrorKind | 'other' | undefined;
    }
  /** A search in the index, successful or not. */
  | { readonly kind: 'search'; readonly duration: number };

/** Takes a measurement; never fails. */
export type Measure = (measurement: Measurement) => void;

/** Where nobody measures. */
export const unmeasured: Measure = () => undefined;
