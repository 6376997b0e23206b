/** The WebSocket to the sandbox: opened again whenever it breaks, requests paired with their answers. */
import {
  type FromPage,
  type PageAnswer,
  readToPage,
  type ToPage,
  type UnnumberedQuestion,
} from '../protocol/frames.ts';

/** Milliseconds before the first attempt to connect again; doubled for each further one. */
const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 5_000;

type Listener = {
  readonly received: (frame: ToPage) => void;
  readonly changed: (connection: 'open' | 'lost' | 'outdated') => void;
  /** What a question is answered with whose answer will not come. */
  readonly lost: () => string;
};

export class Connection {
  readonly #address: URL;
  readonly #listener: Listener;
  readonly #waiting = new Map<number, (answer: PageAnswer) => void>();
  #socket: WebSocket | undefined;
  #lastRequest = 0;
  #pause = FIRST_PAUSE;

  /** @param address of the sandbox's WebSocket */
  constructor(address: URL, listener: Listener) {
    this.#address = address;
    this.#listener = listener;
  }

  connect(): void {
    const socket = new WebSocket(this.#address);
    this.#socket = socket;
    socket.addEventListener('open', () => {
      this.#pause = FIRST_PAUSE;
      this.#listener.changed('open');
    });
    socket.addEventListener('message', ({ data }) => this.#receive(String(data)));
    socket.addEventListener('close', () => this.#closed());
  }

  /** Sends a frame; one that is sent while the connection is broken is lost. */
  send(frame: FromPage): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(frame));
  }

  /** Sends a frame and resolves with its answer; never rejects. */
  ask(question: UnnumberedQuestion): Promise<PageAnswer> {
    if (this.#socket?.readyState !== WebSocket.OPEN) return Promise.resolve(this.#unanswered());
    this.#lastRequest += 1;
    const request = this.#lastRequest;
    const { promise, resolve } = Promise.withResolvers<PageAnswer>();
    this.#waiting.set(request, resolve);
    this.send({ ...question, request });
    return promise;
  }

  #receive(text: string): void {
    const frame = readToPage(text);
    if (!frame) this.#listener.changed('outdated');
    else if (frame.kind === 'answer') {
      this.#waiting.get(frame.request)?.(frame.answer);
      this.#waiting.delete(frame.request);
    } else this.#listener.received(frame);
  }

  #closed(): void {
    this.#listener.changed('lost');
    for (const resolve of this.#waiting.values()) resolve(this.#unanswered());
    this.#waiting.clear();
    setTimeout(() => this.connect(), this.#pause);
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
  }

  #unanswered(): PageAnswer {
    return { kind: 'failed', reason: this.#listener.lost() };
  }
}
