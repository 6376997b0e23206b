/** The bot's two REST clients: discord.js's own, which repeats and waits, and one for what must not happen twice. */
import { setTimeout } from 'node:timers/promises';
import { DefaultRestOptions, REST, type RESTOptions } from 'discord.js';
import { Agent } from 'undici';
import type { Measure } from '../../runtime/measurements.ts';
import { readAnswer, retryAfter, withRetryAfter } from './answer.ts';
import { measuredRequests } from './measuredRequests.ts';
import { BudgetError, type RequestBudget } from './requestBudget.ts';

type MakeRequest = RESTOptions['makeRequest'];

/** What discord.js's own client speaks to webhooks for is an answer to an interaction, as posts go the other way. */
const ANSWERS_INTERACTION = /\/v\d+\/(interactions|webhooks)\//;

/** The budget counts for both clients: each must not count for itself. */
const uncounted = { globalRequestsPerSecond: Number.POSITIVE_INFINITY };

/**
 * How often what is known of a channel's rate limits is forgotten where it limits nothing, milliseconds: with every channel
 * and every interaction comes more of it.
 */
const LIMITS_SWEPT_EVERY = 10_000;
const leanLimits = { handlerSweepInterval: LIMITS_SWEPT_EVERY };

/**
 * How discord.js's own client makes requests: it waits while the budget is spent.
 *
 * @param measure hears of each
 * @returns options for the client
 */
export function waitingRest(budget: RequestBudget, measure?: Measure): Partial<RESTOptions> {
  const make = requests(measure);
  const counted = countedBy(budget, make);
  const makeRequest: MakeRequest = async (url, init) => {
    if (ANSWERS_INTERACTION.test(url)) return judged(await make(url, init));
    await untilFree(budget, init.signal ?? undefined);
    return judged(await counted(url, init));
  };
  // @discordjs/rest waits for as long as a 429 says, whoever says it.
  const judged: (answer: Awaited<ReturnType<MakeRequest>>) => ReturnType<MakeRequest> = async (answer) =>
    answer.status === 429 ? withRetryAfter(answer) : readAnswer(answer);
  return { makeRequest, ...uncounted, ...leanLimits };
}

type OnceRestOptions = {
  api: string;
  token: string;
  /** How long an answer is waited for, milliseconds. */
  timeout: number;
  budget: RequestBudget;
  /** Hears of each request. */
  measure?: Measure | undefined;
};

/**
 * The client that never repeats a request by itself, and rejects instead of waiting for a rate limit or for the budget:
 * whoever uses it decides what a failure means.
 */
export function onceRest({ api, token, timeout, budget, measure }: OnceRestOptions): REST {
  const counted = countedBy(budget, requests(measure));
  const makeRequest: MakeRequest = async (url, init) => {
    const wait = budget.waitAfterTurn();
    if (wait > 0) throw new BudgetError(wait);
    return readAnswer(await counted(url, init));
  };
  return new REST({
    api,
    timeout,
    makeRequest,
    ...uncounted,
    ...leanLimits,
    // That a connection cannot be made is certain, but only where it is known before the answer is given up.
    agent: new Agent({ connect: { timeout: timeout / 2 } }),
    retries: 0,
    rejectOnRateLimit: () => true,
  }).setToken(token);
}

/** How requests are made: as discord.js does, and measured where somebody wants to hear of them. */
function requests(measure: Measure | undefined): MakeRequest {
  const { makeRequest } = DefaultRestOptions;
  return measure ? measuredRequests(makeRequest, measure) : makeRequest;
}

/** Makes requests that the budget counts, and hears when Discord refuses one for all that were made. */
function countedBy(budget: RequestBudget, make: MakeRequest): MakeRequest {
  return async (url, init) => {
    const answered = budget.begin();
    try {
      const answer = await make(url, init);
      const { headers } = answer;
      if (headers.has('X-RateLimit-Global')) budget.close(retryAfter(headers));
      return answer;
    } finally {
      answered();
    }
  };
}

async function untilFree(budget: RequestBudget, signal: AbortSignal | undefined): Promise<void> {
  // Discord's limits pass in real time, whatever clock the bot goes by.
  for (let wait = budget.waitAfterTurn(); wait > 0; wait = budget.waitAfterTurn())
    await setTimeout(wait, undefined, signal && { signal });
}
