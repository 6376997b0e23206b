/** A replay's stage in Discord, put together from the parts that open, that post and that look. */
import type { Logger } from 'pino';
import type { Stage } from '../../replay/ports.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { DiscordApi } from '../rest/discordApi.ts';
import type { RequestBudget } from '../rest/requestBudget.ts';
import type { Faces } from './faces.ts';
import { Looking } from './looking.ts';
import { Obstacles } from './obstacles.ts';
import { Opening } from './opening.ts';
import { Posting } from './posting.ts';
import type { WebhookRoutes } from './webhookRoutes.ts';

type StageOptions = {
  /** Never repeats a request by itself: the replay decides. */
  api: DiscordApi;
  routes: WebhookRoutes;
  faces: Faces;
  /** Of all requests: each post takes its turn. */
  budget: Pick<RequestBudget, 'turn'>;
  applicationId: string;
  /** How long a post may take, milliseconds of real time. */
  timeout: number;
  clock: Clock;
  log: Logger;
};

/** Puts the stage together. */
export function discordStage({ api, routes, faces, budget, applicationId, timeout, clock, log }: StageOptions): Stage {
  const obstacles = new Obstacles(api, log);
  const posting = new Posting({ api, routes, faces, budget, obstacles, timeout, log });
  const looking = new Looking({ api, routes, obstacles, applicationId, clock });
  const opening = new Opening({ api, posting, looking, routes, obstacles, applicationId, timeout, clock });
  return {
    prepare: (plan) => posting.prepare(plan),
    ready: (replay, post) => posting.ready(replay, post),
    open: (replay, post) => opening.open(replay, post),
    find: (replay, post, isFree) => opening.find(replay, post, isFree),
    post: (replay, post) => posting.post(replay, post),
    look: (replay, post, after) => looking.look(replay, post, after),
    obstacle: (replay) => obstacles.inReaching(replay),
    typing: (replay) => posting.showTyping(replay),
  };
}
