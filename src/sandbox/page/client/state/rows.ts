/** Messages as a channel lays them out: joined to the one before, or with a face and name of their own. Pure. */
import type { APIMessage } from 'discord.js';
import type { PageMessage } from '../../protocol/frames.ts';
import { sameDay } from '../text/times.ts';

export type Row = {
  readonly entry: PageMessage;
  /** By the same author shortly after the one before: shown without face and name. */
  readonly joined: boolean;
  /** The first of its day. */
  readonly newDay: boolean;
};

/** Milliseconds after which one author's next message stands for itself. */
const JOINED_WITHIN = 7 * 60_000;

/** @param count of the newest messages, that rows are made of */
export function rowsOf(messages: readonly PageMessage[], count = messages.length): Row[] {
  // One more, for the first row to know whom it follows.
  const rows = allRows(messages.slice(-count - 1));
  return rows.slice(Math.max(0, rows.length - count));
}

/** Rows that follow each other: far from what is seen, the browser passes over all of them at once. */
export type Stretch = {
  /** Counted from the channel's beginning, so that it keeps its messages whatever comes before or after. */
  readonly number: number;
  readonly rows: readonly Row[];
};

/** Messages of a whole stretch. */
const STRETCH = 50;

/** @param count of the newest messages, that are in the stretches */
export function stretchesOf(messages: readonly PageMessage[], count = messages.length): Stretch[] {
  const rows = rowsOf(messages, count);
  const first = messages.length - rows.length;
  const byNumber = Map.groupBy(rows.entries(), ([at]) => Math.floor((first + at) / STRETCH));
  return [...byNumber].map(([number, entries]) => ({ number, rows: entries.map(([, row]) => row) }));
}

function allRows(messages: readonly PageMessage[]): Row[] {
  return messages.map((entry, index) => {
    const before = messages[index - 1];
    if (!before) return { entry, joined: false, newDay: true };
    const newDay = !sameDay(sentAt(before.message), sentAt(entry.message));
    return { entry, newDay, joined: !newDay && joins(before, entry) };
  });
}

/** When a message was sent, milliseconds since the Unix epoch. */
export function sentAt({ timestamp }: APIMessage): number {
  return Date.parse(timestamp);
}

function joins(before: PageMessage, after: PageMessage): boolean {
  const [one, other] = [before.message, after.message];
  return (
    before.private === after.private &&
    !after.message.interaction_metadata &&
    one.author.id === other.author.id &&
    one.author.username === other.author.username &&
    one.author.avatar === other.author.avatar &&
    sentAt(other) - sentAt(one) < JOINED_WITHIN
  );
}
