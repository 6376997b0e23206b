/** The control message of a replay: what plays, how far it is, and the buttons that act on it. */
import { channelMention, TimestampStyles, time, userMention } from '@discordjs/formatters';
import type { APIButtonComponent } from 'discord.js';
import { type Sentences, sentences } from '../../i18n/i18n.ts';
import type { PauseTexts } from '../../i18n/texts.ts';
import { fasterThan, slowerThan } from '../../replay/pace.ts';
import { Pace } from '../../replay/post.ts';
import { type Replay, timeLeft } from '../../replay/replay.ts';
import { Control, canBePassedOver, isPaused, type PauseReason, type ReplayState } from '../../replay/state.ts';
import { textIn } from '../../thread/language.ts';
import { buttonCodec } from '../interactions/idCodec.ts';
import { callId, oneOf, position } from '../interactions/idFields.ts';
import { checkHere } from './check.ts';
import { ACCENT, brief, button, buttons, container, text, titled, type View, WARNING } from './parts.ts';
import { catchUp } from './recap.ts';
import { undoStatus } from './undo.ts';

/** Acts on a replay. */
export const controlReplay = buttonCodec('control', { control: oneOf(Control.options), replayId: callId });

/** Makes a replay faster or slower: two who press it at a time change it once. */
export const changePace = buttonCodec('pace', { pace: oneOf(Pace.options), replayId: callId });

/** Lets a replay pass over the line that Discord refuses. */
export const passOverLine = buttonCodec('pass', { position, replayId: callId });

/** Plays a replay again. */
export const replayAgain = buttonCodec('again', { replayId: callId });

/** Characters of the progress bar besides its knob. */
const BAR_LENGTH = 15;

/** Comments that Discord refused and that are named, at most. */
const MOST_NAMED = 10;

/** UTF-16 units of the name of the persona who speaks alone. */
const NAME_LENGTH = 80;

/** Shows a replay as it stands at `now` (milliseconds since the Unix epoch). */
export function controlView(replay: Replay, now: number): View {
  const { plan, undo } = replay;
  const words = sentences[plan.speech];
  const lines = [
    titled(textIn(plan.title, plan.speech).text, factsOf(replay, words)),
    ...(undo
      ? [undoStatus(undo, replay, words)]
      : [progressOf(replay, words), statusOf(replay, words, now), ...passedOver(replay, words)]),
  ];
  return [
    container(
      [text(lines.join('\n')), ...buttonsOf(replay, words).map((row) => buttons(...row))],
      needsAttention(replay) ? WARNING : ACCENT,
    ),
  ];
}

function needsAttention({ state, undo }: Replay): boolean {
  return undo?.kind === 'held' || (state.kind === 'paused' && state.reason.kind !== 'by-hand');
}

function factsOf({ plan, state, stageChannelId }: Replay, words: Sentences): string {
  const facts = [words.contentLanguage[plan.language], words.pace[state.pace]];
  const only = plan.persona === null ? undefined : plan.outline.speaker;
  if (only) facts.push(words.control.onlyPersona(brief(only, NAME_LENGTH)));
  if (plan.from > 0) facts.push(words.control.fromComment(plan.from));
  if (plan.discussion && stageChannelId) facts.push(channelMention(stageChannelId));
  facts.push(words.control[plan.bySchedule ? 'bySchedule' : 'startedBy'](userMention(plan.startedBy)));
  return facts.join(' · ');
}

/** By the thread's own numbering; a comment is there when its last part has been posted. */
function progressOf({ plan, state }: Replay, words: Sentences): string {
  const comments = [...new Set(plan.outline.comments)];
  const left = new Set(plan.outline.comments.slice(state.next));
  const newest = comments.findLast((comment) => !left.has(comment));
  const where =
    newest === undefined
      ? words.comments(comments.filter((comment) => comment > 0).length)
      : words.numbered(newest, plan.lastComment);
  return `${bar(1 - left.size / comments.length)} ${where}`;
}

/** A knob on a line: whatever the font, the bar is as wide at its end as at its beginning. */
function bar(share: number): string {
  const before = Math.round(share * BAR_LENGTH);
  return `${'━'.repeat(before)}●${'━'.repeat(BAR_LENGTH - before)}`;
}

