/** What a server's schedules look like: one that was just made, all of them, and one that is off. */
import { channelMention, TimestampStyles, time as timestamp, userMention } from '@discordjs/formatters';
import type { MadeSchedule, ShownSchedule } from '../../app/scheduling.ts';
import { type Sentences, sentences } from '../../i18n/i18n.ts';
import type { HindranceTexts } from '../../i18n/texts.ts';
import type { Hindrance, PastRun, Schedule } from '../../schedule/schedule.ts';
import { limits } from '../../text/limits.ts';
import { filledPages, pageAt } from '../../text/pages.ts';
import type { Language } from '../../thread/bilingual.ts';
import { textIn } from '../../thread/language.ts';
import { buttonCodec } from '../interactions/idCodec.ts';
import { callId, oneOf, pageNumber } from '../interactions/idFields.ts';
import { pager } from './pager.ts';
import {
  ACCENT,
  brief,
  button,
  buttons,
  container,
  notice,
  section,
  separator,
  text,
  type View,
  WARNING,
} from './parts.ts';

/** Turns the list. */
export const turnSchedules = buttonCodec('schedules', { page: pageNumber });

/** Asks whether a schedule is to be removed. */
export const askUnschedule = buttonCodec('unscheduling', { scheduleId: callId });

/** Answers that. */
export const unschedule = buttonCodec('unschedule', { scheduleId: callId, sure: oneOf(['yes', 'no']) });

/** What one page of the list holds, beside its heading and the pager. */
const ROOM = { length: limits.texts - 500, blocks: 6 };

/** UTF-16 units of a thread's title. */
const TITLE_LENGTH = 120;

/** A schedule that was just made, with its next runs by the clocks of its zone and by those of whoever reads it. */
export function madeView(made: MadeSchedule, reader: Language): View {
  const words = sentences[reader];
  const { zone } = made.schedule.recurrence;
  const runs = made.next.map(({ run, begins }) => {
    const there = `- ${words.schedule.onTheWall(run, zone)} · ${moment(run)} (${fromNow(run)})`;
    return begins === run ? there : `${there}\n  - ${words.schedule.begins(moment(begins))}`;
  });
  return [
    container([
      text(`### ${words.schedule.made}\n${whatText(made, reader, words)}`),
      separator(),
      text([words.schedule.nextRuns, ...runs].join('\n')),
      buttons(removeButton(made, words)),
    ]),
  ];
}

/** All schedules of a server, one page of them; a page beyond the last is the last. */
export function scheduleListView(all: readonly ShownSchedule[], page: number, reader: Language): View {
  const words = sentences[reader];
  if (all.length === 0) return notice(words.schedule.empty);
  const entries = all.map((one) => ({ one, content: entryText(one, reader, words) }));
  const shown = pageAt(
    filledPages(entries, ROOM, ({ content }) => content.length),
    page,
  );
  const sections = shown.items.map(({ one, content }) => section(content, removeButton(one, words)));
  const off = shown.items.some(({ one }) => one.state.kind === 'off');
  return [
    container([text(`## ${words.schedule.heading(all.length)}`), separator(), ...sections], off ? WARNING : ACCENT),
    ...pager(shown, (to) => turnSchedules.id({ page: to }), words),
  ];
}

/** Asks before a schedule is removed. */
export function askUnscheduleView({ schedule }: ShownSchedule, words: Sentences): View {
  const answer = (sure: 'yes' | 'no') => unschedule.id({ scheduleId: schedule.id, sure });
  return [
    text(words.schedule.askRemove(whenAndWhere(schedule, words))),
    buttons(
      button(words.schedule.remove, answer('yes'), { style: 'danger' }),
      button(words.schedule.cancel, answer('no')),
    ),
  ];
}

/** Says that a schedule is gone. */
export function unscheduledView({ schedule }: ShownSchedule, words: Sentences): View {
  return notice(words.schedule.removed(whenAndWhere(schedule, words)));
}

