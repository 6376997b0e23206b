/** A replay's stage in Discord, put together from the parts that post and that look. */
import type { Logger } from 'pino';
import type { Stage } from '../../replay/ports.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { DiscordApi } from '../rest/discordApi.ts';
import type { Faces } from './faces.ts';
import { Looking } from './looking.ts';
import { Obstacles } from './obstacles.ts';
import { Posting } from './posting.ts';
import type { WebhookRoutes } from './webhookRoutes.ts';

type StageOptions = {
  /** Never repeats a request by itself: the replay decides. */
  api: DiscordApi;
  routes: WebhookRoutes;
  faces: Faces;
  applicationId: string;
  /** How long a post may take, milliseconds of real time. */
  timeout: number;
  clock: Clock;
  log: Logger;
};

/** Puts the stage together. */
export function discordStage({ api, routes, faces, applicationId, timeout, clock, log }: StageOptions): Stage {
  const obstacles = new Obstacles(api, log);
  const posting = new Posting({ api, routes, faces, obstacles, timeout, log });
  const looking = new Looking({ api, routes, obstacles, applicationId, clock });
  return {
    prepare: (plan) => posting.prepare(plan),
    ready: (plan, post) => posting.ready(plan, post),
    post: (plan, post, notifies) => posting.post(plan, post, notifies),
    look: (plan, post, after) => looking.look(plan, post, after),
    obstacle: (plan) => obstacles.inReaching(plan),
    typing: (plan) => posting.showTyping(plan),
  };
}
