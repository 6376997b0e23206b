/** Plans of replays, for tests that care about little of them. */

import type { Post } from '../../src/replay/post.ts';
import { outlined, type ReplayKey, type ScriptedPlan, type StagedReplay } from '../../src/replay/replay.ts';
import { initialState } from '../../src/replay/state.ts';
import { PersonaKey } from '../../src/thread/identity.ts';

/** One post of the persona Bob. */
export function postOf(content: string, comment: number, reading = 0): Post {
  return { comment, persona: PersonaKey.parse('bob'), face: 0, username: 'Bob', content, reading };
}

/** What every state of a replay holds that nothing has happened to, at a natural pace. */
export const uneventful = {
  failures: 0,
  webhooksReplaced: 0,
  pace: 'natural',
  pressedAt: null,
  passedOver: [],
} as const;

/** What a replay is found by, in the server that plans are for here unless they say otherwise. */
export function keyOf(id: string, serverId = 'server'): ReplayKey {
  return { serverId, id };
}

/** A plan by its id, which is its anchor too where that can be. Of a thread that says one, two, three. */
export function planOf(id: string, over: Partial<ScriptedPlan> = {}): ScriptedPlan {
  const channelId = over.channelId ?? 'channel';
  return {
    id,
    anchor: /^\d+$/.test(id) ? id : '1',
    serverId: 'server',
    channelId,
    discussion: null,
    controlChannelId: channelId,
    threadId: 'thread',
    title: { en: 'Title' },
    language: 'en',
    speech: 'en',
    translate: true,
    startedBy: 'person',
    bySchedule: false,
    startedAt: 0,
    lastComment: 2,
    notify: 'first',
    script: ['one', 'two', 'three'].map((content, comment) => postOf(content, comment)),
    from: 0,
    persona: null,
    ...over,
  };
}

/** A replay of a plan that has just begun, in the channel of the plan. */
export function replayOf(plan: ScriptedPlan, over: Partial<StagedReplay> = {}): StagedReplay {
  return {
    ...{ plan: outlined(plan), state: initialState(0, 'natural'), stageChannelId: plan.channelId },
    ...{ revision: 0, lastMessageId: null, controlMessageId: null },
    ...over,
  };
}
