/**
 * Things that go wrong between a bot and Discord, each declared in one line:
 *
 *     discord.faults.on('POST /webhooks/:id/:token').nth(3).acceptThenDrop();
 *     discord.faults.on('POST /webhooks/:id/:token').nth(3).before(() => channel.deleteWebhooks());
 *     discord.faults.on('*').withProbability(0.1, 'seed').refuse(503);
 */
import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { CheckedRequest } from '../conformance/types.ts';
import type { Cut, Intercept } from '../rest/app.ts';
import { type RateLimited, tooManyRequests } from '../rest/rateLimits.ts';
import { routeOf } from '../rest/requestLog.ts';
import { type ForeignStatus, type ForeignWording, foreignAnswer } from './foreignAnswer.ts';

/** A status by which Discord, or what stands before it, says that it failed. */
type FailureStatus = 500 | 502 | 503;

type Fault = (carryOut: () => Promise<Response>) => Promise<Response | Cut>;

/** Whether a fault strikes the request of that number on its route, counted from 1. */
type Strikes = (count: number) => boolean;

type Rule = {
  readonly route: string;
  readonly strikes: Strikes;
  readonly kind: string;
  readonly fault: Fault;
  count: number;
};

/** So many milliseconds, or until something is settled, for what must not depend on how fast a machine is. */
type Later = number | Promise<void>;

type Declare = (strikes: Strikes, kind: string, fault: Fault) => void;

export class Faults {
  readonly #rules: Rule[] = [];
  /** How often each kind of fault has struck. */
  readonly struck = new Map<string, number>();

  /**
   * Declares a fault on a route, such as `POST /webhooks/:id/:token`, or on all (`*`). Requests are counted from here; the next one is
   * struck unless said otherwise.
   */
  on(route: string): FaultDeclaration {
    return new FaultDeclaration((strikes, kind, fault) => this.#rules.push({ route, strikes, kind, fault, count: 0 }));
  }

  /** Takes back all faults. */
  clear(): void {
    this.#rules.length = 0;
  }

  /** Lets the first fault that is due strike a request; every fault counts it. */
  intercept(request: CheckedRequest, carryOut: () => Promise<Response>): ReturnType<Intercept> {
    const route = routeOf(request.method, request.path);
    const due = this.#rules.filter((rule) => {
      if (rule.route !== route && rule.route !== '*') return false;
      rule.count += 1;
      return rule.strikes(rule.count);
    });
    const [first] = due;
    if (first) this.struck.set(first.kind, (this.struck.get(first.kind) ?? 0) + 1);
    return first?.fault(carryOut);
  }
}

/** When a fault strikes, then what it does. */
class FaultDeclaration {
  readonly #declare: Declare;
  #strikes: Strikes = (count) => count === 1;

  constructor(declare: Declare) {
    this.#declare = declare;
  }

  /** Strikes the nth request alone. */
  nth(n: number): this {
    this.#strikes = (count) => count === n;
    return this;
  }

  /** Strikes the next n requests. */
  times(n: number): this {
    this.#strikes = (count) => count <= n;
    return this;
  }

  /** Strikes every request. */
  always(): this {
    this.#strikes = () => true;
    return this;
  }

