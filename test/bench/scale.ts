/**
 * What a bot of any size would need, computed from what one post, one server and one replay cost: no clock, no chance, no
 * input but the figures given.
 */

/** What Discord allows. */
export type Limits = {
  /** Requests a second of the whole bot, answers to interactions aside (`topics/rate-limits`). */
  readonly requests: number;
  /** Shards that may identify at once, each five seconds after the one before in its bucket (`events/gateway`). */
  readonly concurrency: number;
};

/** What was measured, and what is asked for. */
export type Size = {
  readonly servers: number;
  readonly serversAShard: number;
  /** Replays that run at once. */
  readonly replays: number;
  /** Milliseconds from a post to the next, on average. */
  readonly gap: number;
  /** Requests for a post with all that goes with it: typing, progress, the webhook. */
  readonly requestsAPost: number;
  /** Processor time of a process for a post, milliseconds. */
  readonly processorAPost: number;
  /** Transactions that write, rows written, and bytes of the log for a post. */
  readonly writesAPost: { readonly transactions: number; readonly rows: number; readonly bytes: number };
  /** MiB: a process alone, what each thousand servers add, and each thousand replays. */
  readonly memory: { readonly process: number; readonly servers: number; readonly replays: number };
  /** What one process is to have at most: of a processor's time, and MiB. */
  readonly most: { readonly processor: number; readonly memory: number };
};

/** Milliseconds between two identifications of one bucket. */
const IDENTIFY_EVERY = 5_000;

/** Connections to the gateway that a bot may begin in a day, and how they grow (`events/gateway`, very large bots). */
const STARTS_A_DAY = 1_000;
const LARGE = { from: 150_000, least: 2_000, aThousandServers: 5 };

export type Gateway = {
  readonly shards: number;
  /** Until all are connected, seconds. */
  readonly connected: number;
  /** How often all of them may be connected anew in a day. */
  readonly fullRestartsADay: number;
};

/** What the gateway takes. The number of shards is a multiple of those that identify at once, as Discord asks of large bots. */
export function gatewayOf(
  { servers, serversAShard }: Pick<Size, 'servers' | 'serversAShard'>,
  { concurrency }: Limits,
): Gateway {
  const shards = Math.ceil(servers / serversAShard / concurrency) * concurrency;
  const grown = Math.max(LARGE.least, Math.floor(servers / 1_000) * LARGE.aThousandServers);
  const starts = servers >= LARGE.from ? grown : STARTS_A_DAY;
  return {
    shards,
    connected: ((shards / concurrency - 1) * IDENTIFY_EVERY) / 1_000,
    fullRestartsADay: Math.floor(starts / shards),
  };
}

/** A second's work at the pace asked for. */
export type Demand = { readonly posts: number; readonly requests: number };

export function demandOf({ replays, gap, requestsAPost }: Pick<Size, 'replays' | 'gap' | 'requestsAPost'>): Demand {
  const posts = (replays * 1_000) / gap;
  return { posts, requests: posts * requestsAPost };
}

/** Replays at once that keep their pace within a limit of requests a second. */
export function mostReplays({ gap, requestsAPost }: Pick<Size, 'gap' | 'requestsAPost'>, requests: number): number {
  return Math.floor((requests * gap) / 1_000 / requestsAPost);
}

/** How replays played that wait for each other's requests. */
export type Played = {
  /** Milliseconds from a post to the next: on average, and at most. */
  readonly gap: number;
  readonly longest: number;
  /** Milliseconds that a post waited for its turn, on average over the last round. */
  readonly waited: number;
};

/**
 * Plays replays that begin evenly spread over a gap and share a limit, each request in its turn: a replay asks for its next
 * post a gap after the last was made, so no more than one post of each ever waits.
 *
 * @param rounds posts of each replay
 */
export function playTogether(
  { replays, gap, requestsAPost }: Pick<Size, 'replays' | 'gap' | 'requestsAPost'>,
  requests: number,
  rounds: number,
): Played {
  const apart = (requestsAPost / requests) * 1_000;
  const due = Array.from({ length: replays }, (_, at) => (gap * at) / replays);
  const made = new Array<number>(replays).fill(Number.NaN);
  let free = 0;
  let [sum, longest, count, waited] = [0, 0, 0, 0];
  for (let round = 0; round < rounds; round += 1) {
    waited = 0;
    // All gaps are alike, so whoever was first stays so.
    for (let at = 0; at < replays; at += 1) {
      const asked = due[at] ?? 0;
      const now = Math.max(free, asked);
      waited += (now - asked) / replays;
      const before = made[at] ?? Number.NaN;
      if (round > 0) {
        sum += now - before;
        count += 1;
        longest = Math.max(longest, now - before);
      }
      made[at] = now;
      due[at] = now + gap;
      free = now + apart;
    }
  }
  return { gap: count === 0 ? gap : sum / count, longest, waited };
}

/** What processes there must be, and what each of them then has. */
export type Processes = {
  readonly count: number;
  readonly shards: number;
  readonly memory: number;
  readonly busy: number;
};

/** As many as keep each below what it may have, of the processor and of memory. */
export function processesOf(size: Size, posts: number, shards: number): Processes {
  const { memory, most, processorAPost, servers, replays } = size;
  const busy = (posts * processorAPost) / 1_000;
  const shared = (memory.servers * servers + memory.replays * replays) / 1_000;
  const byProcessor = Math.ceil(busy / most.processor);
  const byMemory = Math.ceil(shared / (most.memory - memory.process));
  const count = Math.min(shards, Math.max(1, byProcessor, byMemory));
  return {
    count,
    shards: Math.ceil(shards / count),
    memory: memory.process + shared / count,
    busy: busy / count,
  };
}

/** What the store is asked to write in a second. */
export type Writes = { readonly transactions: number; readonly rows: number; readonly mebibytes: number };

export function writesOf({ writesAPost }: Pick<Size, 'writesAPost'>, posts: number): Writes {
  return {
    transactions: posts * writesAPost.transactions,
    rows: posts * writesAPost.rows,
    mebibytes: (posts * writesAPost.bytes) / 2 ** 20,
  };
}
