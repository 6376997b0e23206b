import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Connection } from '../../../../src/sandbox/page/client/connection.ts';

/** A socket whose other end is the test. */
class FakeSocket extends EventTarget {
  static readonly OPEN = 1;
  static last: FakeSocket | undefined;
  readonly readyState = FakeSocket.OPEN;
  readonly sent: unknown[] = [];

  constructor() {
    super();
    FakeSocket.last = this;
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  says(text: string): void {
    this.dispatchEvent(new MessageEvent('message', { data: text }));
  }
}

describe('the page’s connection to the sandbox', () => {
  const happened: unknown[] = [];
  let connection: Connection;
  let socket: FakeSocket;

  beforeEach(() => {
    happened.length = 0;
    vi.stubGlobal('WebSocket', FakeSocket);
    connection = new Connection(new URL('ws://127.0.0.1:8787/page/socket'), {
      received: (frame) => happened.push(frame),
      changed: (next) => happened.push(next),
      lost: () => 'lost',
    });
    connection.connect();
    if (!FakeSocket.last) throw new Error('It did not connect.');
    socket = FakeSocket.last;
  });

  afterEach(() => vi.unstubAllGlobals());

  it('the page’s connection to the sandbox passes on what the sandbox says', () => {
    socket.says('{"kind":"typing","channelId":"1"}');
    expect(happened).toEqual([{ kind: 'typing', channelId: '1' }]);
  });

  it('the page’s connection to the sandbox says that the page is outdated when the sandbox says something that is not in its protocol', () => {
    socket.says('{"kind":"dancing","channelId":"1"}');
    expect(happened).toEqual(['outdated']);
  });

  it('the page’s connection to the sandbox pairs each question with its own answer', async () => {
    const [first, second] = [
      connection.ask({ kind: 'say', channelId: '1', content: 'Hi' }),
      connection.ask({ kind: 'say', channelId: '1', content: 'Ho' }),
    ];
    expect(socket.sent).toMatchObject([
      { content: 'Hi', request: 1 },
      { content: 'Ho', request: 2 },
    ]);
    socket.says('{"kind":"answer","request":2,"answer":{"kind":"failed","reason":"No."}}');
    socket.says('{"kind":"answer","request":1,"answer":{"kind":"done"}}');
    expect(await Promise.all([first, second])).toEqual([{ kind: 'done' }, { kind: 'failed', reason: 'No.' }]);
  });
});
