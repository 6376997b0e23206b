/** Reads the files that people attach: from Discord alone, no more than is allowed, and not for ever. */
import type { Attachment, AttachmentOutcome, AttachmentReader } from '../../app/ports.ts';

/** Where Discord keeps files, besides the CDN that is configured (`reference#signed-attachment-cdn-urls`). */
const MEDIA_HOST = 'https://media.discordapp.net';

type AttachmentOptions = {
  /** The base of the CDN's addresses. */
  cdnUrl: string;
  /** The most a file may have, bytes, as sent and unpacked. */
  most: number;
  /** How long it may take to arrive, milliseconds. */
  timeout: number;
};

/** @returns a reader that never throws because of a file or a network: what went wrong is its outcome */
export function attachmentReader({ cdnUrl, most, timeout }: AttachmentOptions): AttachmentReader {
  const origins = new Set([new URL(cdnUrl).origin, MEDIA_HOST]);
  return {
    async read({ url, size }: Attachment): Promise<AttachmentOutcome> {
      if (size > most) return { kind: 'too-large', most };
      // An address that somebody forged could make the bot ask anything of the machine it runs on.
      if (!URL.canParse(url) || !origins.has(new URL(url).origin)) return { kind: 'not-discords' };
      try {
        const response = await fetch(url, {
          redirect: 'error',
          headers: { 'Accept-Encoding': 'identity' },
          signal: AbortSignal.timeout(timeout),
        });
        if (!response.ok || !response.body) return { kind: 'unavailable', reason: `status ${response.status}` };
        return await collected(response.body, most);
      } catch (error) {
        return { kind: 'unavailable', reason: reasonOf(error) };
      }
    },
  };
}

/** Stops as soon as there is more than allowed, whatever the sender said of the size. */
async function collected(body: ReadableStream<Uint8Array>, most: number): Promise<AttachmentOutcome> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.byteLength;
    if (length > most) return { kind: 'too-large', most };
    chunks.push(chunk);
  }
  return { kind: 'read', bytes: Buffer.concat(chunks) };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
