/** What happened between bot and Discord: every request and every event of the gateway, for the page to show. */
import { GatewayOpcodes } from 'discord.js';
import type { LoggedRequest } from '../loopback/rest/requestLog.ts';
import type { GatewayPayload } from '../loopback/world/events.ts';
import type { World } from '../loopback/world/world.ts';
import type { PageLogEntry } from './protocol/frames.ts';
import { readable } from './secrets.ts';

/** Entries kept for pages that open later. */
const MOST_ENTRIES = 500;

/** UTF-16 units of an answer that are worth reading as JSON; a page of messages may have more. */
const LONGEST_ANSWER = 64 * 1024;

/** A request on its way: its number, and when it came, in milliseconds of the process. */
type UnderWay = { readonly number: number; readonly since: number };

export class Journal {
  readonly #world: World;
  readonly #changed: (entry: PageLogEntry) => void;
  readonly #underWay = new WeakMap<LoggedRequest, UnderWay>();
  readonly #kept: PageLogEntry[] = [];
  #last = 0;

  /** @param changed called with every new entry, and with every one that replaces another of its number */
  constructor(world: World, changed: (entry: PageLogEntry) => void) {
    this.#world = world;
    this.#changed = changed;
    world.events.on('arrived', (request) => this.#begin(request));
    world.events.on('request', (request, response) => void this.#end(request, response));
    world.events.on('gateway', (from, payload) => this.#note(from, payload));
  }

  /** The newest entries, oldest first. */
  get entries(): readonly PageLogEntry[] {
    return this.#kept;
  }

  clear(): void {
    this.#kept.length = 0;
  }

  #begin(request: LoggedRequest): void {
    const number = this.#next();
    this.#underWay.set(request, { number, since: performance.now() });
    this.#keep(entryOf(request, number));
  }

  async #end(request: LoggedRequest, response: Response | undefined): Promise<void> {
    const begun = this.#underWay.get(request);
    if (!begun) return;
    const took = Math.round(performance.now() - begun.since);
    const headers = response?.headers;
    // Cloned before anybody reads it: the bot gets the same bytes.
    const text = (await response?.clone().text()) ?? '';
    this.#keep({ ...entryOf(request, begun.number, answerOf(response, text)), took, rateLimit: rateLimitOf(headers) });
  }

  #note(from: 'discord' | 'bot', payload: GatewayPayload): void {
    const name = payload.t ?? constantCase(GatewayOpcodes[payload.op] ?? `opcode ${payload.op}`);
    this.#keep({
      number: this.#next(),
      at: this.#world.now(),
      kind: 'gateway',
      title: `${from === 'discord' ? '→' : '←'} ${name}`,
      status: null,
      took: null,
      rateLimit: null,
      violations: [],
      json: readable(payload),
    });
  }

  #keep(entry: PageLogEntry): void {
    const at = this.#kept.findLastIndex(({ number }) => number === entry.number);
    if (at >= 0) this.#kept[at] = entry;
    else if (entry.number > (this.#kept.at(-1)?.number ?? 0)) this.#kept.push(entry);
    if (this.#kept.length > MOST_ENTRIES) this.#kept.shift();
    this.#changed(entry);
  }

  #next(): number {
    this.#last += 1;
    return this.#last;
  }
}

function entryOf(request: LoggedRequest, number: number, answer?: object): PageLogEntry {
  const { route, at, status = null, method, path, query, body, files, violations } = request;
  const sent = { method, path, query: Object.fromEntries(query), body, files };
  return {
    number,
    at,
    kind: 'rest',
    title: route,
    status,
    took: null,
    rateLimit: null,
    violations: violations.map(({ rule, at: where, message }) => String(readable(`${rule} at ${where}: ${message}`))),
    json: readable({ request: sent, ...(answer && { answer }) }),
  };
}

/** What was answered; of a connection that was cut, that. */
function answerOf(response: Response | undefined, text: string): object {
  if (!response) return { cut: true };
  const isJson = response.headers.get('content-type')?.startsWith('application/json');
  const body = isJson && text.length <= LONGEST_ANSWER ? JSON.parse(text) : text;
  return { status: response.status, ...(text !== '' && { body }) };
}

function rateLimitOf(headers: Headers | undefined): PageLogEntry['rateLimit'] {
  const read = (name: string) => headers?.get(`x-ratelimit-${name}`);
  const [limit, remaining, resetAfter] = [read('limit'), read('remaining'), read('reset-after')];
  if (!limit || !remaining || !resetAfter) return null;
  return { limit: Number(limit), remaining: Number(remaining), resetAfter: Number(resetAfter) };
}

/** `HeartbeatAck` as `HEARTBEAT_ACK`. */
function constantCase(name: string): string {
  return name.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase();
}
