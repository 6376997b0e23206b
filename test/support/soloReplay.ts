/** A paused replay of one persona alone, as long in everything as one can be. */

import { outlined, type Replay, type ScriptedPlan } from '../../src/replay/replay.ts';
import type { ReplayState } from '../../src/replay/state.ts';
import type { Language } from '../../src/thread/bilingual.ts';
import { PersonaKey } from '../../src/thread/identity.ts';
import type { Thread } from '../../src/thread/model.ts';
import { uneventful } from './plans.ts';

/** A replay of what one persona says in a thread, at its first line. */
export function soloReplay({ title }: Thread, username: string, speech: Language): Replay {
  const id = '1234567890123456789';
  const plan: ScriptedPlan = {
    ...{ id, anchor: id, serverId: id, channelId: id, controlChannelId: id, threadId: 'thread', title, startedBy: id },
    ...{
      speech,
      translate: true,
      bySchedule: false,
      notify: 'first',
      startedAt: 0,
      from: 4_999,
      lastComment: 4_999,
      persona: PersonaKey.parse('persona'),
    },
    discussion: { kind: 'thread-channel', name: 'x', announces: false },
    language: 'both',
    script: [{ comment: 4_999, persona: PersonaKey.parse('persona'), face: 0, username, content: 'x', reading: 0 }],
  };
  const state: ReplayState = {
    ...{ kind: 'paused', next: 0, ...uneventful, remaining: 3_600_000, doubtfulSince: null },
    reason: { kind: 'missing-permission', permission: 'ReadMessageHistory' },
  };
  return { plan: outlined(plan), state, stageChannelId: id, revision: 0, lastMessageId: null, controlMessageId: null };
}
