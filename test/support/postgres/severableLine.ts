/** A line between a store and its database, which can break at the worst moment. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type { PostgresUrl } from '../../../src/runtime/databaseUrl.ts';

export type SeverableLine = AsyncDisposable & {
  /** The same database at the other end of the line. */
  readonly url: PostgresUrl;
  /** Breaks every connection, and lets nobody in until it is mended. */
  sever(): void;
  mend(): void;
  /**
   * Breaks a connection as soon as it has carried these words to the server, and keeps the answer to itself, once.
   *
   * @param severs whether the line is severed by then
   */
  loseAnswerTo(words: string, severs?: boolean): void;
};

/** @param url of a database that is reached through a socket's folder */
export async function severableLine(url: PostgresUrl): Promise<SeverableLine> {
  const address = new URL(url);
  const socket = `${address.searchParams.get('host')}/.s.PGSQL.5432`;
  const open = new Set<Socket>();
  let isSevered = false;
  let fatalWords: string | undefined;
  let isFatalToAll = false;
  const proxy = createServer((near) => {
    const far = connect(socket);
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(end);
      end.on('error', () => other.destroy());
      end.on('close', () => {
        open.delete(end);
        other.destroy();
      });
    }
    if (isSevered) near.destroy();
    let isLost = false;
    near.on('data', (said: Buffer) => {
      if (fatalWords !== undefined && said.includes(fatalWords)) {
        fatalWords = undefined;
        isLost = true;
      }
      far.write(said);
    });
    far.on('data', (answer: Buffer) => {
      if (!isLost) return near.write(answer);
      // The server has done by now what it was told.
      isSevered ||= isFatalToAll;
      return near.destroy();
    });
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const { port } = proxy.address() as AddressInfo;
  return {
    url: `postgres://${address.searchParams.get('user')}@127.0.0.1:${port}${address.pathname}`,
    sever() {
      isSevered = true;
      for (const end of open) end.destroy();
    },
    mend() {
      isSevered = false;
    },
    loseAnswerTo(words, severs = false) {
      fatalWords = words;
      isFatalToAll = severs;
    },
    async [Symbol.asyncDispose]() {
      for (const end of open) end.destroy();
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
}
