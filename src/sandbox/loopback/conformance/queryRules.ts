/** What may stand in an address after the `?`, route by route. */
import type { Violation } from './types.ts';

const SNOWFLAKE = /^\d{1,20}$/;
const YES_OR_NO = /^(true|false)$/;

/** The parameters that we know, and what each may be (`resources/message`, `resources/webhook`, `interactions/receiving-and-responding`). */
const parameters = {
  action_type: /^\d{1,3}$/,
  after: SNOWFLAKE,
  before: SNOWFLAKE,
  limit: /^([1-9]\d?|100)$/,
  thread_id: SNOWFLAKE,
  user_id: SNOWFLAKE,
  wait: YES_OR_NO,
  with_components: YES_OR_NO,
  with_localizations: YES_OR_NO,
  with_response: YES_OR_NO,
};

/** The name of a parameter of some route. */
export type Parameter = keyof typeof parameters;

/** Judges the parameters of a request to a route that takes only those named. */
export function queryRules(query: URLSearchParams, allowed: readonly Parameter[]): Violation[] {
  const violations: Violation[] = [];
  const report = (rule: string, name: string, message: string) => violations.push({ rule, at: `?${name}`, message });
  for (const [name, value] of query) {
    const known = allowed.find((parameter) => parameter === name);
    if (!known) report('unknown-query', name, `This route has no parameter ${name} (discord-api-docs resources).`);
    else if (!parameters[known].test(value)) {
      report('query-value', name, `${name} cannot be ${JSON.stringify(value)} (discord-api-docs resources).`);
    }
    if (query.getAll(name).length > 1) report('query-twice', name, `${name} stands twice.`);
  }
  if (query.has('after') && query.has('before')) {
    report('query-pair', 'before', 'Only one of before, after and around may be given (resources/message).');
  }
  return violations;
}
