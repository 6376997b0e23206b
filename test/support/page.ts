/** Somebody's open page, as the browser would hold it: everything it was told, and what it asks for. */
import { once } from 'node:events';
import { WebSocket } from 'ws';
import type {
  FromPage,
  PageAnswer,
  PageLogEntry,
  PageMessage,
  ToPage,
  UnnumberedQuestion,
} from '../../src/sandbox/page/protocol/frames.ts';
import type { OpenSandbox } from '../../src/sandbox/program/openSandbox.ts';
import { PATIENCE } from './patience.ts';

type Kind = ToPage['kind'];
type Frame<K extends Kind> = Extract<ToPage, { kind: K }>;

export class OpenPage {
  /** Every frame as it came, oldest first. */
  readonly texts: string[] = [];
  readonly socket: WebSocket;
  #asked = 0;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data) => this.texts.push(String(data)));
  }

  /** Opens the page as its first person, or as the one of that name. */
  static async open({ address }: OpenSandbox, name?: string): Promise<OpenPage> {
    const page = new OpenPage(new WebSocket(`${address.replace('http', 'ws')}/page/socket`, { origin: address }));
    await once(page.socket, 'open');
    await page.until(() => page.all('log').length > 0);
    if (name) await page.be(name);
    return page;
  }

  /** The frames of a kind. */
  all<K extends Kind>(kind: K): Frame<K>[] {
    return this.texts
      .map((text) => JSON.parse(text) as ToPage)
      .filter((frame): frame is Frame<K> => frame.kind === kind);
  }

  /** The newest overview. */
  get overview(): Frame<'overview'> {
    const overview = this.all('overview').at(-1);
    if (!overview) throw new Error('The page knows nothing yet.');
    return overview;
  }

  /** The id of a channel that this page shows, by its name. */
  channel(name: string): string {
    const channel = this.overview.servers.flatMap(({ channels }) => channels).find((each) => each.name === name);
    if (!channel) throw new Error(`${name} is not on this page.`);
    return channel.id;
  }

  /** The log as the page would show it: the newest entry of each number. */
  get log(): PageLogEntry[] {
    const entries = this.all('log').flatMap((frame) => frame.entries);
    return [...new Map(entries.map((entry) => [entry.number, entry])).values()];
  }

  async be(name: string): Promise<void> {
    const person = this.overview.people.find((each) => each.name === name);
    if (!person) throw new Error(`There is no ${name}.`);
    this.send({ kind: 'be', personId: person.id });
    await this.until(() => this.overview.me === person.id);
  }

  send(frame: FromPage): void {
    this.socket.send(JSON.stringify(frame));
  }

  /** Asks for something and resolves with its answer. */
  async ask(question: UnnumberedQuestion): Promise<PageAnswer> {
    this.#asked += 1;
    const request = this.#asked;
    this.socket.send(JSON.stringify({ ...question, request }));
    const answers = () => this.all('answer').filter((frame) => frame.request === request);
    await this.until(() => answers().length > 0);
    return answers()[0]?.answer ?? { kind: 'done' };
  }

  /** Opens a channel; all it shows. */
  async messages(channelId: string): Promise<readonly PageMessage[]> {
    const before = this.all('messages').length;
    this.send({ kind: 'open', channelId });
    await this.until(() => this.all('messages').length > before);
    return this.all('messages').at(-1)?.messages ?? [];
  }

  /** Resolves as soon as something holds; asked again after every frame. @throws Error when it takes too long */
  async until(condition: () => boolean): Promise<void> {
    const late = AbortSignal.timeout(PATIENCE);
    while (!condition()) await once(this.socket, 'message', { signal: late });
  }

  close(): void {
    this.socket.terminate();
  }
}
