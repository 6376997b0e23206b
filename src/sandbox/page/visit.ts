/** One open page: who its visitor is, and what it is told. */
import type { WebSocket } from 'ws';
import { languageOfLocale } from '../../settings.ts';
import { ClientRefusal } from '../loopback/people/clientRefusal.ts';
import type { StoredMessage, WorldChannel } from '../loopback/world/model.ts';
import type { Person } from '../loopback/world/person.ts';
import type { FromPage, PageAnswer, Question, ToPage } from './protocol/frames.ts';
import { pageRefusals } from './refusals.ts';
import type { Sandbox } from './sandbox.ts';
import type { Uploads } from './uploads.ts';
import { overviewFor, pageMessage, sees, seesMessage } from './view.ts';
import { Visitor } from './visitor.ts';

export class Visit {
  readonly #socket: WebSocket;
  readonly #sandbox: Sandbox;
  readonly #uploads: Uploads;
  #visitor: Visitor;

  constructor(socket: WebSocket, sandbox: Sandbox, uploads: Uploads, person: Person) {
    this.#socket = socket;
    this.#sandbox = sandbox;
    this.#uploads = uploads;
    this.#visitor = new Visitor(person, sandbox, uploads);
    this.showOverview();
  }

  send(frame: ToPage): void {
    this.#socket.send(JSON.stringify(frame));
  }

  /** Becomes somebody else; with an id that nobody has, stays the same. */
  be(personId: string): void {
    const person = this.#sandbox.discord.world.people.get(personId);
    if (person && !person.bot) this.#visitor = new Visitor(person, this.#sandbox, this.#uploads);
    this.showOverview();
  }

  showOverview(): void {
    const { world, cdnUrl } = this.#sandbox.discord;
    this.send(overviewFor(world, this.#person, cdnUrl));
  }

  /** Shows all of a channel; nothing of one that this person does not see. */
  open(channelId: string): void {
    const channel = this.#sandbox.discord.world.channels.get(channelId);
    const seen = channel?.messages.filter((message) => seesMessage(this.#person, channel, message)) ?? [];
    this.send({ kind: 'messages', channelId, messages: seen.map(pageMessage) });
  }

  show(channel: WorldChannel, message: StoredMessage, edited: boolean): void {
    if (!seesMessage(this.#person, channel, message)) return;
    this.send({ kind: 'message', channelId: channel.id, edited, message: pageMessage(message) });
  }

  showDeleted(channel: WorldChannel, message: StoredMessage): void {
    if (!seesMessage(this.#person, channel, message)) return;
    this.send({ kind: 'deleted', channelId: channel.id, messageId: message.payload.id });
  }

  showTyping(channel: WorldChannel): void {
    if (sees(this.#person, channel)) this.send({ kind: 'typing', channelId: channel.id });
  }

  dismiss({ channelId, messageId }: Extract<FromPage, { kind: 'dismiss' }>): void {
    this.#visitor.dismiss(channelId, messageId);
  }

  /** Does what is asked for and answers. */
  async answer(asked: Question): Promise<void> {
    const { person } = this.#visitor;
    const answer = await this.#visitor.carryOut(asked).catch((error: unknown) => this.#failure(error, person));
    this.send({ kind: 'answer', request: asked.request, answer });
  }

  get #person(): Person {
    return this.#visitor.person;
  }

  #failure(error: unknown, { locale }: Person): PageAnswer {
    const refusal = error instanceof ClientRefusal ? error : this.#unexpected(error);
    return { kind: 'failed', reason: refusal.sentences[languageOfLocale(locale)] };
  }

  #unexpected(error: unknown): ClientRefusal {
    this.#sandbox.log.error({ err: error }, 'the sandbox could not do what its page asked for');
    return pageRefusals.broken();
  }
}
