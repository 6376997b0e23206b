/** What keeps a message from being there twice whose answer was lost. */
import { createHash } from 'node:crypto';

/** Characters that a nonce may have (`resources/message#create-message`). */
const NONCE_LENGTH = 25;

/** The fields of a message by which Discord knows it for a few minutes: sent again, it is the same message. */
export function onceAs(what: string): { nonce: string; enforce_nonce: true } {
  return { nonce: createHash('sha256').update(what).digest('base64url').slice(0, NONCE_LENGTH), enforce_nonce: true };
}
