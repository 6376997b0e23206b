/** Lets requests take turns before a REST client makes them. */
import type { REST } from 'discord.js';
import { BudgetError, type RequestBudget } from './requestBudget.ts';

/** The requests that the bot makes. */
export type Requests = Pick<REST, 'get' | 'post' | 'put' | 'patch' | 'delete'>;

/**
 * What a replay writes down before it is made, and reckons with the time of: a post, whose turn was taken before, and the
 * opening of a ThreadChannel. It never waits here.
 */
const WRITTEN_DOWN = /^\/webhooks\/\d+\/[^/]+$|\/threads$/;

const TYPING = /^\/channels\/\d+\/typing$/;

/**
 * A REST client each of whose requests waits for its turn; not under the client's own time limit, which is for answers.
 * Where others wait, typing is not shown: it rejects with a {@link BudgetError}.
 *
 * @param isUrgent whether people wait for the answers
 */
export function pacedRest(
  rest: REST,
  budget: Pick<RequestBudget, 'isBusy' | 'wait' | 'turn'>,
  isUrgent = false,
): Requests {
  const turn = () => budget.turn(isUrgent);
  return {
    async get(route, options) {
      await turn();
      return rest.get(route, options);
    },
    async post(route, options) {
      if (TYPING.test(route) && budget.isBusy) throw new BudgetError(budget.wait());
      if (!WRITTEN_DOWN.test(route)) await turn();
      return rest.post(route, options);
    },
    async put(route, options) {
      await turn();
      return rest.put(route, options);
    },
    async patch(route, options) {
      await turn();
      return rest.patch(route, options);
    },
    async delete(route, options) {
      await turn();
      return rest.delete(route, options);
    },
  };
}