  /** Strikes each request with a probability from 0 to 1: always the same ones for the same seed. */
  withProbability(probability: number, seed: string): this {
    this.#strikes = (count) => {
      const digest = createHash('sha256').update(`${seed}:${count}`).digest();
      return digest.readUInt32BE() / 2 ** 32 < probability;
    };
    return this;
  }

  /** The request is carried out, but the connection breaks before the answer. */
  acceptThenDrop(): void {
    this.#declare(this.#strikes, 'accepted, dropped', async (carryOut) => {
      await carryOut();
      return 'hang up';
    });
  }

  /** The same, with a reset instead of an orderly end (`ECONNRESET`). */
  acceptThenReset(): void {
    this.#declare(this.#strikes, 'accepted, reset', async (carryOut) => {
      await carryOut();
      return 'reset';
    });
  }

  /** The request is carried out, and its answer breaks off in the middle. */
  acceptThenCutAnswer(): void {
    this.#declare(this.#strikes, 'accepted, answer cut', async (carryOut) => {
      await carryOut();
      return 'break off';
    });
  }

  /** The connection breaks at once, and the request is carried out later. */
  dropThenAccept(later: Later): void {
    this.#declare(this.#strikes, 'dropped, accepted late', async (carryOut) => {
      void until(later).then(carryOut);
      return 'hang up';
    });
  }

  /** The request is carried out, but the answer says that it failed. */
  acceptThenAnswer(status: FailureStatus): void {
    this.#declare(this.#strikes, `accepted, answered ${status}`, async (carryOut) => {
      await carryOut();
      return failure(status);
    });
  }

  /** The request is not carried out, and the answer says so. */
  refuse(status: FailureStatus): void {
    this.#declare(this.#strikes, `refused ${status}`, async () => failure(status));
  }

  /** Discord refuses the request for a reason of its own: AutoMod, a harmful link, a full server (`topics/opcodes-and-status-codes#json`). */
  refuseAs(refusal: { status: number; code: number; message: string }): void {
    const { status, ...body } = refusal;
    this.#declare(this.#strikes, `refused ${status} ${body.code}`, async () => Response.json(body, { status }));
  }

  /** The connection breaks, and the request is not carried out. */
  drop(): void {
    this.#declare(this.#strikes, 'dropped', async () => 'hang up');
  }

  /** The same, with a reset instead of an orderly end (`ECONNRESET`). */
  reset(): void {
    this.#declare(this.#strikes, 'reset', async () => 'reset');
  }

  /** Something between the bot and Discord answers, and Discord never hears of the request. */
  answerForeign(status: ForeignStatus, wording: ForeignWording = 'html'): void {
    this.#declare(this.#strikes, `foreign ${status}`, async () => foreignAnswer(status, wording));
  }

  /** The request is carried out, but something between the bot and Discord answers in Discord's place. */
  acceptThenAnswerForeign(status: ForeignStatus, wording: ForeignWording = 'html'): void {
    this.#declare(this.#strikes, `accepted, foreign ${status}`, async (carryOut) => {
      await carryOut();
      return foreignAnswer(status, wording);
    });
  }

  /** The bot's token is refused, as one that was revoked. */
  refuseToken(): void {
    const body = { message: '401: Unauthorized', code: 0 };
    this.#declare(this.#strikes, 'token refused', async () => Response.json(body, { status: 401 }));
  }

  /** The request is refused as one too many; `retryAfter` in milliseconds. */
  rateLimit(refusal: RateLimited): void {
    this.#declare(this.#strikes, `429 ${refusal.scope}`, async () => tooManyRequests(refusal));
  }

  /** The same by what stands before Discord, which says neither why nor for how long. */
  rateLimitAtEdge(): void {
    this.#declare(this.#strikes, '429 at the edge', async () => foreignAnswer(429, 'html'));
  }

  /** The request is carried out at once and answered later. */
  delay(later: Later): void {
    this.#declare(this.#strikes, 'answered late', async (carryOut) => {
      const response = await carryOut();
      await until(later);
      return response;
    });
  }

  /** Something happens just before the request is carried out: a webhook vanishes, a permission is revoked. */
  before(happening: () => void): void {
    this.#declare(this.#strikes, 'happening', (carryOut) => {
      happening();
      return carryOut();
    });
  }
}

function until(later: Later): Promise<void> {
  // What is late must not keep a process alive that is otherwise done.
  return typeof later === 'number' ? setTimeout(later, undefined, { ref: false }) : later;
}

function failure(status: FailureStatus): Response {
  return Response.json({ message: `${status}: Internal Server Error`, code: 0 }, { status });
}
