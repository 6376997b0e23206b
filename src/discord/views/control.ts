/** The control message of a replay: what plays, how far it is, and the buttons that act on it. */
import { TimestampStyles, time, userMention } from '@discordjs/formatters';
import type { APIButtonComponent } from 'discord.js';
import { type Sentences, sentences } from '../../i18n/i18n.ts';
import type { PauseTexts } from '../../i18n/texts.ts';
import type { Pace } from '../../replay/post.ts';
import { type Replay, timeLeft } from '../../replay/replay.ts';
import { Control, type PauseReason, type ReplayState } from '../../replay/state.ts';
import { textIn } from '../../thread/language.ts';
import { buttonCodec } from '../interactions/idCodec.ts';
import { callId, oneOf } from '../interactions/idFields.ts';
import { ACCENT, brief, button, buttons, container, text, titled, type View, WARNING } from './parts.ts';
import { undoStatus } from './undo.ts';

/** Acts on a replay. */
export const controlReplay = buttonCodec('control', { control: oneOf(Control.options), replayId: callId });

/** Plays a replay again. */
export const replayAgain = buttonCodec('again', { replayId: callId });

const BAR_LENGTH = 16;

/** UTF-16 units of the name of the persona who speaks alone. */
const NAME_LENGTH = 80;

/** Shows a replay as it stands at `now` (milliseconds since the Unix epoch). */
export function controlView(replay: Replay, now: number): View {
  const { plan, undo } = replay;
  const words = sentences[plan.speech];
  const { done, total } = progressOf(replay);
  const lines = [
    titled(textIn(plan.title, plan.speech).text, factsOf(replay, words)),
    ...(undo
      ? [undoStatus(undo, plan, words)]
      : [`${bar(done / total)} ${done}/${total}`, statusOf(replay, words, now)]),
  ];
  return [
    container(
      [text(lines.join('\n')), buttons(...buttonsOf(replay, words))],
      needsAttention(replay) ? WARNING : ACCENT,
    ),
  ];
}

function needsAttention({ state, undo }: Replay): boolean {
  return undo?.kind === 'held' || (state.kind === 'paused' && state.reason.kind !== 'by-hand');
}

function factsOf({ plan }: Replay, words: Sentences): string {
  const facts = [words.contentLanguage[plan.language], words.pace[plan.pace]];
  const only = plan.persona === null ? undefined : plan.script[0]?.username;
  if (only) facts.push(words.control.onlyPersona(brief(only, NAME_LENGTH)));
  if (plan.from > 0) facts.push(words.control.fromComment(plan.from));
  facts.push(words.control.startedBy(userMention(plan.startedBy)));
  return facts.join(' · ');
}

/** Comments, not messages: a comment counts when its last part has been posted. */
function progressOf({ plan, state }: Replay): { done: number; total: number } {
  const total = new Set(plan.script.map((post) => post.comment)).size;
  const left = new Set(plan.script.slice(state.next).map((post) => post.comment)).size;
  return { done: total - left, total };
}

function bar(share: number): string {
  const filled = Math.round(share * BAR_LENGTH);
  return '▰'.repeat(filled) + '▱'.repeat(BAR_LENGTH - filled);
}

function statusOf(replay: Replay, { control }: Sentences, now: number): string {
  const { plan, state } = replay;
  const left = timeLeft(replay, now);
  const pausedByHand = `${control.paused['by-hand']({ kind: 'by-hand' }, plan.channelId)} · ${control.left(Math.round(left / 60_000))}`;
  switch (state.kind) {
    case 'waiting':
      return playing(plan.pace, now + left, control);
    case 'sending':
    case 'doubtful':
      if (state.afterwards === 'stop') return control.stopping;
      return state.afterwards === 'pause-by-hand' ? pausedByHand : playing(plan.pace, now + left, control);
    case 'paused':
      return state.reason.kind === 'by-hand' ? pausedByHand : pauseText(control.paused, state.reason, plan.channelId);
    case 'ended':
      return {
        finished: control.finished,
        stopped: control.stopped,
        'channel-gone': control.channelGone,
        'server-gone': control.serverGone,
        'thread-removed': control.threadRemoved,
      }[state.reason];
  }
}

function playing(pace: Pace, end: number, control: Sentences['control']): string {
  if (pace === 'instant') return control.playing;
  return `${control.playing} · ${control.ends(time(Math.round(end / 1_000), TimestampStyles.RelativeTime))}`;
}

/** TypeScript cannot see that a reason's kind picks the sentence made for it; the type of the texts guarantees it. */
function pauseText(texts: PauseTexts, reason: PauseReason, channelId: string): string {
  const word = texts[reason.kind] as (reason: PauseReason, channelId: string) => string;
  return word(reason, channelId);
}

function buttonsOf({ plan, state }: Replay, { control }: Sentences): APIButtonComponent[] {
  const act = (what: Control, emoji: string, style: 'primary' | 'secondary' | 'danger' = 'secondary') =>
    button(control.labels[what], controlReplay.id({ control: what, replayId: plan.id }), { emoji, style });
  switch (controls(state)) {
    case 'playing':
      return [act('pause', '⏸️'), act('skip', '⏭️'), act('stop', '⏹️', 'danger')];
    case 'paused':
      return [act('resume', '▶️', 'primary'), act('stop', '⏹️', 'danger')];
    case 'over':
      return [
        button(control.again, replayAgain.id({ replayId: plan.id }), {
          emoji: '🔁',
          style: 'primary',
          disabled: state.kind !== 'ended',
        }),
      ];
  }
}

/** Which buttons a state calls for. A wish that waits for the post on its way counts as fulfilled. */
function controls(state: ReplayState): 'playing' | 'paused' | 'over' {
  if (state.kind === 'ended') return 'over';
  if (state.kind === 'paused') return 'paused';
  if (state.kind === 'waiting') return 'playing';
  if (state.afterwards === 'stop') return 'over';
  return state.afterwards === 'pause-by-hand' ? 'paused' : 'playing';
}
