/** The undoing of a replay: what is asked before, how far it is, and what has become of it. */
import type { UndoOffer, UndoOutcome } from '../../app/undoing.ts';
import { replayAddress } from '../../i18n/format.ts';
import { deletionObstacleText, type Sentences } from '../../i18n/i18n.ts';
import type { Replay } from '../../replay/replay.ts';
import type { Undo } from '../../replay/undo.ts';
import type { Language } from '../../thread/bilingual.ts';
import { textIn } from '../../thread/language.ts';
import { buttonCodec } from '../interactions/idCodec.ts';
import { callId, oneOf } from '../interactions/idFields.ts';
import { button, buttons, notice, text, type View } from './parts.ts';

/** Answers whether the posts of a replay are deleted. */
export const confirmUndo = buttonCodec('undo', { replayId: callId, sure: oneOf(['yes', 'no']) });

/** Asks before a replay is undone. */
export function askUndoView({ replay, posts }: UndoOffer, reader: Language, { undo }: Sentences): View {
  const { plan } = replay;
  return [
    text(undo.ask(textIn(plan.title, reader).text, posts, placeOf(replay))),
    buttons(
      button(undo.confirm, confirmUndo.id({ replayId: plan.id, sure: 'yes' }), { style: 'danger' }),
      button(undo.cancel, confirmUndo.id({ replayId: plan.id, sure: 'no' })),
    ),
  ];
}

/** What whoever asked for it sees: how far it is, or how it ended. */
export function undoView({ replay, undo }: UndoOutcome, words: Sentences): View {
  if (undo === undefined) return notice(words.undo.goesOn(replayAddress(replay)));
  return notice(undoStatus(undo, replay, words));
}

/** How the undoing of a replay stands, in a line; or two, where a person must act. */
export function undoStatus(undo: Undo, replay: Replay, { undo: words }: Sentences): string {
  switch (undo.kind) {
    case 'under-way':
      return words.underWay(undo.posts - undo.left, undo.posts);
    case 'held':
      return `${words.held(undo.left)}\n${deletionObstacleText(words.obstacles, undo.obstacle, placeOf(replay))} ${words.again}`;
    case 'done':
      return words.done(undo.posts);
  }
}

/** Where the posts are. */
function placeOf({ plan, stageChannelId }: Replay): string {
  return stageChannelId ?? plan.channelId;
}
