/** The answer that a new replay gives: its control message, and then it plays. */

import type { Replaying } from '../../app/replaying.ts';
import type { Replay } from '../../replay/replay.ts';
import type { Clock } from '../../runtime/clock.ts';
import { controlView } from '../views/control.ts';
import type { DeferredReply, Reply, Shown } from './answer.ts';

/** Answers with the control message of a replay just started, and lets it play once that was sent. */
export function startedAnswer(replay: Replay, replays: Replaying, clock: Clock): Reply {
  return { kind: 'reply', private: false, ...shown(replay, replays, clock) };
}

/** The same for a replay that Discord must be asked about before it can be started. */
export function startedLater(start: () => Promise<Replay>, replays: Replaying, clock: Clock): DeferredReply {
  return { kind: 'defer', private: false, later: async () => shown(await start(), replays, clock) };
}

function shown(replay: Replay, replays: Replaying, clock: Clock): Shown {
  return { view: controlView(replay, clock.now()), sent: (messageId) => replays.begin(replay, messageId) };
}
