/** What people see instead of what they asked for: why, and buttons for what they would do next. */
import type { APIButtonComponent } from 'discord.js';
import type { Meant, Problem } from '../../app/problem.ts';
import { problemText, type Sentences } from '../../i18n/i18n.ts';
import { limits } from '../../text/limits.ts';
import { shorten } from '../../text/shorten.ts';
import { buttonCodec } from '../interactions/idCodec.ts';
import { callId as callIdField, choiceNumber } from '../interactions/idFields.ts';
import { openHelp } from './help.ts';
import { button, buttons, notice, type View } from './parts.ts';

/** Carries on with a command that was refused, and with what was meant in the place of what is not there. */
export const correctCommand = buttonCodec('correct', { callId: callIdField, choice: choiceNumber });

/** A command that can be carried on with: the call that was refused, and what may have been meant. */
export type Correctable = { readonly callId: string; readonly meant: readonly Meant[] };

/** A problem in the reader's language. */
export function problemView(problem: Problem, words: Sentences, correctable?: Correctable): View {
  const sentence = problemText(words.problem, problem);
  const next = nextSteps(problem, words, correctable);
  return next.length > 0 ? [...notice(sentence), buttons(...next)] : notice(sentence);
}

function nextSteps(
  { code }: Problem,
  words: Sentences,
  correctable: Correctable | undefined,
): readonly APIButtonComponent[] {
  if (correctable) {
    const { callId, meant } = correctable;
    return meant.map(({ name }, choice) => button(label(name), correctCommand.id({ callId, choice })));
  }
  if (code === 'outdated') return [button(words.help.open, openHelp.id({ page: 1 }))];
  return [];
}

function label(name: string): string {
  return shorten(name.replace(/\s+/g, ' ').trim(), limits.buttonLabel) || '…';
}
