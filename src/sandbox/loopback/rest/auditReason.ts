/** Why a bot does something to a server, as the header of its request says (`resources/audit-log`). */
import type { Context } from 'hono';
import { refused } from './apiError.ts';
import type { Env } from './env.ts';

/** `resources/audit-log#audit-log-entry-object`: characters of a reason, decoded. */
const LONGEST_REASON = 512;

/** The reason; undefined when none is given. @throws ApiError 50035 when it is too long, or not URL-encoded */
export function auditReasonOf({ req }: Context<Env>): string | undefined {
  const header = req.header('x-audit-log-reason');
  if (header === undefined) return undefined;
  const reason = decoded(header);
  if (reason === undefined) throw refused.field('X-Audit-Log-Reason', 'Must be URL-encoded.');
  if (reason.length > LONGEST_REASON) throw refused.field('X-Audit-Log-Reason', 'Must be 512 or fewer in length.');
  return reason;
}

function decoded(header: string): string | undefined {
  try {
    return decodeURIComponent(header);
  } catch {
    // A per cent sign that encodes nothing: the caller refuses it.
    return undefined;
  }
}