/** Says that a schedule is off because its channel is gone, to everybody, and names who made it. */
export function turnedOffView(schedule: Schedule, words: Sentences): View {
  return notice(
    words.schedule.turnedOff(userMention(schedule.madeBy), whenText(schedule, words), channelText(schedule)),
  );
}

/** A schedule in a few plain words, as completions show it. */
export function scheduleName({ schedule, thread }: ShownSchedule, reader: Language): string {
  const words = sentences[reader];
  const { time, zone, days } = schedule.recurrence;
  const facts = [`#${schedule.channelName}`, `${words.schedule.days(days)} ${time}`, zone];
  const title = typeof thread === 'string' ? [] : [textIn(thread.name, reader).text];
  return [...facts, ...title].join(' · ');
}

function entryText(one: ShownSchedule, reader: Language, words: Sentences): string {
  const { last } = one.state;
  const lines = [standingText(one, words), ...(last ? [pastText(last, words)] : [])];
  return [whatText(one, reader, words), ...lines.map((line) => `-# ${line}`)].join('\n');
}

/** When and where it plays, what, and as who wanted it. */
function whatText({ schedule, thread, state }: ShownSchedule, reader: Language, words: Sentences): string {
  const { language, pace, madeBy } = schedule;
  const title = {
    any: () => words.schedule.anyThread,
    gone: () => words.schedule.goneThread,
  };
  const named = typeof thread === 'string' ? title[thread]() : brief(textIn(thread.name, reader).text, TITLE_LENGTH);
  const facts = [
    named,
    ...(language ? [words.contentLanguage[language]] : []),
    ...(pace ? [words.pace[pace]] : []),
    words.schedule.by(userMention(madeBy)),
  ];
  return `${whenAndWhere(schedule, words, state.kind === 'off')}\n${facts.join(' · ')}`;
}

function whenAndWhere(schedule: Schedule, words: Sentences, isGone = false): string {
  const where = words.schedule.where[schedule.venue](
    isGone ? channelText(schedule) : channelMention(schedule.channelId),
  );
  return `${whenText(schedule, words)} · ${where}`;
}

function whenText({ recurrence: { time, zone, days } }: Schedule, words: Sentences): string {
  return words.schedule.when(words.schedule.days(days), time, zone);
}

/** A channel that is gone cannot be mentioned. */
function channelText({ channelName }: Schedule): string {
  return brief(`#${channelName}`, TITLE_LENGTH);
}

function standingText({ standing }: ShownSchedule, { schedule }: Sentences): string {
  switch (standing.kind) {
    case 'off':
      return schedule.off;
    case 'planned':
      return schedule.next(`${moment(standing.run)} (${fromNow(standing.run)})`);
    case 'quiet':
      return schedule.afterQuiet(`${moment(standing.begins)} (${fromNow(standing.begins)})`);
    case 'hindered':
      return schedule.waits(hindranceText(schedule.hindrance, standing.because), moment(standing.until));
  }
}

function pastText(last: PastRun, { schedule }: Sentences): string {
  if (last.kind === 'begun') return schedule.begun(moment(last.run));
  return schedule.skipped(moment(last.run), hindranceText(schedule.hindrance, last.because));
}

/** TypeScript cannot see that a kind picks the words made for it; the type of the texts guarantees it. */
function hindranceText(texts: HindranceTexts, because: Hindrance): string {
  const word = texts[because.kind] as (because: Hindrance) => string;
  return word(because);
}

function removeButton({ schedule }: ShownSchedule, words: Sentences) {
  return button(words.schedule.remove, askUnschedule.id({ scheduleId: schedule.id }));
}

/** By the reader's own clock. */
function moment(ms: number): string {
  return timestamp(Math.floor(ms / 1_000), TimestampStyles.LongDateShortTime);
}

function fromNow(ms: number): string {
  return timestamp(Math.floor(ms / 1_000), TimestampStyles.RelativeTime);
}
