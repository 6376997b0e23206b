/** A channel of the sandbox in which a lot has been said. */
import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { ToPage } from '../../src/sandbox/page/protocol/frames.ts';
import type { SandboxProgram } from './sandboxProgram.ts';

/** Writes many messages into the first channel; writes one more whenever it is called again. */
export async function fillChannel({ address }: SandboxProgram, count: number): Promise<(content: string) => void> {
  const socket = new WebSocket(`${address.replace('http', 'ws')}/page/socket`, { origin: address });
  let request = 0;
  const { promise: done, resolve } = Promise.withResolvers<void>();
  const { promise: first, resolve: seen } = Promise.withResolvers<string>();
  socket.on('message', (data) => {
    // What the server sends is the protocol's.
    const frame = JSON.parse(String(data)) as ToPage;
    if (frame.kind === 'overview') seen(frame.servers[0]?.channels[0]?.id ?? '');
    if (frame.kind === 'answer' && frame.request === count) resolve();
  });
  await once(socket, 'open');
  const channelId = await first;
  const say = (content: string) => {
    request += 1;
    socket.send(JSON.stringify({ kind: 'say', request, channelId, content }));
  };
  for (let line = 0; line < count; line += 1) say(`line ${line}`);
  await done;
  return say;
}
