/** Who one is and which channel is open, also after the connection broke, and for the browser's Back and Forward. */
import type { ToPage } from '../../protocol/frames.ts';
import type { Connection } from '../connection.ts';
import { remember, remembered, visit, visitedChannel } from '../memory.ts';
import { channelTree, me, sees } from '../state/state.ts';
import type { StateKeeper } from '../stateKeeper.ts';

type Line = { readonly keeper: StateKeeper; readonly connection: Connection };

/** Follows the server's frames and keeps it told what is looked at. */
export class Whereabouts {
  readonly #line: Line;
  /** What the server was last asked to show, as `person/channel`; nothing on a new connection. */
  #asked: string | undefined;

  constructor(line: Line) {
    this.#line = line;
  }

  connected(): void {
    this.#asked = undefined;
    this.#line.keeper.happen({ kind: 'connection', connection: 'open' });
  }

  received(frame: ToPage): void {
    const { keeper, connection } = this.#line;
    if (frame.kind === 'overview' && this.#asked === undefined) {
      const wanted = me(keeper.state)?.name ?? remembered('person');
      const person = frame.people.find(({ name }) => name === wanted);
      this.#asked = '';
      if (person && person.id !== frame.me) {
        connection.send({ kind: 'be', personId: person.id });
        return;
      }
    }
    keeper.happen({ kind: 'frame', frame, now: Date.now() });
    if (frame.kind === 'overview') this.#show();
  }

  be(personId: string): void {
    const { keeper, connection } = this.#line;
    const person = keeper.state.overview?.people.find(({ id }) => id === personId);
    if (person) remember('person', person.name);
    keeper.happen({ kind: 'overlay', overlay: undefined });
    connection.send({ kind: 'be', personId });
  }

  open(channelId: string): void {
    if (channelId !== this.#line.keeper.state.channelId) history.pushState(visit(channelId), '');
    this.#enter(channelId);
  }

  /** Goes where the browser's Back and Forward lead; nowhere when whom one is does not see that channel. */
  returnTo(visited: unknown): void {
    const channelId = visitedChannel(visited);
    if (channelId !== undefined && sees(this.#line.keeper.state, channelId)) this.#enter(channelId);
  }

  openServer(serverId: string): void {
    const server = this.#line.keeper.state.overview?.servers.find(({ id }) => id === serverId);
    const first = server && channelTree(server)[0]?.channel.id;
    if (first) this.open(first);
  }

  #enter(channelId: string): void {
    this.#line.keeper.happen({ kind: 'channel', channelId });
    this.#show();
  }

  #show(): void {
    const { keeper, connection } = this.#line;
    const { channelId, overview } = keeper.state;
    const wanted = `${overview?.me}/${channelId}`;
    if (channelId !== undefined) {
      remember('channel', channelId);
      history.replaceState(visit(channelId), '');
    }
    if (channelId === undefined || wanted === this.#asked) return;
    this.#asked = wanted;
    connection.send({ kind: 'open', channelId });
  }
}
