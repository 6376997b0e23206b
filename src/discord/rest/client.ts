/** The REST client for everything that must not happen twice, and for whoever decides about repetitions itself. */
import { DefaultRestOptions, REST, type RESTOptions } from 'discord.js';

/** What is waited after a refusal that does not say how long, milliseconds. */
const UNSTATED_RETRY_AFTER = 5_000;

/**
 * Never repeats a request by itself, and rejects instead of waiting for a rate limit.
 *
 * @param timeout how long an answer is waited for, milliseconds
 */
export function onceRest(api: string, token: string, timeout: number): REST {
  return new REST({
    api,
    makeRequest,
    retries: 0,
    timeout,
    rejectOnRateLimit: () => true,
  }).setToken(token);
}

/**
 * Makes a request. What stands before Discord may refuse one as too many without saying for how long; @discordjs/rest
 * would then repeat it at once, and for ever.
 */
export const makeRequest: RESTOptions['makeRequest'] = async (...request) => {
  const response = await DefaultRestOptions.makeRequest(...request);
  if (response.status === 429 && !response.headers.has('Retry-After')) {
    response.headers.set('Retry-After', String(UNSTATED_RETRY_AFTER / 1_000));
  }
  return response;
};
