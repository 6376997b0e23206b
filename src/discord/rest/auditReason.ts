/** Why the bot does something to a server, as the server's audit log shows it (`resources/audit-log`). */
import { shorten } from '../../text/shorten.ts';

/** What Discord takes of the `X-Audit-Log-Reason` header, once it is URL-encoded: the strictest reading of its page. */
const LONGEST = 512;

/** A sentence as a reason: on one line, and cut at a grapheme where it would be too long. `@discordjs/rest` URL-encodes it. */
export function auditReason(sentence: string): string {
  const line = sentence.toWellFormed().replace(/\s+/g, ' ').trim();
  let reason = line;
  for (let limit = LONGEST; encodeURIComponent(reason).length > LONGEST; limit -= 1) reason = shorten(line, limit);
  return reason;
}
