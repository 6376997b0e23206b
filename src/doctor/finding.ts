/** What the doctor finds, as data; `i18n/doctor.ts` makes one line of each. */
import type { StartupProblem } from '../runtime/startupError.ts';

/** A check that makes no sense as long as another one fails. */
export type SkippedCheck = 'discord' | 'clock' | 'identity' | 'gateway' | 'store';

/** What came of one check. Paths are absolute, sizes bytes, times milliseconds. */
export type Finding =
  | { readonly kind: 'node'; readonly version: string }
  | { readonly kind: 'env-file'; readonly path: string }
  | { readonly kind: 'no-env-file'; readonly path: string }
  | { readonly kind: 'variables' }
  /** Where health and metrics can be served. */
  | { readonly kind: 'http-free'; readonly host: string; readonly port: number }
  /** Where a bot serves them already. */
  | { readonly kind: 'http-served'; readonly host: string; readonly port: number }
  /** What would end a start, in the start's own words. */
  | { readonly kind: 'startup'; readonly problem: StartupProblem }
  | { readonly kind: 'no-token' }
  | { readonly kind: 'discord'; readonly address: string }
  /** `lead` is how far the machine's clock is ahead of Discord's; negative where it is behind. */
  | { readonly kind: 'clock'; readonly lead: number }
  | { readonly kind: 'clock-off'; readonly lead: number }
  | { readonly kind: 'clock-wrong'; readonly lead: number }
  | { readonly kind: 'identity'; readonly name: string; readonly applicationId: string; readonly invite: string }
  /** `remaining` is how often the bot may still connect today; only its token tells. */
  | { readonly kind: 'gateway'; readonly address: string; readonly remaining: number | undefined }
  | { readonly kind: 'gateway-silent'; readonly address: string; readonly reason: string }
  /** `pending` is how many migrations the next start makes. */
  | { readonly kind: 'store'; readonly place: string; readonly pending: number }
  | { readonly kind: 'store-to-be-made'; readonly place: string }
  | { readonly kind: 'store-in-memory' }
  | { readonly kind: 'disk'; readonly free: number }
  | { readonly kind: 'disk-low'; readonly free: number }
  | { readonly kind: 'threads'; readonly folder: string; readonly threads: number }
  /** `files` are the names of those that hold no thread; `all` counts the others too. */
  | {
      readonly kind: 'threads-left-out';
      readonly folder: string;
      readonly files: readonly string[];
      readonly all: number;
    }
  | { readonly kind: 'no-threads'; readonly folder: string }
  | { readonly kind: 'files-private'; readonly files: readonly string[] }
  | { readonly kind: 'files-exposed'; readonly files: readonly string[] }
  | { readonly kind: 'skipped'; readonly check: SkippedCheck };

/** `bad` keeps the bot from running as it should; `warning` does not, but somebody should know of it. */
export type Verdict = 'good' | 'warning' | 'bad' | 'skipped';

const verdicts: Readonly<Record<Finding['kind'], Verdict>> = {
  node: 'good',
  'env-file': 'good',
  'no-env-file': 'good',
  variables: 'good',
  'http-free': 'good',
  'http-served': 'good',
  startup: 'bad',
  'no-token': 'bad',
  discord: 'good',
  clock: 'good',
  'clock-off': 'warning',
  'clock-wrong': 'bad',
  identity: 'good',
  gateway: 'good',
  'gateway-silent': 'bad',
  store: 'good',
  'store-to-be-made': 'good',
  'store-in-memory': 'warning',
  disk: 'good',
  'disk-low': 'warning',
  threads: 'good',
  'threads-left-out': 'warning',
  'no-threads': 'warning',
  'files-private': 'good',
  'files-exposed': 'warning',
  skipped: 'skipped',
};

/** How bad a finding is. */
export function verdictOf({ kind }: Finding): Verdict {
  return verdicts[kind];
}
