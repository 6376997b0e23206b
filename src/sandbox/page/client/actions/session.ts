/** Who one is and which channel is open, also after the connection broke. */
import type { ToPage } from '../../protocol.ts';
import type { Connection } from '../connection.ts';
import { remember, remembered } from '../memory.ts';
import { channelTree, me } from '../state/state.ts';
import type { Store } from '../store.ts';

type Line = { readonly store: Store; readonly connection: Connection };

/** Follows the server's frames and keeps it told what is looked at. */
export class Session {
  readonly #line: Line;
  /** What the server was last asked to show, as `person/channel`; nothing on a new connection. */
  #asked: string | undefined;

  constructor(line: Line) {
    this.#line = line;
  }

  connected(): void {
    this.#asked = undefined;
    this.#line.store.happen({ kind: 'connection', connection: 'open' });
  }

  received(frame: ToPage): void {
    const { store, connection } = this.#line;
    if (frame.kind === 'world' && this.#asked === undefined) {
      const wanted = me(store.state)?.name ?? remembered('person');
      const person = frame.people.find(({ name }) => name === wanted);
      this.#asked = '';
      if (person && person.id !== frame.me) {
        connection.send({ kind: 'be', personId: person.id });
        return;
      }
    }
    store.happen({ kind: 'frame', frame, now: Date.now() });
    if (frame.kind === 'world') this.#show();
  }

  be(personId: string): void {
    const { store, connection } = this.#line;
    const person = store.state.world?.people.find(({ id }) => id === personId);
    if (person) remember('person', person.name);
    store.happen({ kind: 'overlay', overlay: undefined });
    connection.send({ kind: 'be', personId });
  }

  open(channelId: string): void {
    this.#line.store.happen({ kind: 'channel', channelId });
    this.#show();
  }

  openServer(serverId: string): void {
    const server = this.#line.store.state.world?.servers.find(({ id }) => id === serverId);
    const first = server && channelTree(server)[0]?.channel.id;
    if (first) this.open(first);
  }

  #show(): void {
    const { store, connection } = this.#line;
    const { channelId, world } = store.state;
    const wanted = `${world?.me}/${channelId}`;
    if (channelId === undefined || wanted === this.#asked) return;
    this.#asked = wanted;
    connection.send({ kind: 'open', channelId });
  }
}
