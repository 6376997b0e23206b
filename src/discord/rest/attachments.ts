/** Reads the files that people attach: from Discord alone, no more than is allowed, and not for ever. */
import type { Logger } from 'pino';
import type { Attachment, AttachmentOutcome, AttachmentReader } from '../../app/ports.ts';

/** Where Discord keeps files, also when its API is reached through a proxy (`reference#signed-attachment-cdn-urls`). */
const DISCORDS = ['https://cdn.discordapp.com', 'https://media.discordapp.net'];

type AttachmentOptions = {
  /** The base of the CDN's addresses. */
  cdnUrl: string;
  /** How long it may take to arrive, milliseconds. */
  timeout: number;
  log: Logger;
};

/** @returns a reader that never throws because of a file or a network: what went wrong is its outcome, and logged */
export function attachmentReader({ cdnUrl, timeout, log }: AttachmentOptions): AttachmentReader {
  const origins = new Set([new URL(cdnUrl).origin, ...DISCORDS]);

  /** An address of Discord's is signed: whoever has it has the file, so the log gets no more than the host. */
  const unavailable = (host: string | undefined, reason: string): AttachmentOutcome => {
    log.warn({ host, reason }, 'could not read an attached file');
    return { kind: 'unavailable' };
  };

  return {
    async read({ url, size }: Attachment, most: number): Promise<AttachmentOutcome> {
      if (size > most) return { kind: 'too-large', most };
      const address = URL.parse(url);
      // An address that somebody forged could make the bot ask anything of the machine it runs on.
      if (!address || !origins.has(address.origin))
        return unavailable(address?.host, 'the address is none of Discord’s');
      try {
        const response = await fetch(address, {
          redirect: 'error',
          headers: { 'Accept-Encoding': 'identity' },
          signal: AbortSignal.timeout(timeout),
        });
        if (!response.ok || !response.body) {
          await response.body?.cancel();
          return unavailable(address.host, `the answer’s status is ${response.status}`);
        }
        const bytes = await collected(response.body, most);
        if (!bytes) return { kind: 'too-large', most };
        // Half of a thread may read like a whole one.
        if (bytes.byteLength !== size) return unavailable(address.host, `${bytes.byteLength} bytes instead of ${size}`);
        return { kind: 'read', bytes };
      } catch (error) {
        return unavailable(address.host, reasonOf(error));
      }
    },
  };
}

/** Undefined as soon as there is more than allowed, whatever the sender said of the size. */
async function collected(body: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.byteLength;
    if (length > most) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