function statusOf(replay: Replay, { control }: Sentences, now: number): string {
  const { plan, state, stageChannelId } = replay;
  const left = timeLeft(replay, now);
  const channelId = stageChannelId ?? plan.channelId;
  const paused = control.paused['by-hand']({ kind: 'by-hand' }, channelId);
  const pausedByHand = left === undefined ? paused : `${paused} · ${control.left(Math.round(left / 60_000))}`;
  switch (state.kind) {
    case 'waiting':
      return playing(state.pace, left, now, control);
    case 'resting':
      return control.resting;
    case 'sending':
    case 'doubtful':
      if (state.afterwards === 'stop') return control.stopping;
      return isPaused(state) ? pausedByHand : playing(state.pace, left, now, control);
    case 'paused':
      return state.reason.kind === 'by-hand' ? pausedByHand : pauseText(control.paused, state.reason, channelId);
    case 'ended':
      return {
        finished: control.finished,
        stopped: control.stopped,
        unpressed: control.unpressed,
        'channel-gone': control.channelGone,
        'server-gone': control.serverGone,
        'thread-removed': control.threadRemoved,
      }[state.reason];
  }
}

function playing(pace: Pace, left: number | undefined, now: number, control: Sentences['control']): string {
  if (pace === 'instant' || left === undefined) return control.playing;
  return `${control.playing} · ${control.ends(time(Math.round((now + left) / 1_000), TimestampStyles.RelativeTime))}`;
}

/** A line of several posts is named once, and as cut short where its first ones are there. */
function passedOver({ plan: { outline }, state }: Replay, { control }: Sentences): string[] {
  const firsts = state.passedOver.flatMap((at) => {
    const comment = outline.comments[at];
    const isSameLine = comment === outline.comments[at - 1];
    if (comment === undefined || (isSameLine && state.passedOver.includes(at - 1))) return [];
    return [{ comment, isRest: isSameLine }];
  });
  return firsts.length === 0 ? [] : [`-# ${control.passedOver(firsts.slice(0, MOST_NAMED))}`];
}

/** TypeScript cannot see that a reason's kind picks the sentence made for it; the type of the texts guarantees it. */
function pauseText(texts: PauseTexts, reason: PauseReason, channelId: string): string {
  const word = texts[reason.kind] as (reason: PauseReason, channelId: string) => string;
  return word(reason, channelId);
}

/** Rows of buttons: how it goes on first, how it is read below. */
function buttonsOf(
  { plan, state, lastMessageId, undo }: Replay,
  { control, check }: Sentences,
): APIButtonComponent[][] {
  const { id: replayId } = plan;
  const readUp = (label: string) =>
    button(label, catchUp.id({ replayId }), { emoji: '📖', disabled: lastMessageId === null });
  const act = (what: Control, emoji: string, style: Style = 'secondary', label = control.labels[what]) =>
    button(label, controlReplay.id({ control: what, replayId }), { emoji, style });
  switch (controls(state)) {
    case 'playing':
      return [
        state.pace === 'step'
          ? [act('skip', '⏭️', 'primary', control.next), act('stop', '⏹️', 'danger')]
          : [act('pause', '⏸️'), act('skip', '⏭️'), act('stop', '⏹️', 'danger')],
        [
          paceButton(control.slower, slowerThan(state.pace), state.pace, replayId),
          paceButton(control.faster, fasterThan(state.pace), state.pace, replayId),
          readUp(control.catchUp),
        ],
      ];
    case 'paused': {
      const passOver = passOverLine.id({ position: state.next, replayId });
      return [
        [
          act('resume', '▶️', 'primary'),
          ...(state.kind === 'paused' && state.reason.kind === 'missing-permission'
            ? [button(check.check, checkHere.id({ time: 'first' }))]
            : []),
          ...(canBePassedOver(state) ? [button(control.passOver, passOver, { emoji: '⏭️' })] : []),
          act('stop', '⏹️', 'danger'),
          readUp(control.catchUp),
        ],
      ];
    }
    case 'over':
      return [
        [
          button(control.again, replayAgain.id({ replayId }), {
            emoji: '🔁',
            style: 'primary',
            disabled: state.kind !== 'ended',
          }),
          // Where the posts are gone, an index would lead nowhere.
          ...(undo?.kind === 'done' ? [] : [readUp(control.index)]),
        ],
      ];
  }
}

type Style = 'primary' | 'secondary' | 'danger';

/** Stays where it is where there is no further pace, but cannot be pressed. */
function paceButton(label: string, to: Pace | undefined, now: Pace, replayId: string): APIButtonComponent {
  return button(label, changePace.id({ pace: to ?? now, replayId }), { disabled: to === undefined });
}

/** Which buttons a state calls for. A wish that waits for the post on its way counts as fulfilled. */
function controls(state: ReplayState): 'playing' | 'paused' | 'over' {
  if (state.kind === 'ended' || ('afterwards' in state && state.afterwards === 'stop')) return 'over';
  return isPaused(state) ? 'paused' : 'playing';
}
