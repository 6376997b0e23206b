/** What people see instead of what they asked for: why, and buttons for what they would do next. */
import type { APIButtonComponent } from 'discord.js';
import type { Meant, Problem } from '../../app/problem.ts';
import { problemText, type Sentences } from '../../i18n/i18n.ts';
import { buttonCodec } from '../interactions/idCodec.ts';
import { callId as callIdField, choiceNumber } from '../interactions/idFields.ts';
import { checkHere } from './check.ts';
import { openHelp } from './help.ts';
import { button, buttons, nameLabel, notice, type View } from './parts.ts';

/** Carries on with a command that was refused, and with what was meant in the place of what is not there. */
export const correctCommand = buttonCodec('correct', { callId: callIdField, choice: choiceNumber });

/** A command that can be carried on with: the call that was refused, and what may have been meant. */
export type Correctable = { readonly callId: string; readonly meant: readonly Meant[] };

type Shown = {
  /** Where it is shown. */
  readonly channelId: string | null;
  readonly correctable?: Correctable | undefined;
};

/** A problem in the reader's language. */
export function problemView(problem: Problem, words: Sentences, shown: Shown): View {
  const sentence = problemText(words.problem, problem);
  const next = nextSteps(problem, words, shown);
  return next.length > 0 ? [...notice(sentence), buttons(...next)] : notice(sentence);
}

function nextSteps(
  problem: Problem,
  words: Sentences,
  { channelId, correctable }: Shown,
): readonly APIButtonComponent[] {
  const { code } = problem;
  if (correctable) {
    const { callId, meant } = correctable;
    return meant.map(({ name }, choice) => button(nameLabel(name), correctCommand.id({ callId, choice })));
  }
  if (code === 'outdated') return [button(words.help.open, openHelp.id({ page: 1 }))];
  if (isOfPermissions(problem, channelId)) return [button(words.check.check, checkHere.id({ time: 'first' }))];
  return [];
}

/** Whether a permission that the bot lacks in this channel is behind it. */
function isOfPermissions(problem: Problem, channelId: string | null): boolean {
  if (problem.code === 'refused-by-discord') return problem.why === 'no-access' || problem.why === 'no-permission';
  return problem.code === 'bot-lacks-permissions' && problem.channelId === channelId;
}
