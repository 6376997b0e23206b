/** The answer that a new replay gives: its control message, and then it plays. */
import type { Clock } from '../replay/clock.ts';
import type { Replay } from '../replay/replay.ts';
import type { Answer } from './command.ts';
import type { ReplayService } from './replayService.ts';
import { controlView } from './views/control.ts';

/** Answers with the control message of a replay just started, and lets it play once that was sent. */
export function startedAnswer(replay: Replay, replays: ReplayService, clock: Clock): Answer {
  return {
    kind: 'reply',
    private: false,
    view: controlView(replay, clock.now()),
    sent: (messageId) => replays.begin(replay, messageId),
  };
}
