/** The faults that strike while chaos reigns: several kinds at a time, some requests in a hundred. */
import type { Faults } from '../../src/sandbox/loopback/faults/faults.ts';
import type { Random } from './random.ts';

const POST = 'POST /webhooks/:id/:token';
const LOOK = 'GET /channels/:id/messages';
const SHOW = 'PATCH /channels/:id/messages/:id';
const MAKE_WEBHOOK = 'POST /channels/:id/webhooks';
const OPEN = ['POST /channels/:id/threads', 'POST /channels/:id/messages/:id/threads'] as const;
const LOOK_FOR_OPENED = 'GET /guilds/:id/threads/active';

/** How late a request may be carried out after its connection broke, milliseconds of the bot's clock. */
const LATEST = 3_000;

/** The same of an edit, in milliseconds of the bot's clock: later than it is tried again, and within what the bot reckons with. */
export const LATEST_EDIT = 6_500;

/** Longer than the bot waits for an answer, real milliseconds. */
const TOO_LONG = 7_000;

/** What proxies, gateways and captive portals answer in Discord's place. */
const FOREIGN = [200, 301, 403, 408, 429, 502, 504] as const;

/** Declares them. @param speed how many milliseconds of the bot's clock pass in a real one */
export function declareFaults(faults: Faults, random: Random, speed: number): void {
  const sometimes = (route: string, probability: number) =>
    faults.on(route).withProbability(probability, String(random.share()));

  sometimes(POST, 0.04).acceptThenDrop();
  sometimes(POST, 0.03).acceptThenAnswer(502);
  sometimes(POST, 0.02).acceptThenAnswer(500);
  sometimes(POST, 0.03).dropThenAccept(random.between(1, LATEST) / speed);
  sometimes(POST, 0.02).drop();
  for (const status of [500, 502, 503] as const) sometimes(POST, 0.015).refuse(status);
  sometimes(POST, 0.02).delay(random.between(100, 1_000));
  sometimes(POST, 0.002).delay(TOO_LONG);
  for (const route of [POST, LOOK, SHOW]) {
    for (const scope of ['user', 'shared'] as const) sometimes(route, 0.01).rateLimit({ scope, retryAfter: 300 });
    sometimes(route, 0.003).rateLimit({ scope: 'global', retryAfter: 200 });
  }
  // Not everywhere: a start is given up at once where something answers in Discord's place.
  for (const status of FOREIGN) {
    for (const wording of ['html', 'json', 'empty'] as const) {
      sometimes(POST, 0.002).acceptThenAnswerForeign(status, wording);
      for (const route of [POST, LOOK, SHOW, MAKE_WEBHOOK]) sometimes(route, 0.0005).answerForeign(status, wording);
    }
  }
  // Of a few requests each, so that they meet something.
  for (const route of OPEN) {
    sometimes(route, 0.2).acceptThenDrop();
    sometimes(route, 0.1).dropThenAccept(random.between(1, LATEST) / speed);
    sometimes(route, 0.05).acceptThenAnswer(502);
    sometimes(route, 0.05).acceptThenAnswerForeign(504, 'html');
    sometimes(route, 0.1).refuse(503);
  }
  sometimes(LOOK_FOR_OPENED, 0.1).refuse(503);
  sometimes(POST, 0.01).reset();
  sometimes(LOOK, 0.05).refuse(503);
  sometimes(LOOK, 0.03).drop();
  sometimes(SHOW, 0.03).refuse(502);
  sometimes(SHOW, 0.03).acceptThenDrop();
  sometimes(SHOW, 0.03).dropThenAccept(random.between(1, LATEST_EDIT) / speed);
  sometimes(MAKE_WEBHOOK, 0.1).acceptThenDrop();
  sometimes('*', 0.005).refuse(500);
}
